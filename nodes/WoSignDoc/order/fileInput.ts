import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import type { BinarySource } from '../shared/binarySource';
import { inlineBase64, storedSource } from '../shared/binarySource';

/** A file as given: its bytes, or why there are none. */
export type FileInput = BinarySource | { readonly kind: 'missing'; readonly message: string };

const DATA_URL = /^data:[^,]*;base64,/i;

/**
 * A binary field, as an expression such as `{{ $('Form').item.binary.photo }}` gives it: its bytes in n8n's storage by
 * their id, or in `data`, which n8n leaves out of `{{ $binary.photo }}`.
 */
const binaryDataSchema = z.object({
	mimeType: z.string(),
	data: z.string().optional(),
	id: z.string().optional(),
});
type BinaryData = z.output<typeof binaryDataSchema>;

const WITHOUT_CONTENT =
	"is a binary field without its content, as $binary gives it; give the field’s name, or use an expression such as $('Form').item.binary.photo";

const nameSchema = z.union([z.string().trim(), z.number().transform(String)]);

/** The name of a binary field, as a parameter gives it; empty when it is none. */
export const fieldNameSchema = nameSchema.catch('');

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
	return readBase64(given);
}

export function missing(message: string): FileInput {
	return { kind: 'missing', message };
}

/** Text in a binary field may come from anywhere, too: what is sent as it is has to be base64 first. */
async function sourceOf(
	{ helpers }: IExecuteFunctions,
	{ id, data }: BinaryData,
): Promise<FileInput> {
	if (id !== undefined) return await storedSource(helpers, id);
	return data === undefined ? missing(WITHOUT_CONTENT) : readBase64(data);
}

function readBase64(text: string): FileInput {
	const base64 = text.replace(DATA_URL, '').replace(/\s+/g, '');
	return isBase64(base64) ? inlineBase64(base64) : missing('is not base64');
}

/** One regular expression for all of it would run out of stack at some megabytes. */
function isBase64(text: string): boolean {
	const [padding = ''] = /={0,2}$/.exec(text.slice(-2)) ?? [];
	const digits = padding === '' ? text : text.slice(0, -padding.length);
	return text.length % 4 === 0 && !/[^A-Za-z0-9+/]/.test(digits);
}

function isEmpty(given: unknown): boolean {
	return given === undefined || given === null || (typeof given === 'string' && !given.trim());
}
