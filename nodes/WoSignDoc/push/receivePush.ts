import type { IBinaryData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { z } from 'zod';
import type { ByteStream } from '../shared/byteStream';
import { readableFrom } from '../shared/byteStream';
import { CREDENTIAL_TYPE } from '../shared/credential';
import { answerInPlaceOf, refuse } from './answer';
import { isSameToken } from './callerToken';
import { safeFileName } from './fileName';
import { openRequest } from './openRequest';
import { failedItem, rejectedItem, signedItem } from './pushItem';
import type { ReadPush } from './pushReader';
import { Reception } from './reception';
import { PushRefusal } from './refusal';

/** The trigger's outputs, in their order. */
export const OUTPUTS = ['Signed', 'Failed', 'Rejected'] as const;

const acknowledgeSchema = z.enum(['workflowFinished', 'received', 'acknowledgeOperation']);

/** The body as n8n parsed it, should it have got there first. */
const parsedRequestSchema = z.object({ rawBody: z.instanceof(Buffer) });

/**
 * One call of the webhook: who calls, what it holds, is it whole; then the workflow starts, on the output that
 * fits (PROTOCOL.md, PushSignedDoc). Never throws: n8n would start the workflow all the same.
 */
export async function receivePush(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const reception = new Reception();
	const response = context.getResponseObject();
	try {
		await checkCaller(context);
		const item = await receive(context, reception);
		answerInPlaceOf(response, acknowledgeSchema.parse(context.getNodeParameter('acknowledge')));
		return startWorkflow(item.output, item.item);
	} catch (error) {
		const refusal = asRefusal(error);
		context.logger.warn(`WoSignDoc push refused: ${refusal.reason}`, { code: refusal.code });
		refuse(response, refusal);
		if (!isTold(refusal)) return { noWebhookResponse: true };
		const item = rejectedItem(refusal, reception.knownOrder);
		return { noWebhookResponse: true, ...startWorkflow('Rejected', item) };
	}
}

/** A caller that is not let in, or that went away, starts nothing. */
function isTold({ code }: PushRefusal): boolean {
	return code !== 'wrongToken' && code !== 'connectionLost';
}

type Output = (typeof OUTPUTS)[number];
type Item = ReturnType<typeof rejectedItem>;

function startWorkflow(output: Output, item: Item): IWebhookResponseData {
	return { workflowData: OUTPUTS.map((name) => (name === output ? [item] : [])) };
}

/** The credential's callback token, when there is one, must be in the URL. */
async function checkCaller(context: IWebhookFunctions): Promise<void> {
	if (!context.getNode().credentials?.[CREDENTIAL_TYPE]) return;
	const { callbackToken } = await context.getCredentials(CREDENTIAL_TYPE);
	if (typeof callbackToken !== 'string' || callbackToken === '') return;
	const { token } = z.object({ token: z.unknown() }).parse(context.getQueryData());
	if (typeof token === 'string' && isSameToken(token, callbackToken)) return;
	throw new PushRefusal('wrongToken', 'the token in the address is missing or wrong');
}

async function receive(
	context: IWebhookFunctions,
	reception: Reception,
): Promise<{ output: Output; item: Item }> {
	const stored = await storeDocument(context, reception);
	const { verdict } = reception;
	if (!verdict) throw new PushRefusal('malformedBody', 'the body ended early');
	const receivedAt = new Date();
	if (verdict.kind === 'failed') {
		return { output: 'Failed', item: failedItem(verdict.push, receivedAt) };
	}
	if (!stored) throw new PushRefusal('notStored', 'the document could not be stored');
	const propertyName = z.string().parse(context.getNodeParameter('binaryPropertyName', 'data'));
	const document = named(stored, verdict, reception);
	return { output: 'Signed', item: signedItem(verdict, document, propertyName, receivedAt) };
}

/** Reads the request to its end; the document's bytes go to n8n's binary storage as they arrive. */
async function storeDocument(
	context: IWebhookFunctions,
	reception: Reception,
): Promise<IBinaryData | undefined> {
	try {
		return await readAndStore(context, reception);
	} catch (error) {
		// Breaking off is how a failed signing loses the document that came with it.
		if (reception.verdict?.kind === 'failed') return undefined;
		throw asRefusal(reception.failure ?? error);
	}
}

async function readAndStore(
	context: IWebhookFunctions,
	reception: Reception,
): Promise<IBinaryData | undefined> {
	const request = context.getRequestObject();
	const parsed = parsedRequestSchema.safeParse(request);
	const headers = {
		contentType: request.headers['content-type'] ?? '',
		// A body that n8n has read already is decompressed, too.
		contentEncoding: parsed.success ? '' : (request.headers['content-encoding'] ?? ''),
	};
	const open = openRequest(headers);
	if (parsed.success) return await storeWhole(context, reception, parsed.data.rawBody, open);
	const stream = readableFrom(reception.document(request, open), request);
	// An error is told by whoever reads the stream; without a listener it would end the process.
	stream.on('error', () => undefined);
	await firstBytes(stream);
	if (reception.fileType) return await store(context, reception, stream);
	stream.resume();
	return undefined;
}

async function storeWhole(
	context: IWebhookFunctions,
	reception: Reception,
	body: Buffer,
	open: ReturnType<typeof openRequest>,
): Promise<IBinaryData | undefined> {
	const document: Buffer[] = [];
	for await (const bytes of reception.document(only(body), open)) document.push(bytes);
	return reception.fileType ? await store(context, reception, Buffer.concat(document)) : undefined;
}

async function store(
	context: IWebhookFunctions,
	reception: Reception,
	document: ByteStream | Buffer,
): Promise<IBinaryData | undefined> {
	const { mimeType, extension } = reception.fileType ?? { mimeType: '', extension: 'bin' };
	const { orderNumber = '' } = reception.knownOrder;
	const fileName = safeFileName(orderNumber, extension);
	try {
		return await context.helpers.prepareBinaryData(document, fileName, mimeType);
	} catch (error) {
		throw reception.failure ?? notStored(error);
	}
}

/** Waits until the stream has its first bytes, has ended, or has broken. */
async function firstBytes(stream: ByteStream): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		stream.once('readable', resolve);
		stream.once('error', reject);
	});
}

/** A body that is there already, as a stream of one piece. */
async function* only(body: Buffer): AsyncGenerator<Buffer> {
	yield await Promise.resolve(body);
}

function notStored(cause: unknown): PushRefusal {
	return new PushRefusal('notStored', 'n8n could not store the document', { cause });
}

/** The order number may have come after the document, so the final name is set on the item. */
function named(
	stored: IBinaryData,
	{ push }: Extract<ReadPush, { kind: 'signed' }>,
	{ fileType }: Reception,
): IBinaryData {
	const extension = fileType?.extension ?? 'bin';
	return { ...stored, fileName: safeFileName(push.orderNumber || push.signid, extension) };
}

/** Anything else that broke off the reading was the connection. */
function asRefusal(error: unknown): PushRefusal {
	return error instanceof PushRefusal
		? error
		: new PushRefusal('connectionLost', 'the push could not be read to its end', { cause: error });
}
