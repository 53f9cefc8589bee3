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
import { isEmpty } from './isEmpty';

/** The API's image fields, each with the name under which a binary field may be provided instead. */
const IMAGE_FIELDS = [
	['stampbase', 'stampBinary'],
	['pic', 'picBinary'],
	['otherpic', 'otherpicBinary'],
] as const;

const nameSchema = z.union([z.string().trim(), z.number().transform(String)]);

/**
 * A signer with its images read, under the API's names; anything that isn't an object is left to the order's schema.
 */
export async function withImages(
	context: IExecuteFunctions,
	itemIndex: number,
	signer: unknown,
): Promise<unknown> {
	const parsed = z.record(z.unknown()).safeParse(signer);
	if (!parsed.success) return signer;
	const fields = { ...parsed.data };
	for (const [wireName, binaryName] of IMAGE_FIELDS) {
		const text = await readImageText(context, fields[wireName]);
		const named = await readNamedImage(context, itemIndex, fields[binaryName]);
		delete fields[binaryName];
		delete fields[wireName];
		const image = text && named ? missing('is given twice, by two fields') : (text ?? named);
		if (image) fields[wireName] = image;
	}
	return fields;
}

/** An image by the name of a binary field, or the binary field itself, which may be another node's. */
async function readNamedImage(
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

/** An image as base64 text, as a `data:` URL, or as another node's binary field. */
async function readImageText(
	context: IExecuteFunctions,
	given: unknown,
): Promise<FileInput | undefined> {
	if (isEmpty(given)) return undefined;
	const binary = binaryDataSchema.safeParse(given);
	if (binary.success) return await readGivenBinary(context, binary.data);
	if (typeof given !== 'string') return missing('is neither base64 nor a binary field');
	return readBase64(given);
}
