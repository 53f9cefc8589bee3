import type { ReceivedPush } from './readPush';
import { readPush } from './readPush';

/** What a file holds that somebody stored of a push: its body, or the signed document alone. */
export type PushedFile = ReceivedPush | { readonly kind: 'document'; readonly document: Buffer };

/** Bytes within which a PDF begins. */
const HEADER_SEARCH = 1_024;

/** Reads a stored push. Never throws. */
export async function readPushedFile(bytes: Buffer): Promise<PushedFile> {
	if (bytes.subarray(0, HEADER_SEARCH).includes('%PDF-') && bytes[0] !== '{'.charCodeAt(0))
		return { kind: 'document', document: bytes };
	return await readPush({ headers: undefined, body: bytes });
}
