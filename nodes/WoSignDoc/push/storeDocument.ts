import type { IBinaryData, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import type { ByteStream } from '../shared/byteStream';
import { readableFrom } from '../shared/byteStream';
import { refuse } from './answer';
import { checkLength } from './boundedBody';
import { safeFileName } from './fileName';
import type { FileType } from '../protocol/fileType';
import type { Decoding } from './openRequest';
import { openRequest } from './openRequest';
import type { Push } from './pushSchema';
import type { Reception } from './reception';
import { PushRefusal } from './refusal';

/** The body as n8n parsed it, should it have got there first. */
const parsedRequestSchema = z.object({ rawBody: z.instanceof(Buffer) });

interface Bounds {
	/** Bytes of the body, before as after decompression. */
	readonly maxBodyBytes: number;
	/** Milliseconds for which a sender may be silent. */
	readonly idleMilliseconds: number;
}

/**
 * Reads the request to its end; the document's bytes go to n8n's binary storage as they arrive.
 * Gives nothing back when the push brings no document. Throws the refusal.
 */
export async function storeDocument(
	context: IWebhookFunctions,
	reception: Reception,
	bounds: Bounds,
): Promise<IBinaryData | undefined> {
	try {
		return await readAndStore(context, reception, bounds);
	} catch (error) {
		// Breaking off is how a failed signing loses the document that came with it.
		if (reception.verdict?.kind === 'failed') return undefined;
		throw reception.failure ?? toError(error);
	}
}

/** A safe file name for the document of an order; the order number may come after the document. */
export function documentName(
	{ orderNumber, signid }: Partial<Push>,
	fileType: FileType | undefined,
): string {
	return safeFileName(orderNumber || signid || '', fileType?.extension ?? 'bin');
}

async function readAndStore(
	context: IWebhookFunctions,
	reception: Reception,
	bounds: Bounds,
): Promise<IBinaryData | undefined> {
	const request = context.getRequestObject();
	const { headers } = request;
	checkLength(Number(headers['content-length'] ?? 0), bounds.maxBodyBytes);
	const parsed = parsedRequestSchema.safeParse(request);
	const contentType = headers['content-type'] ?? '';
	// A body that n8n has read already is decompressed, too.
	const contentEncoding = parsed.success ? '' : (headers['content-encoding'] ?? '');
	const open = openRequest({ contentType, contentEncoding }, bounds.maxBodyBytes);
	if (parsed.success) return await storeWhole(context, reception, parsed.data.rawBody, open);
	cutOffWhenIdle(context, bounds.idleMilliseconds);
	const stream = readableFrom(reception.document(request, open), request);
	// An error is told by whoever reads the stream; without a listener it would end the process.
	stream.on('error', () => undefined);
	await firstBytes(stream);
	if (reception.fileType) return await store(context, reception, stream);
	stream.resume();
	return undefined;
}

/** The socket's own timer: it runs only while nothing comes, and stops when the body is whole. */
function cutOffWhenIdle(context: IWebhookFunctions, milliseconds: number): void {
	const request = context.getRequestObject();
	request.setTimeout(milliseconds, () => {
		if (request.complete) return;
		const refusal = new PushRefusal('senderStalled', 'nothing came for too long');
		refuse(context.getResponseObject(), refusal);
		request.destroy(refusal);
	});
	request.once('end', () => request.setTimeout(0));
}

async function storeWhole(
	context: IWebhookFunctions,
	reception: Reception,
	body: Buffer,
	open: Decoding,
): Promise<IBinaryData | undefined> {
	const document: Buffer[] = [];
	for await (const bytes of reception.document(only(body), open)) document.push(bytes);
	return reception.fileType ? await store(context, reception, Buffer.concat(document)) : undefined;
}

/** A body that is there already, as a stream of one piece: a copy, because pieces are decoded where they lie. */
async function* only(body: Buffer): AsyncGenerator<Buffer> {
	yield await Promise.resolve(Buffer.from(body));
}

async function store(
	context: IWebhookFunctions,
	reception: Reception,
	document: ByteStream | Buffer,
): Promise<IBinaryData> {
	const { fileType, knownOrder } = reception;
	const fileName = documentName(knownOrder, fileType);
	try {
		return await context.helpers.prepareBinaryData(document, fileName, fileType?.mimeType);
	} catch (error) {
		throw reception.failure ?? notStored(error);
	}
}

function notStored(cause: unknown): PushRefusal {
	return new PushRefusal('notStored', 'n8n could not store the document', { cause });
}

/** Waits until the stream has its first bytes, has ended, or has broken. */
async function firstBytes(stream: ByteStream): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		stream.once('readable', resolve);
		stream.once('error', reject);
	});
}

function toError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}
