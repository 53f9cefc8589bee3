import type { ReceivedPush } from './readPush';
import { readPush } from './readPush';

/** The contents of a stored push: its body, or only the signed document. */
export type PushedFile = ReceivedPush | { readonly kind: 'document'; readonly document: Buffer };

/** A PDF must begin within this many bytes. */
const HEADER_SEARCH = 1_024;

/** Reads a stored push. Never throws. */
export async function readPushedFile(bytes: Buffer): Promise<PushedFile> {
	if (bytes.subarray(0, HEADER_SEARCH).includes('%PDF-') && bytes[0] !== '{'.charCodeAt(0))
		return { kind: 'document', document: bytes };
	return await readPush({ headers: undefined, body: bytes });
}
