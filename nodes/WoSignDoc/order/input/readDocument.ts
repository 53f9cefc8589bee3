import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import {
	binaryDataSchema,
	fieldNameSchema,
	readBinaryField,
	readGivenBinary,
} from '../../shared/binaryField';
import type { StoredFiles } from '../../shared/binarySource';
import { firstBytes } from '../../shared/binarySource';
import type { DocumentInput, PartInput } from './documentInput';
import { fileFormatOf, plainFormat } from './fileFormat';

const nameSchema = z.object({ fileName: z.string().optional().catch(undefined) });

/** The document as a single file: the item's own binary field, or another node's that an expression returns. */
export async function readDocument(
	context: IExecuteFunctions,
	itemIndex: number,
	{ fieldName, fileFormat }: { fieldName: unknown; fileFormat: string },
	files: StoredFiles,
): Promise<DocumentInput> {
	const binary = binaryDataSchema.safeParse(fieldName);
	const filebase = binary.success
		? await readGivenBinary(context, binary.data)
		: await readBinaryField(context, itemIndex, fieldName);
	const given = plainFormat(fileFormat);
	if (filebase.kind === 'missing') return { filebase, fileformat: given };
	const { fileName, mimeType } = binary.success
		? { ...nameSchema.parse(fieldName), mimeType: binary.data.mimeType }
		: context.helpers.assertBinaryData(itemIndex, fieldNameSchema.parse(fieldName));
	const beginning = async () => await firstBytes(files, filebase);
	return {
		filebase,
		fileformat: given || (await fileFormatOf({ fileName, mimeType }, beginning)),
		fileName,
	};
}

/** Names between commas, or an expression's value: a list of names and of other nodes' binary fields. */
const partsSchema = z
	.union([z.array(z.unknown()), z.unknown().transform((one) => [one])])
	.transform((list) =>
		list.flatMap((entry): unknown[] => (typeof entry === 'string' ? namesIn(entry) : [entry])),
	);

/** Chinese keyboards have their own commas. */
function namesIn(text: string): string[] {
	return text
		.split(/[,，、\n]/)
		.map((name) => name.trim())
		.filter(Boolean);
}

/** The files that the document is joined from, in the order in which they were named; none if none was named. */
export async function readParts(
	context: IExecuteFunctions,
	itemIndex: number,
	given: unknown,
): Promise<PartInput[]> {
	const entries = partsSchema.parse(given ?? []);
	return await Promise.all(entries.map(async (entry) => await readPart(context, itemIndex, entry)));
}

/** A part's name doesn't need its type: the bytes show it. */
async function readPart(
	context: IExecuteFunctions,
	itemIndex: number,
	given: unknown,
): Promise<PartInput> {
	const binary = binaryDataSchema.safeParse(given);
	if (binary.success) {
		const { fileName } = nameSchema.parse(given);
		const filebase = await readGivenBinary(context, binary.data);
		return { filebase, fileformat: '', fileName, fieldName: fileName ?? '' };
	}
	const filebase = await readBinaryField(context, itemIndex, given);
	const fieldName = fieldNameSchema.safeParse(given).data ?? '';
	if (filebase.kind === 'missing') return { filebase, fileformat: '', fieldName };
	const { fileName } = context.helpers.assertBinaryData(itemIndex, fieldName);
	return { filebase, fileformat: '', fileName, fieldName };
}
