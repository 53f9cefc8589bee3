import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { DOCUMENT_LABEL, parameterLabel } from '../order/fields/fieldLabels';
import type { ListedPart } from '../order/document/partsOutput';
import { partsOutput } from '../order/document/partsOutput';
import { readOptions } from '../order/input/readOptions';
import type { PreparedOrder } from '../order/judge/prepareOrder';
import { prepareOrder } from '../order/judge/prepareOrder';
import type { ListedBox } from '../order/preview/boxList';
import { boxList } from '../order/preview/boxList';
import { previewContent } from '../order/preview/previewContent';
import { drawPreview } from '../pdf/drawPreview';
import type { PreviewContent } from '../pdf/preview/previewContent';
import type { Problem } from '../protocol/errors';
import { invalidParameters, mergeProblems } from '../protocol/errors';
import type { PageSize } from '../protocol/placement/box';
import { previewFileName } from '../push/safeFileName';
import type { BinarySource, StoredFiles } from '../shared/binarySource';
import { byteLength, storedFiles, wholeFile } from '../shared/binarySource';
import type { OrderFiles } from '../shared/fileCache';
import { withFileCache } from '../shared/fileCache';
import type { ItemOutput } from '../shared/itemLoop';
import { forEachOutput } from '../shared/itemLoop';
import { ParameterReader } from '../shared/parameterReader';
import { validationMessage } from '../shared/validationMessage';

/** The output for one order, apart from the preview itself. */
export type PositionsPreview = {
	positions: ListedBox[];
	pages: number;
	parts?: ListedPart[];
	errors: Array<{ where: string; message: string }>;
	warnings: Array<{ code: string; where: string; message: string }>;
};

const MEGABYTE = 1024 * 1024;
/** While it is drawn on, a PDF takes several times its size in memory. */
const LARGEST = 50 * MEGABYTE;

const outputFieldSchema = z.string().trim().min(1);

/**
 * The operation `document: previewPositions`: a copy of the PDF with every signature box drawn on it, and a list of
 * them. Nothing is sent, no credential is needed, and problems of the order are reported but don't stop it.
 */
export async function previewPositions(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await forEachOutput(context, {
		run: async (itemIndex) =>
			await withFileCache(
				storedFiles(context.helpers),
				async (files) => await previewOrder(context, itemIndex, files),
			),
	});
}

async function previewOrder(
	context: IExecuteFunctions,
	itemIndex: number,
	files: OrderFiles,
): Promise<ItemOutput> {
	const options = readOptions(context, itemIndex);
	const prepared = await prepareOrder(context, itemIndex, options, files);
	const problems = prepared.kind === 'wrong' ? prepared.problems : [];
	const field = readOutputField(context, itemIndex);
	const source = drawable(prepared);
	if ('where' in field || 'where' in source) throw notDrawn([source, field], problems);
	const { input, boxes, warnings } = prepared;
	const fileName = input.document?.fileName ?? 'document.pdf';
	const positions = boxList(input.signerlist, boxes, source.pages);
	const drawn = await draw(files, source.file, previewContent(fileName, positions, problems));
	const json: PositionsPreview = {
		positions,
		pages: source.pages.length,
		...partsOutput(input),
		errors: problems.map(({ where, message }) => ({ where, message })),
		warnings: warnings.map((warning) => ({ ...warning })),
	};
	const preview = await context.helpers.prepareBinaryData(
		drawn,
		previewFileName(fileName),
		'application/pdf',
	);
	return { json, binary: { ...context.getInputData()[itemIndex]?.binary, [field.name]: preview } };
}

/** The document to draw on. */
interface Drawable {
	readonly pages: readonly PageSize[];
	readonly file: BinarySource;
}

function drawable({ input, document }: PreparedOrder): Drawable | Problem {
	const file = input.document?.filebase;
	if (document.kind === 'unmade') {
		return { where: parameterLabel('documentSource'), message: 'there is no document to draw on' };
	}
	if (!file || document.kind === 'unknown') {
		const message = 'a template’s own document isn’t available to be drawn on; provide a file';
		return { where: parameterLabel('documentSource'), message };
	}
	if (file.kind === 'missing') return ofDocument(file.message);
	if (document.kind === 'unusable') return ofDocument(document.problem);
	const { pages, warnings } = document;
	if (!pages) {
		return ofDocument(
			warnings[0]?.message ?? 'only a PDF can be drawn on; convert the document first',
		);
	}
	const size = byteLength(file);
	return size > LARGEST ? ofDocument(tooLarge(size)) : { pages, file };
}

function tooLarge(size: number): string {
	return `the PDF has ${(size / MEGABYTE).toFixed(1)} MB; one of more than ${LARGEST / MEGABYTE} MB is not drawn on, because all of it has to be held in memory`;
}

function ofDocument(message: string): Problem {
	return { where: DOCUMENT_LABEL, message };
}

function readOutputField(
	context: IExecuteFunctions,
	itemIndex: number,
): { name: string } | Problem {
	const where = parameterLabel('binaryPropertyOutput');
	const parameters = new ParameterReader(context, itemIndex);
	const given = parameters.read('binaryPropertyOutput', where);
	const parsed = outputFieldSchema.safeParse(given, { errorMap: validationMessage });
	if (parsed.success) return { name: parsed.data };
	const issues = parameters.problems.length > 0 ? parameters.problems : parsed.error.issues;
	return { where, message: issues.map(({ message }) => message).join('; ') };
}

/** Problems that prevent the preview come before other problems of the order. */
function notDrawn(readings: readonly object[], problems: readonly Problem[]) {
	const obstacles = readings.filter((reading): reading is Problem => 'where' in reading);
	const first = obstacles.map((one) => problems.find(({ where }) => where === one.where) ?? one);
	return invalidParameters(mergeProblems(first, problems));
}

async function draw(files: StoredFiles, file: BinarySource, content: PreviewContent) {
	const drawn = await drawPreview(await wholeFile(files, file), content);
	if (drawn) return Buffer.from(drawn);
	throw invalidParameters([
		ofDocument('the PDF cannot be drawn on: it is written in a way that cannot be changed here'),
	]);
}
