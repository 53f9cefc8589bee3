import type { BinaryHelperFunctions, IBinaryData } from 'n8n-workflow';
import { BINARY_ENCODING } from 'n8n-workflow';

/**
 * Bytes that will travel as base64, wherever n8n keeps them: `stored` in its binary storage (filesystem,
 * database, S3), reached by id as a stream; `inline` in the item itself (in-memory mode), already base64.
 */
export type BinarySource =
	| { readonly kind: 'stored'; readonly id: string; readonly size: number }
	| { readonly kind: 'inline'; readonly base64: string };

/** The source behind an item's binary field; asks n8n for the size of a stored one. */
export async function binarySourceOf(
	helpers: Pick<BinaryHelperFunctions, 'getBinaryMetadata'>,
	binary: IBinaryData,
): Promise<BinarySource> {
	if (binary.id === undefined) return { kind: 'inline', base64: binary.data };
	const { fileSize } = await helpers.getBinaryMetadata(binary.id);
	return { kind: 'stored', id: binary.id, size: fileSize };
}

/** The source of base64 text that stands in the input itself; the text must be clean base64. */
export function inlineBase64(base64: string): BinarySource {
	return { kind: 'inline', base64 };
}

/** How many base64 characters the source is on the wire. */
export function base64Length(source: BinarySource): number {
	return source.kind === 'inline' ? source.base64.length : 4 * Math.ceil(source.size / 3);
}

/** How many bytes the source holds. */
export function byteLength(source: BinarySource): number {
	return source.kind === 'inline' ? Buffer.byteLength(source.base64, BINARY_ENCODING) : source.size;
}
