import type { IBinaryData, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { asError } from '../protocol/errors';
import type { FileType } from '../protocol/fileType';
import { fileTypeOf } from '../protocol/fileType';
import { readableFrom } from '../shared/byteStream';
import { startWatchdog } from '../shared/watchdog';
import { refuse } from './answer';
import type { CheckedPush, Reception } from './reception';
import { safeFileName } from './safeFileName';
import { bodyDecoder } from './wire/bodyDecoder';
import { checkLength } from './wire/boundedBody';
import type { OpenPush } from './wire/openPushes';
import { openPushes } from './wire/openPushes';
import type { FailedPush, KnownOrder } from './wire/pushReader';
import { PushRefusal } from './wire/refusal';
import type { SenderBounds } from './wire/sender';
import { Sender } from './wire/sender';

/** A request whose body n8n has already read. */
const parsedRequestSchema = z.object({ rawBody: z.instanceof(Buffer) });

/** An admitted push; the document of a signed one is in n8n's storage. */
export type StoredPush = (CheckedPush & { readonly document: IBinaryData }) | FailedPush;

/** A push that was rejected or broke off, and its document, or as much as arrived, if it is kept. */
export interface BrokenPush {
	readonly kind: 'broken';
	readonly error: Error;
	readonly document?: IBinaryData;
}

/**
 * Reads the request to its end; the document's bytes go to n8n's binary storage as they arrive. Throws a `PushRefusal`
 * for a push that isn't read at all, or isn't stored.
 */
export async function storeDocument(
	context: IWebhookFunctions,
	reception: Reception,
	bounds: SenderBounds,
): Promise<StoredPush | BrokenPush> {
	const document = await readAndStore(context, reception, bounds).catch(asError);
	const { end } = reception;
	// The error that makes the storage drop the document of a failed signing.
	if (end?.kind === 'failed') return end;
	if (end?.kind === 'broken') {
		return document === undefined || document instanceof Error ? end : { ...end, document };
	}
	if (document instanceof Error) throw document;
	if (!end) throw new PushRefusal('malformedBody', 'the body ended early');
	if (!document) throw notStored();
	return { ...end, document };
}

async function readAndStore(
	context: IWebhookFunctions,
	reception: Reception,
	bounds: SenderBounds,
): Promise<IBinaryData | undefined> {
	const request = context.getRequestObject();
	const { headers } = request;
	checkLength(Number(headers['content-length'] ?? 0), bounds.maxBodyBytes);
	const parsed = parsedRequestSchema.safeParse(request);
	const contentType = headers['content-type'] ?? '';
	// n8n has also decompressed a body that it has read.
	const contentEncoding = parsed.success ? '' : (headers['content-encoding'] ?? '');
	const decode = bodyDecoder({ contentType, contentEncoding }, bounds.maxBodyBytes);
	if (parsed.success) {
		return await store(context, reception, reception.document(only(parsed.data.rawBody), decode));
	}
	const sender = new Sender(request, bounds);
	const watched = watchSender(context, reception, sender);
	try {
		return await store(context, reception, reception.document(sender, decode, watched));
	} finally {
		watched.leave();
	}
}

/**
 * Cuts the sender off when its time is up, or when all pushes together hold too much memory, until the push is done.
 */
function watchSender(context: IWebhookFunctions, reception: Reception, sender: Sender): OpenPush {
	const cutOff = (refusal: PushRefusal) => {
		const { end } = reception;
		const isRefused = end?.kind === 'broken' && end.error instanceof PushRefusal;
		refuse(context.getResponseObject(), isRefused ? end.error : refusal);
		context.getRequestObject().destroy(refusal);
	};
	const open = openPushes.enter(() => sender.received, cutOff);
	const watchdog = startWatchdog(() => sender.timeLeft());
	watchdog.signal.addEventListener('abort', () =>
		cutOff(new PushRefusal('senderStalled', 'the body came too slowly')),
	);
	return {
		...open,
		leave() {
			watchdog.stop();
			open.leave();
		},
	};
}

/** A body in memory as a stream of one chunk: a copy, because chunks are decoded in place. */
async function* only(body: Buffer): AsyncGenerator<Buffer> {
	yield await Promise.resolve(Buffer.from(body));
}

/** Stores the document; its first chunk shows its type. Undefined if there is no document. */
async function store(
	context: IWebhookFunctions,
	reception: Reception,
	document: AsyncGenerator<Buffer>,
): Promise<IBinaryData | undefined> {
	const first = await document.next();
	if (first.done) return undefined;
	const fileType = fileTypeOf(first.value);
	const stream = readableFrom(resumed(first.value, document), context.getRequestObject());
	// The consumer of the stream reports the error; without a listener it would end the process.
	stream.on('error', () => undefined);
	// n8n never changes a stored name, and prefers it for downloads. While the order number is unknown, it is better to
	// have none.
	const { knownOrder } = reception;
	const storedName = knownOrder.orderNumber && documentName(knownOrder, fileType);
	try {
		const stored = await context.helpers.prepareBinaryData(stream, storedName, fileType.mimeType);
		const fileName = documentName(reception.knownOrder, fileType);
		return { ...stored, fileName, fileExtension: fileType.extension };
	} catch (error) {
		throw notStored(error);
	}
}

/** All chunks, of which the first was already taken. Closing them closes the rest, even if none was read. */
function resumed(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncIterable<Buffer> {
	const taken = [first];
	const iterator: AsyncIterator<Buffer> = {
		next: async () => {
			const value = taken.pop();
			return value ? { value } : await rest.next();
		},
		return: async () => await rest.return(undefined),
		throw: async (error) => await rest.throw(error),
	};
	return { [Symbol.asyncIterator]: () => iterator };
}

/**
 * A safe file name for an order's document. Without an order number the document is named after `signid`, prefixed with
 * a character that no order number begins with, so it can't have the same name as another order's.
 */
function documentName({ orderNumber, signid }: KnownOrder, { extension }: FileType): string {
	const isNamed = orderNumber !== undefined && orderNumber.trim() !== '';
	return safeFileName(isNamed ? orderNumber : `\u0000${signid ?? ''}`, extension);
}

function notStored(cause?: unknown): PushRefusal {
	return new PushRefusal('notStored', 'n8n could not store the document', { cause });
}
