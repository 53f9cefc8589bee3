import { createHash } from 'node:crypto';
import { bodyDecoder } from '../../../nodes/WoSignDoc/push/wire/bodyDecoder';
import type { ReadPush } from '../../../nodes/WoSignDoc/push/wire/pushReader';
import { PushReader } from '../../../nodes/WoSignDoc/push/wire/pushReader';
import { PushRefusal } from '../../../nodes/WoSignDoc/push/wire/refusal';
import { cuttings } from './seededCuts';

/** What a request's body turned out to be. */
export interface ReadRequest {
	result: ReadPush;
	document: Buffer;
}

/** A request's body as it comes: its text or bytes, and what its headers say of them. */
export interface RequestBody {
	body: string | Buffer;
	contentType?: string;
	contentEncoding?: string;
}

/** Reads a request's body that arrives in pieces, as the trigger does. */
export async function readPieces(
	pieces: Buffer[],
	{ contentType = 'application/json', contentEncoding = '' }: Omit<RequestBody, 'body'>,
): Promise<ReadRequest> {
	const reader = new PushReader();
	const document: Buffer[] = [];
	const open = bodyDecoder({ contentType, contentEncoding }, 1e9);
	const source = (async function* () {
		yield* pieces;
	})();
	for await (const chunk of open(source)) document.push(...reader.feed(chunk));
	return { result: reader.end(), document: Buffer.concat(document) };
}

/** Reads it in every cutting; all must agree. */
export async function readRequest(request: RequestBody): Promise<ReadRequest> {
	const [first, ...others] = await Promise.all(
		cuttings(Buffer.from(request.body)).map(async (pieces) => await readPieces(pieces, request)),
	);
	if (!first) throw new Error('no cutting');
	for (const other of others) expect(other).toEqual(first);
	return first;
}

/** Why it is refused, the same in every cutting. */
export async function refusalOf(request: RequestBody): Promise<PushRefusal> {
	const [first, ...others] = await Promise.all(
		cuttings(Buffer.from(request.body)).map(async (pieces) => {
			const outcome = await readPieces(pieces, request).catch((error: unknown) => error);
			if (outcome instanceof PushRefusal) return outcome;
			throw new Error('it was not refused', { cause: outcome });
		}),
	);
	if (!first) throw new Error('no cutting');
	for (const { code, reason } of others) {
		expect([code, reason]).toEqual([first.code, first.reason]);
	}
	return first;
}

/** Bytes whose base64 has many of each of its digits. */
export const DOCUMENT = Buffer.from(Array.from({ length: 300 }, (_, at) => (at * at * 31) >> 3));
export const SHA256 = createHash('sha256').update(DOCUMENT).digest('hex');

/** A push of `DOCUMENT` as JSON. */
export function pushText(extendData: object = {}, outer: object = {}): string {
	return JSON.stringify({
		actiontype: 'PushSignedDoc',
		status: 1,
		errorcode: '0',
		extendData: {
			signid: 'S-1',
			ordernumber: 'ORDER-1',
			content: DOCUMENT.toString('base64'),
			hash: SHA256,
			...extendData,
		},
		...outer,
	});
}
