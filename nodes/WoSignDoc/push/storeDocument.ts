import type { IBinaryData, IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import type { FileType } from '../protocol/fileType';
import type { ByteStream } from '../shared/byteStream';
import { readableFrom } from '../shared/byteStream';
import { watchPatiently } from '../shared/patience';
import { refuse } from './answer';
import { safeFileName } from './fileName';
import type { Reception } from './reception';
import { checkLength } from './wire/boundedBody';
import type { OpenPush } from './wire/openPushes';
import { openPushes } from './wire/openPushes';
import type { Decoding } from './wire/openRequest';
import { openRequest } from './wire/openRequest';
import type { Push } from './wire/pushSchema';
import { PushRefusal } from './wire/refusal';
import type { SenderBounds } from './wire/sender';
import { Sender } from './wire/sender';

/** The body as n8n parsed it, should it have got there first. */
const parsedRequestSchema = z.object({ rawBody: z.instanceof(Buffer) });

/**
 * Reads the request to its end; the document's bytes go to n8n's binary storage as they arrive.
 * Gives nothing back when the push brings no document. Throws the refusal.
 */
export async function storeDocument(
	context: IWebhookFunctions,
	reception: Reception,
	bounds: SenderBounds,
): Promise<IBinaryData | undefined> {
	try {
		return await readAndStore(context, reception, bounds);
	} catch (error) {
		// Breaking off is how a failed signing loses the document that came with it.
		if (reception.verdict?.kind === 'failed') return undefined;
		throw reception.failure ?? toError(error);
	}
}

/**
 * A safe file name for the document of an order. Without an order number it is named after `signid`, behind a
 * character that no order number begins with, so that no order of that number has the same name.
 */
export function documentName(
	{ orderNumber, signid }: Partial<Push>,
	fileType: FileType | undefined,
): string {
	return safeFileName(orderNumber || `\u0000${signid ?? ''}`, fileType?.extension ?? 'bin');
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
	// A body that n8n has read already is decompressed, too.
	const contentEncoding = parsed.success ? '' : (headers['content-encoding'] ?? '');
	const open = openRequest({ contentType, contentEncoding }, bounds.maxBodyBytes);
	if (parsed.success) return await storeWhole(context, reception, parsed.data.rawBody, open);
	const sender = new Sender(request, bounds);
	const watched = watchSender(context, reception, sender);
	try {
		return await storeStream(context, reception, reception.document(sender, open, watched));
	} finally {
		watched.leave();
	}
}

async function storeStream(
	context: IWebhookFunctions,
	reception: Reception,
	document: AsyncIterable<Buffer>,
): Promise<IBinaryData | undefined> {
	const stream = readableFrom(document, context.getRequestObject());
	// An error is told by whoever reads the stream; without a listener it would end the process.
	stream.on('error', () => undefined);
	await firstBytes(stream);
	if (reception.fileType) return await store(context, reception, stream);
	stream.resume();
	return undefined;
}

/** Until it leaves, the sender is cut off when its time is over, or when what all pushes hold together is too much. */
function watchSender(context: IWebhookFunctions, reception: Reception, sender: Sender): OpenPush {
	const cutOff = (refusal: PushRefusal) => {
		const { failure } = reception;
		refuse(context.getResponseObject(), failure instanceof PushRefusal ? failure : refusal);
		context.getRequestObject().destroy(refusal);
	};
	const open = openPushes.enter(() => sender.received, cutOff);
	const patience = watchPatiently(() => sender.timeLeft());
	patience.signal.addEventListener('abort', () =>
		cutOff(new PushRefusal('senderStalled', 'the body came too slowly')),
	);
	return {
		...open,
		leave() {
			patience.end();
			open.leave();
		},
	};
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
	// n8n stores the name for good, and prefers it for downloads. While the order number is still to come, better none.
	const fileName = knownOrder.orderNumber && documentName(knownOrder, fileType);
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
