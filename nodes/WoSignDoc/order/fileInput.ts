import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import type { BinarySource, StoredBinary } from '../shared/binarySource';
import { binarySourceOf, inlineBase64 } from '../shared/binarySource';

/** A file as given: its bytes, or why there are none. */
export type FileInput = BinarySource | { readonly kind: 'missing'; readonly message: string };

const CLEAN_BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const DATA_URL = /^data:[^,]*;base64,/i;

/** A binary field's content, as an expression such as `{{ $('Form').item.binary.photo }}` gives it. */
const binaryDataSchema = z.object({
	mimeType: z.string(),
	data: z.string(),
	id: z.string().optional(),
});

const nameSchema = z.union([z.string().trim(), z.number().transform(String)]);

/** A file of the item's own binary field. */
export async function readBinaryField(
	context: IExecuteFunctions,
	itemIndex: number,
	fieldName: string,
): Promise<FileInput> {
	const present = Object.keys(context.getInputData()[itemIndex]?.binary ?? {});
	if (!fieldName) return missing('the name of the binary field is empty');
	if (!present.includes(fieldName)) {
		const has =
			present.length > 0 ? `It has: ${present.join(', ')}` : 'It has no binary field at all';
		return missing(`the item has no binary field "${fieldName}". ${has}`);
	}
	return await sourceOf(context, context.helpers.assertBinaryData(itemIndex, fieldName));
}

/** An image by the name of a binary field, or the binary field itself, even of another node's item. */
export async function readNamedImage(
	context: IExecuteFunctions,
	itemIndex: number,
	given: unknown,
): Promise<FileInput | undefined> {
	if (isEmpty(given)) return undefined;
	const binary = binaryDataSchema.safeParse(given);
	if (binary.success) return await sourceOf(context, binary.data);
	const name = nameSchema.safeParse(given);
	if (name.success) return await readBinaryField(context, itemIndex, name.data);
	return missing('is neither a binary field nor the name of one');
}

/** An image by its base64 text, a `data:` URL, or another node's binary field. */
export async function readImageText(
	context: IExecuteFunctions,
	given: unknown,
): Promise<FileInput | undefined> {
	if (isEmpty(given)) return undefined;
	const binary = binaryDataSchema.safeParse(given);
	if (binary.success) return await sourceOf(context, binary.data);
	if (typeof given !== 'string') return missing('is neither base64 nor a binary field');
	const base64 = given.replace(DATA_URL, '').replace(/\s+/g, '');
	return CLEAN_BASE64.test(base64) ? inlineBase64(base64) : missing('is not base64');
}

export function missing(message: string): FileInput {
	return { kind: 'missing', message };
}

async function sourceOf(
	{ helpers }: IExecuteFunctions,
	binary: StoredBinary,
): Promise<BinarySource> {
	return await binarySourceOf(helpers, binary);
}

function isEmpty(given: unknown): boolean {
	return given === undefined || given === null || given === '';
}
