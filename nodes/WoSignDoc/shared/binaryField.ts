import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { asError } from '../protocol/errors';
import type { BinarySource } from './binarySource';
import { inlineBase64, storedSource } from './binarySource';
import { isOfThisExecution } from './executionFiles';
import { quoted, validationMessage } from './validationMessage';

/** A file as provided: its bytes, or why there are none. */
export type FileInput = BinarySource | { readonly kind: 'missing'; readonly message: string };

const DATA_URL = /^data:[^,]*;base64,/i;

/**
 * A binary field, as an expression such as `{{ $('Form').item.binary.photo }}` returns it: its bytes are in n8n's
 * storage under `id`, or in `data`, which n8n omits from `{{ $binary.photo }}`.
 */
export const binaryDataSchema = z.object({
	mimeType: z.string(),
	data: z.string().optional(),
	id: z.string().optional(),
});
type BinaryData = z.output<typeof binaryDataSchema>;

const WITHOUT_CONTENT =
	"is a binary field without its content, as $binary gives it; give the field’s name, or use an expression such as $('Form').item.binary.photo";
const FOREIGN =
	"is a binary field whose file does not belong to this execution; give the name of a binary field of the item, or use an expression such as $('Form').item.binary.photo";

/** The name of a binary field, as a parameter has it. */
export const fieldNameSchema = z.preprocess(
	(given) => (Number.isFinite(given) ? String(given) : (given ?? '')),
	z.string().trim(),
);

/** A file in one of the item's own binary fields. */
export async function readBinaryField(
	context: IExecuteFunctions,
	itemIndex: number,
	given: unknown,
): Promise<FileInput> {
	const parsed = fieldNameSchema.safeParse(given, { errorMap: validationMessage });
	if (!parsed.success) return missing(parsed.error.issues.map(({ message }) => message).join('; '));
	const fieldName = parsed.data;
	const present = Object.keys(context.getInputData()[itemIndex]?.binary ?? {});
	if (!fieldName) return missing('the name of the binary field is empty');
	if (!present.includes(fieldName)) {
		const has =
			present.length > 0 ? `It has: ${present.join(', ')}` : 'It has no binary field at all';
		return missing(`the item has no binary field ${quoted(fieldName)}. ${has}`);
	}
	return await sourceOf(context, context.helpers.assertBinaryData(itemIndex, fieldName));
}

export function missing(message: string): FileInput {
	return { kind: 'missing', message };
}

/**
 * The file of a binary field that a parameter contains. Anyone may have typed or sent it, so only files of this
 * execution are read, and the name and type next to the id are ignored.
 */
export async function readGivenBinary(
	context: IExecuteFunctions,
	given: BinaryData,
): Promise<FileInput> {
	const isForeign = given.id !== undefined && !isOfThisExecution(context, given.id);
	return isForeign ? missing(FOREIGN) : await sourceOf(context, given);
}

/** The bytes of a binary field. Its `data` may come from anywhere, so it is checked to be base64 before it is sent. */
async function sourceOf(
	{ helpers }: IExecuteFunctions,
	{ id, data }: BinaryData,
): Promise<FileInput> {
	if (id === undefined) return data === undefined ? missing(WITHOUT_CONTENT) : readBase64(data);
	try {
		return await storedSource(helpers, id);
	} catch (error) {
		return missing(`its file cannot be read from n8n’s storage: ${asError(error).message}`);
	}
}

export function readBase64(text: string): FileInput {
	const base64 = text.replace(DATA_URL, '').replace(/\s+/g, '');
	return isBase64(base64) ? inlineBase64(base64) : missing('is not base64');
}

/** In parts, because a single regular expression overflows the stack on several megabytes. */
function isBase64(text: string): boolean {
	const [padding = ''] = /={0,2}$/.exec(text.slice(-2)) ?? [];
	const digits = padding === '' ? text : text.slice(0, -padding.length);
	return text.length % 4 === 0 && !/[^A-Za-z0-9+/]/.test(digits);
}
