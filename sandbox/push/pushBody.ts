import { createHash } from 'node:crypto';
import type { PushShape } from './faults';

/** What a push tells. */
export interface PushSubject {
	signid: string;
	orderNumber: string;
	/** The signed document; undefined for an order that failed. */
	document?: Buffer | undefined;
}

/** A body that is made while it is sent, so that a large document is never held as base64. */
export interface PushBody {
	contentType: string;
	/** Bytes before any content coding. */
	length: number;
	chunks(): Generator<Buffer>;
}

const mark = 'CONTENTGOESHERE';
/** A multiple of 3, so that each piece of the document is whole base64 groups. */
const pieceLength = 3 * 32 * 1024;

/** The body of a PushSignedDoc (PROTOCOL.md, PushSignedDoc) in the shape asked for. */
export function pushBody(subject: PushSubject, shape: PushShape): PushBody {
	const json = pushJson(subject, shape);
	const text = shape.formField ? `data=${encodeURIComponent(json)}` : json;
	const [before = '', after = ''] = `${shape.bom ? '\u{feff}' : ''}${text}`.split(mark);
	const document = after === '' ? undefined : subject.document;
	const content = () => contentPieces(document ?? Buffer.alloc(0), shape);
	const length =
		Buffer.byteLength(before) + contentLength(document, shape) + Buffer.byteLength(after);
	return {
		contentType: shape.formField
			? 'application/x-www-form-urlencoded'
			: 'application/json; charset=utf-8',
		length,
		*chunks() {
			yield Buffer.from(before);
			yield* content();
			yield Buffer.from(after);
		},
	};
}

function contentLength(document: Buffer | undefined, shape: PushShape): number {
	if (!document) return 0;
	if (!shape.formField) return 4 * Math.ceil(document.length / 3);
	let length = 0;
	for (const piece of contentPieces(document, shape)) length += piece.length;
	return length;
}

function pushJson(subject: PushSubject, shape: PushShape): string {
	const { codes, keys, content, hashForm } = shape;
	const failed = codes !== undefined;
	const extendData = ordered(keys, [
		['signid', 'SignID', subject.signid],
		['ordernumber', 'orderNumber', subject.orderNumber],
		['content', 'Content', failed || content === 'missing' ? undefined : mark],
		['hash', 'HASH', failed || hashForm === 'missing' ? undefined : hashOf(subject, shape)],
	]);
	const inner = shape.extendData === 'string' ? JSON.stringify(extendData) : extendData;
	const push = ordered(keys, [
		['actiontype', 'ActionType', shape.actiontype],
		['status', 'Status', failed ? 0 : 1],
		['errorcode', 'errorCode', failed ? codes.join('&') : '0'],
		['extendData', 'extenddata', inner],
	]);
	return JSON.stringify(push);
}

type Entry = [usual: string, odd: string, value: unknown];

function ordered(keys: PushShape['keys'], entries: Entry[]): Record<string, unknown> {
	if (keys === 'usual') return Object.fromEntries(entries.map(([key, , value]) => [key, value]));
	return Object.fromEntries(entries.reverse().map(([, key, value]) => [key, value]));
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
		yield Buffer.from(shape.formField ? encodeURIComponent(piece) : piece, 'latin1');
	}
}
