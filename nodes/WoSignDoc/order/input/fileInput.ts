import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import type { FileInput } from '../../shared/binaryField';
import {
	binaryDataSchema,
	missing,
	readBase64,
	readBinaryField,
	readGivenBinary,
} from '../../shared/binaryField';

const nameSchema = z.union([z.string().trim(), z.number().transform(String)]);

/** An image by the name of a binary field, or the binary field itself, even of another node's item. */
export async function readNamedImage(
	context: IExecuteFunctions,
	itemIndex: number,
	given: unknown,
): Promise<FileInput | undefined> {
	if (isEmpty(given)) return undefined;
	const binary = binaryDataSchema.safeParse(given);
	if (binary.success) return await readGivenBinary(context, binary.data);
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
	if (binary.success) return await readGivenBinary(context, binary.data);
	if (typeof given !== 'string') return missing('is neither base64 nor a binary field');
	return readBase64(given);
}

function isEmpty(given: unknown): boolean {
	return given === undefined || given === null || (typeof given === 'string' && !given.trim());
}
