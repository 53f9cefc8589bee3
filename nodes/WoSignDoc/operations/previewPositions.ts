import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { DOCUMENT_LABEL } from '../order/fields/fieldLabels';
import { readOptions } from '../order/input/readInput';
import type { PreparedOrder } from '../order/judge/prepareOrder';
import { prepareOrder } from '../order/judge/prepareOrder';
import { previewContent } from '../order/preview/previewLegend';
import { previewedPositions } from '../order/preview/previewedPositions';
import type { PreviewedPosition } from '../order/preview/previewedPositions';
import { drawPreview } from '../pdf/drawPreview';
import type { PreviewContent } from '../pdf/preview/previewContent';
import type { Problem } from '../protocol/errors';
import { invalidParameters, withoutEchoes } from '../protocol/errors';
import type { PageSize } from '../protocol/placement/placement';
import { previewFileName } from '../push/fileName';
import type { BinarySource, StoredFiles } from '../shared/binarySource';
import { byteLength, bytesOf, storedFiles } from '../shared/binarySource';
import { withHeldFiles } from '../shared/heldFiles';
import { inWords } from '../shared/inWords';
import type { ItemOutput } from '../shared/itemLoop';
import { forEachOutput } from '../shared/itemLoop';
import { ParameterReader } from '../shared/parameterReader';

/** What the operation tells of one order, besides the preview itself. */
export type PositionsPreview = {
	positions: PreviewedPosition[];
	pages: number;
	errors: Array<{ where: string; message: string }>;
	warnings: Array<{ code: string; where: string; message: string }>;
};

const ONE_AT_A_TIME = { size: 1, milliseconds: 0 };
const MEGABYTE = 1024 * 1024;
/** To be drawn on, a PDF is held in memory, several times its size. */
const LARGEST = 50 * MEGABYTE;

const outputFieldSchema = z.string().trim().min(1);

/**
 * The operation `document: previewPositions`: a copy of the PDF on which every place to sign is drawn, and a list of
 * them. Nothing is sent, no credential is needed, and what is wrong with the order is told but stops nothing.
 */
export async function previewPositions(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await forEachOutput(context, {
		batching: ONE_AT_A_TIME,
		run: async (itemIndex) =>
			await withHeldFiles(
				storedFiles(context.helpers),
				async (files) => await previewOrder(context, itemIndex, files),
			),
		doneBefore: () => '',
	});
}

async function previewOrder(
	context: IExecuteFunctions,
	itemIndex: number,
	files: StoredFiles,
): Promise<ItemOutput> {
	const options = readOptions(context, itemIndex);
	const prepared = await prepareOrder(context, itemIndex, options, files);
	const problems = prepared.kind === 'wrong' ? prepared.problems : [];
	const field = readOutputField(context, itemIndex);
	const source = drawable(prepared);
	if ('where' in field || 'where' in source) throw notDrawn([source, field], problems);
	const { input, facts, notices } = prepared;
	const fileName = input.document?.fileName ?? 'document.pdf';
	const positions = previewedPositions(input.signerlist, source.pages, facts.text);
	const drawn = await draw(files, source.file, previewContent(fileName, positions, problems));
	const json: PositionsPreview = {
		positions,
		pages: source.pages.length,
		errors: problems.map(({ where, message }) => ({ where, message })),
		warnings: notices.map((notice) => ({ ...notice })),
	};
	const preview = await context.helpers.prepareBinaryData(
		drawn,
		previewFileName(fileName),
		'application/pdf',
	);
	return { json, binary: { ...context.getInputData()[itemIndex]?.binary, [field.name]: preview } };
}

/** What there is to draw on. */
interface Drawable {
	readonly pages: readonly PageSize[];
	readonly file: BinarySource;
}

function drawable({ input, facts }: PreparedOrder): Drawable | Problem {
	const { pages, problem, notice, restricted } = facts;
	const file = input.document?.filebase;
	if (!file) {
		const message = 'a template’s own document is not here to be drawn on; give a file';
		return { where: 'Document Source', message };
	}
	if (file.kind === 'missing') return ofDocument(file.message);
	if (problem !== undefined) return ofDocument(problem);
	if (restricted) return ofDocument(RESTRICTED);
	if (!pages || pages === 'unreadable') {
		return ofDocument(notice?.message ?? 'only a PDF can be drawn on; convert the document first');
	}
	const size = byteLength(file);
	return size > LARGEST ? ofDocument(tooLarge(size)) : { pages, file };
}

const RESTRICTED =
	'the PDF is encrypted (an owner password) and cannot be drawn on; remove the protection first';

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
	const where = 'Put Output File in Field';
	const parameters = new ParameterReader(context, itemIndex);
	const given = parameters.read('binaryPropertyOutput', where);
	const parsed = outputFieldSchema.safeParse(given, { errorMap: inWords });
	if (parsed.success) return { name: parsed.data };
	const issues = parameters.problems.length > 0 ? parameters.problems : parsed.error.issues;
	return { where, message: issues.map(({ message }) => message).join('; ') };
}

/** What stops the preview goes before what is wrong with the order besides. */
function notDrawn(readings: readonly object[], problems: readonly Problem[]) {
	const obstacles = readings.filter((reading): reading is Problem => 'where' in reading);
	const first = obstacles.map((one) => problems.find(({ where }) => where === one.where) ?? one);
	return invalidParameters(withoutEchoes(first, problems));
}

async function draw(files: StoredFiles, file: BinarySource, content: PreviewContent) {
	const drawn = await drawPreview(await wholeOf(files, file), content);
	if (drawn) return Buffer.from(drawn);
	throw invalidParameters([
		ofDocument('the PDF cannot be drawn on: it is written in a way that cannot be changed here'),
	]);
}

async function wholeOf(files: StoredFiles, source: BinarySource): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of bytesOf(files, source)) chunks.push(chunk);
	return Buffer.concat(chunks);
}
