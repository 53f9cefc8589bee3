import { PDF_BOUNDS } from '../../pdf/bounds';
import type { PartFile, PartRemark } from '../../pdf/joinedParts';
import { joinFiles as joinPdf } from '../../pdf/joinFiles';
import { fileTypeOf } from '../../protocol/fileType';
import type { DocumentPart } from '../../protocol/placement/documentPart';
import { pictureAdvice } from '../../protocol/pictureAdvice';
import { missing } from '../../shared/binaryField';
import type { BinarySource } from '../../shared/binarySource';
import { byteLength, bytesOf, firstBytes } from '../../shared/binarySource';
import type { OrderFiles } from '../../shared/fileCache';
import { parameterLabel } from '../fields/fieldLabels';
import type { PartInput } from '../input/documentInput';
import type { OrderWarning } from '../orderWarning';
import type { MadeDocument } from './orderInput';

const MEGABYTE = 1024 * 1024;
/** A larger image isn't any clearer. */
const LARGEST_PICTURE = 5 * MEGABYTE;
/** Characters of a part's name that are shown. */
const LONGEST_NAME = 100;
const LABEL = parameterLabel('binaryPropertyNames');

/**
 * Joins the files into one PDF, which is kept in memory until the order is done; or reports what is wrong with them.
 */
export async function joinFiles(
	files: OrderFiles,
	parts: readonly PartInput[],
): Promise<MadeDocument> {
	const problem = countProblem(parts);
	if (problem !== undefined) return notMade([{ where: LABEL, message: problem }]);
	const read = await Promise.all(parts.map(async (part) => await partFile(files, part)));
	const wrong = read.flatMap((one, part) =>
		typeof one === 'string' ? [about(parts, { part, message: one })] : [],
	);
	const usable = read.filter((one): one is PartFile => typeof one !== 'string');
	if (wrong.length > 0) return notMade(wrong);
	const joined = await joinPdf(usable);
	if (joined.kind === 'refused') {
		return notMade(joined.problems.map((remark) => about(parts, remark)));
	}
	return {
		document: {
			filebase: files.keep(joined.pdf),
			fileformat: 'pdf',
			fileName: parts[0]?.fileName?.replace(/(?:\.[^.]*)?$/, '.pdf'),
		},
		parts: pagesOf(parts, joined.sizes),
		problems: [],
		warnings: [
			...joined.remarks.map((remark) => warning('partChanged', about(parts, remark))),
			...usable.flatMap((file, part) => largePicture(parts, file, part)),
		],
	};
}

function notMade(problems: MadeDocument['problems']): MadeDocument {
	const filebase = missing('the files could not be joined');
	return { document: { filebase, fileformat: 'pdf', isUnmade: true }, problems, warnings: [] };
}

/** What can be checked before any of them is read. */
function countProblem(parts: readonly PartInput[]): string | undefined {
	if (parts.length === 0) return 'names no binary field';
	if (parts.length > PDF_BOUNDS.joinedParts) {
		return `names ${parts.length} files; at most ${PDF_BOUNDS.joinedParts} are joined`;
	}
	const sizes = parts.map(({ filebase }) =>
		filebase.kind === 'missing' ? 0 : byteLength(filebase),
	);
	const total = sizes.reduce((sum, size) => sum + size, 0);
	if (total <= PDF_BOUNDS.joinedLength) return undefined;
	const largest = sizes.indexOf(Math.max(...sizes));
	const megabytes = (size: number) => (size / MEGABYTE).toFixed(1);
	return `the files have ${megabytes(total)} MB, more than the ${PDF_BOUNDS.joinedLength / MEGABYTE} MB that are joined; the largest is ${partInWords(parts, largest)} with ${megabytes(sizes[largest] ?? 0)} MB`;
}

/** A part that may be joined, or what is wrong with it. */
async function partFile(files: OrderFiles, part: PartInput): Promise<PartFile | string> {
	const { filebase } = part;
	if (filebase.kind === 'missing') return filebase.message;
	if (byteLength(filebase) === 0) return 'is an empty file (0 bytes)';
	const { extension } = fileTypeOf(await firstBytes(files, filebase));
	if (extension !== 'pdf' && extension !== 'jpg' && extension !== 'png') {
		return pictureAdvice(extension) ?? notAPart(extension);
	}
	return { name: nameOf(part), type: extension, read: () => bytesOf(files, filebase) };
}

function notAPart(extension: string): string {
	const kind = extension === 'bin' ? '' : `, but of the kind ${extension.toUpperCase()}`;
	return `is not a PDF, JPEG or PNG file by its first bytes${kind}; convert it to PDF first`;
}

/** The name of its bookmark. */
function nameOf(part: PartInput | undefined): string {
	return [...(part?.fileName?.trim() || part?.fieldName || 'part')].slice(0, LONGEST_NAME).join('');
}

function partInWords(parts: readonly PartInput[], part: number): string {
	return `Part ${part + 1} (${nameOf(parts[part])})`;
}

function about(parts: readonly PartInput[], { part, message }: PartRemark) {
	return { where: `${LABEL} › ${partInWords(parts, part)}`, message };
}

function warning(
	code: OrderWarning['code'],
	text: Pick<OrderWarning, 'where' | 'message'>,
): OrderWarning {
	return { code, ...text };
}

function largePicture(
	parts: readonly PartInput[],
	{ type }: PartFile,
	part: number,
): OrderWarning[] {
	const size = sizeOf(parts[part]?.filebase);
	if (type === 'pdf' || size <= LARGEST_PICTURE) return [];
	const message = `has ${(size / MEGABYTE).toFixed(1)} MB, more than 5 MB`;
	return [warning('partSize', about(parts, { part, message }))];
}

function sizeOf(file: PartInput['filebase'] | undefined): number {
	const source: BinarySource | undefined = file && file.kind !== 'missing' ? file : undefined;
	return source ? byteLength(source) : 0;
}

function pagesOf(
	parts: readonly PartInput[],
	sizes: readonly (readonly unknown[])[],
): DocumentPart[] {
	let firstPage = 1;
	return parts.map((part, index) => {
		const pages = sizes[index]?.length ?? 0;
		const placed = { name: nameOf(part), field: part.fieldName, firstPage, pages };
		firstPage += pages;
		return placed;
	});
}
