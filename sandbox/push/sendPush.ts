import http from 'node:http';
import https from 'node:https';
import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { createDeflate, createGzip } from 'node:zlib';
import { otherHeaders } from '../seenOnWire';
import type { PushShape } from './faults';
import type { PushBody } from './pushBody';

/** The receiver's response to a push. */
export interface PushAnswer {
	httpStatus?: number | undefined;
	text: string;
	accepted: boolean;
}

export interface SendOptions {
	url: string;
	/** Milliseconds from the start of the request until the complete response must have arrived. */
	answerTimeout: number;
	signal: AbortSignal;
}

const slowPieces = 20;
const slowPause = 100;
const answerLimit = 64 * 1024;

/**
 * POSTs one push. It is accepted if the response is HTTP 200 with exactly the byte `1`; redirects are not
 * followed. Throws if there is no response: the connection failed, was cut, or timed out.
 */
export async function sendPush(
	body: PushBody,
	shape: PushShape,
	{ url, answerTimeout, signal }: SendOptions,
): Promise<PushAnswer> {
	const timeout = AbortSignal.timeout(answerTimeout);
	const { request: open } = url.startsWith('https:') ? https : http;
	const request = open(url, {
		method: 'POST',
		agent: false,
		headers: headers(body, shape),
		signal: AbortSignal.any([signal, timeout]),
	});
	const answer = readAnswer(request);
	try {
		const [received] = await Promise.all([answer, writeBody(request, body, shape, answer)]);
		if (shape.answerLost) throw new Error('the response was lost');
		return received;
	} catch (error) {
		if (timeout.aborted) {
			throw new Error(`no response within ${answerTimeout} ms`, { cause: error });
		}
		throw error;
	}
}

function headers(body: PushBody, shape: PushShape): http.OutgoingHttpHeaders {
	const length = shape.delivery === 'truncated' ? halfOf(body) : body.length;
	return {
		...otherHeaders(shape.headers),
		...body.type,
		...(shape.coding ? { 'content-encoding': shape.coding } : { 'content-length': length }),
	};
}

async function writeBody(
	request: http.ClientRequest,
	body: PushBody,
	shape: PushShape,
	answer: Promise<PushAnswer>,
): Promise<void> {
	const end = shape.delivery === 'truncated' || shape.delivery === 'cut' ? halfOf(body) : Infinity;
	const source = Readable.from(pieces(body, shape, end), { objectMode: false });
	const coding: Transform[] = coder(shape.coding);
	if (shape.delivery === 'cut') {
		await pipeline([source, ...coding, request], { end: false });
		await new Promise((resolve) => request.write('', resolve));
		request.destroy(new Error('the connection was cut in the middle of the body'));
		return;
	}
	// A receiver may respond and close before it has read the whole body; its response still counts.
	await pipeline([source, ...coding, request]).catch(async (error: unknown) => {
		await answer.catch(() => {
			throw error;
		});
	});
}

function coder(coding: PushShape['coding']): Transform[] {
	if (coding === undefined) return [];
	return [coding === 'gzip' ? createGzip() : createDeflate()];
}

function halfOf(body: PushBody): number {
	return Math.floor(body.length / 2);
}

async function* pieces(body: PushBody, shape: PushShape, end: number): AsyncGenerator<Buffer> {
	let left = end;
	for (const chunk of body.chunks()) {
		const piece = chunk.subarray(0, left);
		left -= piece.length;
		if (shape.delivery === 'slow') yield* trickle(piece, Math.ceil(body.length / slowPieces));
		else yield piece;
		if (left <= 0) return;
	}
}

async function* trickle(chunk: Buffer, length: number): AsyncGenerator<Buffer> {
	for (let at = 0; at < chunk.length; at += length) {
		yield chunk.subarray(at, at + length);
		await delay(slowPause);
	}
}

async function readAnswer(request: http.ClientRequest): Promise<PushAnswer> {
	const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
		request.once('response', resolve);
		request.on('error', reject);
	});
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of response as AsyncIterable<Buffer>) {
		chunks.push(chunk);
		length += chunk.length;
		if (length > answerLimit) break;
	}
	const text = Buffer.concat(chunks).toString('latin1');
	return {
		httpStatus: response.statusCode,
		text: Buffer.concat(chunks).toString('utf8').slice(0, 200),
		accepted: response.statusCode === 200 && text === '1',
	};
}
