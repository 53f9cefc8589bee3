import { createHash } from 'node:crypto';
import { bodyDecoder } from '../../nodes/WoSignDoc/push/wire/bodyDecoder';
import { parseHash, SeenAlgorithms } from '../../nodes/WoSignDoc/push/wire/hashAlgorithms';
import type { ReadPush } from '../../nodes/WoSignDoc/push/wire/pushReader';
import { PushReader } from '../../nodes/WoSignDoc/push/wire/pushReader';
import { PushRefusal } from '../../nodes/WoSignDoc/push/wire/refusal';
import type { RefusalCode } from '../../nodes/WoSignDoc/push/wire/refusal';
import { FORM_TEXT, withPlusesAs } from '../../nodes/WoSignDoc/push/wire/unencodedPlus';
import type { PushForm, RawPush } from './pushForm';
import { headerOf, pushForm } from './pushForm';
import type { PushJson } from './pushJson';
import { readPushJson } from './pushJson';

/** Maximum size of a push in bytes; the calibration document's has a few hundred thousand. */
export const MOST_BYTES = 32 * 1_024 * 1_024;

/** A push as read by the nodes, and its form. */
export type ReceivedPush = { readonly orderNumber: string; readonly form: PushForm } & (
	| { readonly kind: 'signed'; readonly document: Buffer }
	| { readonly kind: 'failed'; readonly errorCodes: readonly string[] }
	/** The trigger would reject it. */
	| {
			readonly kind: 'refused';
			readonly code: RefusalCode;
			readonly reason: string;
			readonly httpStatus: number;
			/** Whether the hash is of the base64 text instead of the document's bytes. */
			readonly isHashOfText: boolean;
	  }
);

/** Reads a push with the trigger's own reader, and its form from its text. Never throws. */
export async function readPush(raw: RawPush): Promise<ReceivedPush> {
	const reader = new PushReader(new SeenAlgorithms());
	const text: Buffer[] = [];
	const document: Buffer[] = [];
	let isForm = false;
	const written = () => {
		const json = withPlusesAs(Buffer.concat(text).toString(), ' ');
		return readPushJson(json.replace(/[\0\s]+$/, ''));
	};
	try {
		for await (const chunk of decoded(raw)) {
			isForm ||= chunk === FORM_TEXT;
			// A copy, because the reader overwrites its input.
			text.push(Buffer.from(chunk));
			document.push(...reader.feed(chunk));
		}
		const read = reader.end();
		const form = formOf(raw, written(), isForm, read);
		const { orderNumber } = read.push;
		return read.kind === 'failed'
			? { kind: 'failed', orderNumber, errorCodes: read.push.errorCodes, form }
			: { kind: 'signed', orderNumber, document: Buffer.concat(document), form };
	} catch (error) {
		const { orderNumber = '' } = reader.knownOrder();
		const json = written();
		const form = formOf(raw, json, isForm, undefined);
		return { orderNumber, form, ...refusalOf(error, json) };
	}
}

function decoded(raw: RawPush): AsyncIterable<Buffer> {
	const contentEncoding = headerOf(raw, 'content-encoding');
	const contentType = raw.headers ? headerOf(raw, 'content-type') : likelyType(raw.body);
	return bodyDecoder({ contentType, contentEncoding }, MOST_BYTES)(bytesOf(raw.body));
}

/** The likely type of a body without headers: a form or JSON. */
function likelyType(body: Buffer): string {
	const start = body.toString('latin1', 0, 64);
	return /^\s*(?:[{["]|\xef\xbb\xbf)/.test(start) ? '' : 'application/x-www-form-urlencoded';
}

async function* bytesOf(body: Buffer): AsyncGenerator<Buffer> {
	yield body;
}

function formOf(
	raw: RawPush,
	json: PushJson | undefined,
	isForm: boolean,
	read: ReadPush | undefined,
): PushForm {
	if (!json) return {};
	const algorithm = read?.kind === 'signed' ? read.digest.hashAlgorithm : undefined;
	return pushForm(raw, json, isForm, algorithm);
}

function refusalOf(error: unknown, json: PushJson | undefined) {
	const known = error instanceof PushRefusal ? error : undefined;
	return {
		kind: 'refused' as const,
		code: known?.code ?? 'malformedBody',
		reason: known?.reason ?? 'the push can’t be read',
		httpStatus: known?.httpStatus ?? 400,
		isHashOfText: known?.code === 'hashMismatch' && json !== undefined && isHashOfText(json),
	};
}

function isHashOfText({ hash = '', content = '' }: PushJson): boolean {
	const named = parseHash(hash);
	return (
		named !== undefined && createHash(named.algorithm).update(content).digest().equals(named.digest)
	);
}
