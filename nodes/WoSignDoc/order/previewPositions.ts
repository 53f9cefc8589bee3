import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { drawPreview } from '../pdf/drawPreview';
import { invalidParameters } from '../protocol/errors';
import type { PageSize } from '../protocol/placement';
import type { BinarySource, StoredFiles } from '../shared/binarySource';
import { byteLength, bytesOf, storedFiles } from '../shared/binarySource';
import { withHeldFiles } from '../shared/heldFiles';
import type { ItemOutput } from '../shared/itemLoop';
import { forEachOutput } from '../shared/itemLoop';
import { fieldNameSchema } from './fileInput';
import type { PreparedOrder } from './prepareOrder';
import { prepareOrder } from './prepareOrder';
import { previewContent } from './previewLegend';
import { previewedPositions } from './previewedPositions';
import type { PreviewedPosition } from './previewedPositions';
import { readOptions } from './readInput';

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
const FILE = 'Document › File';

const outputFieldSchema = z.string().trim().min(1).catch('preview');

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
	const { pages, source } = drawable(prepared);
	const problems = prepared.kind === 'wrong' ? prepared.problems : [];
	const { signerlist } = prepared.input;
	const positions = previewedPositions(signerlist, pages, prepared.facts.text);
	const fileName = fileNameOf(context, itemIndex);
	const pdf = await wholeOf(files, source);
	const drawn = await drawPreview(pdf, previewContent(fileName, positions, problems));
	if (!drawn) {
		throw refusal('the PDF cannot be drawn on: it is written in a way that cannot be changed here');
	}
	const json: PositionsPreview = {
		positions,
		pages: pages.length,
		errors: problems.map(({ where, message }) => ({ where, message })),
		warnings: prepared.notices.map((notice) => ({ ...notice })),
	};
	const preview = await context.helpers.prepareBinaryData(
		Buffer.from(drawn),
		`${fileName.replace(/\.pdf$/i, '')}.preview.pdf`,
		'application/pdf',
	);
	const field = outputFieldSchema.parse(
		context.getNodeParameter('binaryPropertyOutput', itemIndex, ''),
	);
	return { json, binary: { ...context.getInputData()[itemIndex]?.binary, [field]: preview } };
}

/** The PDF and its pages; throws `invalidParameters` where there is none that can be drawn on. */
function drawable({ input, facts }: PreparedOrder): {
	pages: readonly PageSize[];
	source: BinarySource;
} {
	const { pages, problem, notice, restricted } = facts;
	const source = input.document?.filebase;
	if (!source) throw refusal('a template’s own document is not here to be drawn on; give a file');
	if (source.kind === 'missing') throw refusal(source.message);
	if (problem !== undefined) throw refusal(problem);
	if (restricted) {
		throw refusal(
			'the PDF is encrypted (an owner password) and cannot be drawn on; remove the protection first',
		);
	}
	if (!pages || pages === 'unreadable') {
		throw refusal(notice?.message ?? 'only a PDF can be drawn on; convert the document first');
	}
	const size = byteLength(source);
	if (size > LARGEST) {
		throw refusal(
			`the PDF has ${(size / MEGABYTE).toFixed(1)} MB; one of more than ${LARGEST / MEGABYTE} MB is not drawn on, because all of it has to be held in memory`,
		);
	}
	return { pages, source };
}

function refusal(message: string) {
	return invalidParameters([{ where: FILE, message }]);
}

function fileNameOf(context: IExecuteFunctions, itemIndex: number): string {
	const field = fieldNameSchema.parse(
		context.getNodeParameter('binaryPropertyName', itemIndex, ''),
	);
	const { fileName } = context.helpers.assertBinaryData(itemIndex, field);
	return fileName ?? 'document.pdf';
}

async function wholeOf(files: StoredFiles, source: BinarySource): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of bytesOf(files, source)) chunks.push(chunk);
	return Buffer.concat(chunks);
}
