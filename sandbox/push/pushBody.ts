import { createHash } from 'node:crypto';
import { contentType, encodeText, OTHER_VALUE } from '../seenOnWire';
import type { PushShape } from './faults';

/** The contents of a push. */
export interface PushSubject {
	signid: string;
	orderNumber: string;
	/** The signed document; undefined if the order failed. */
	document?: Buffer | undefined;
}

/** A body that is generated while it is sent, so that a large document is never held in memory as base64. */
export interface PushBody {
	/** The Content-Type header. */
	type: ReturnType<typeof contentType>;
	/** Number of bytes before content encoding. */
	length: number;
	chunks(): Generator<Buffer>;
}

const mark = 'CONTENTGOESHERE';
/** A multiple of 3, so that each piece of the document becomes complete base64 groups. */
const pieceLength = 3 * 32 * 1024;

/** The body of a PushSignedDoc (PROTOCOL.md, PushSignedDoc) in the given shape. */
export function pushBody(subject: PushSubject, shape: PushShape): PushBody {
	const { charset = shape.body === 'json' ? 'utf-8' : 'none', mediaType = mediaTypes[shape.body] } =
		shape;
	const bytesOf = (text: string) =>
		shape.body === 'json'
			? encodeText(text, charset)
			: Buffer.from(percentEncoded(encodeText(text, charset)), 'latin1');
	const start = `${shape.bom ? '\u{feff}' : ''}${shape.body === 'json' ? '' : 'data='}`;
	const [before = '', after = ''] = pushJson(subject, shape).split(mark);
	const [head, tail] = [Buffer.concat([Buffer.from(start), bytesOf(before)]), bytesOf(after)];
	const document = after === '' ? undefined : subject.document;
	return {
		type: contentType({ mediaType, charset }),
		length: head.length + contentLength(document, shape) + tail.length,
		*chunks() {
			yield head;
			yield* contentPieces(document ?? Buffer.alloc(0), shape);
			yield tail;
		},
	};
}

const mediaTypes = { json: 'application/json', formField: 'application/x-www-form-urlencoded' };

/** Percent-encodes bytes for a form (RFC 3986, 2.1). */
function percentEncoded(bytes: Buffer): string {
	return bytes
		.toString('latin1')
		.replaceAll(/[^\w.~-]/g, (byte) => `%${Buffer.from(byte, 'latin1').toString('hex')}`);
}

function contentLength(document: Buffer | undefined, shape: PushShape): number {
	if (!document) return 0;
	if (shape.body === 'json') return 4 * Math.ceil(document.length / 3);
	let length = 0;
	for (const piece of contentPieces(document, shape)) length += piece.length;
	return length;
}

function pushJson(subject: PushSubject, shape: PushShape): string {
	const { codes, keys, content, hashForm } = shape;
	const failed = codes !== undefined;
	const extendData = arranged(
		keys.filter((key) => key.includes('.')).map((key) => key.slice(key.indexOf('.') + 1)),
		{
			signid: subject.signid,
			ordernumber: subject.orderNumber,
			content: failed || content === 'missing' ? undefined : mark,
			hash: failed || hashForm === 'missing' ? undefined : hashOf(subject, shape),
		},
	);
	const push = arranged(
		keys.filter((key) => !key.includes('.')),
		{
			actiontype: shape.actiontype,
			...outcome(codes, shape.numbers),
			extenddata: shape.extendData === 'string' ? JSON.stringify(extendData) : extendData,
		},
	);
	return JSON.stringify(push);
}

function outcome(codes: readonly number[] | undefined, numbers: PushShape['numbers']) {
	const status = codes ? 0 : 1;
	const [code = 0, ...more] = codes ?? [];
	return {
		status: numbers === 'string' ? String(status) : status,
		// Several codes can only be a string.
		errorcode: numbers === 'number' && more.length === 0 ? code : [code, ...more].join('&'),
	};
}

/** An object with these keys; `values` has their values by lowercase name. */
function arranged(keys: readonly string[], values: Readonly<Record<string, unknown>>) {
	const known = new Map(Object.entries(values));
	return Object.fromEntries(
		keys.map((key) => {
			const name = key.toLowerCase();
			return [key, known.has(name) ? known.get(name) : OTHER_VALUE];
		}),
	);
}

function hashOf({ document = Buffer.alloc(0) }: PushSubject, shape: PushShape): string {
	const hash = createHash(shape.hashAlgorithm).update(document);
	if (shape.hashForm === 'wrong') hash.update('other bytes');
	if (shape.hashForm === 'base64') return hash.digest('base64');
	const hex = hash.digest('hex');
	return shape.hashForm === 'upperCaseHex' ? hex.toUpperCase() : hex;
}

function* contentPieces(document: Buffer, shape: PushShape): Generator<Buffer> {
	const spoiled = shape.content === 'notBase64' ? Math.floor(document.length / 2) : undefined;
	for (let at = 0; at < document.length; at += pieceLength) {
		let piece = document.subarray(at, at + pieceLength).toString('base64');
		if (spoiled !== undefined && at <= spoiled && spoiled < at + pieceLength) {
			const middle = Math.floor(piece.length / 2);
			piece = `${piece.slice(0, middle)}*${piece.slice(middle + 1)}`;
		}
		yield Buffer.from(shape.body === 'formField' ? encodeURIComponent(piece) : piece, 'latin1');
	}
}
