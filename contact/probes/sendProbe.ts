import { errorCodeMeaning } from '../../nodes/WoSignDoc/protocol/errorCodes';
import { oneLine } from '../../nodes/WoSignDoc/protocol/oneLine';
import type { PlatformVariations } from '../../nodes/WoSignDoc/order/fields/platformVariations';
import { encodingFor } from '../../nodes/WoSignDoc/order/send/requestVariations';
import {
	JSON_BODY,
	PERCENT_ENCODED_BODY,
	type BodyEncoding,
} from '../../nodes/WoSignDoc/shared/bodyEncoding';
import { jsonParts, type RequestObject } from '../../nodes/WoSignDoc/shared/jsonParts';
import { requestBody } from '../../nodes/WoSignDoc/shared/requestBody';
import type { StoredFiles } from '../../nodes/WoSignDoc/shared/binarySource';
import type { FirstContact } from '../../sandbox/firstContact';
import { post, type WireAnswer } from '../connection/post';
import { ContactError } from '../contactError';
import { type Contact } from '../step';
import { codeOf, readAnswer, type ReadAnswer } from './answer';
import { assertIncomplete } from './incomplete';

export type EncodingName = 'json' | 'percentEncoded';

export const ENCODINGS: Readonly<Record<EncodingName, BodyEncoding>> = {
	json: JSON_BODY,
	percentEncoded: PERCENT_ENCODED_BODY,
};

/** The platform's response to a probe. */
export interface ProbeAnswer {
	/** Undefined if the response isn't from the platform, or has no code. */
	readonly code: number | undefined;
	readonly milliseconds: number;
	readonly status: number;
}

/** Probes have no stored files. */
const NO_FILES: StoredFiles = {
	open: () => Promise.reject(new Error('a probe has no stored files')),
};

/** Sends an incomplete request once, and records the form of the response. */
export async function sendProbe(
	contact: Contact,
	request: RequestObject,
	name: EncodingName,
	variations: PlatformVariations,
): Promise<ProbeAnswer> {
	assertIncomplete(jsonParts(request).map(textOf).join(''));
	const encoding = encodingFor(ENCODINGS[name], variations);
	const { bytes, contentType } = await requestBody(NO_FILES, request, encoding);
	if (!Buffer.isBuffer(bytes)) throw new TypeError('a probe is in memory');
	return await send(contact, bytes, contentType);
}

/** Sends the beginning of a JSON text, without content. */
export async function sendMalformed(contact: Contact, name: EncodingName): Promise<ProbeAnswer> {
	const encoding = ENCODINGS[name];
	return await send(contact, Buffer.from(encoding.text('{')), encoding.contentType);
}

async function send(contact: Contact, body: Buffer, contentType: string): Promise<ProbeAnswer> {
	const wire = await post(contact, { body, contentType });
	const read = readAnswer(wire);
	noteAnswer(contact, read);
	const code = codeOf(read);
	if (mayBeOfOrder(wire, read)) {
		throw new ContactError(
			'WoSignDoc responded to an incomplete request as if it had created an order. Nothing more was sent',
			'Check your account for orders whose number begins with first-contact-, and inform WoSign.',
		);
	}
	return { code, milliseconds: wire.milliseconds, status: wire.status };
}

/** An order's ID, or the code 0, in a response of any form, including text in a JSON string. */
const SIGNS_OF_ORDER =
	/signid\\*"?\s*:\s*(?!null\b)(?:\d|\\*"\s*[^"\\\s])|errorcode\\*"?\s*:\s*\\*"?\s*0+\s*[\\",}]/i;

/** Whether a response of any form could mean a created order, so that the user must check. */
function mayBeOfOrder({ body }: WireAnswer, { response }: ReadAnswer): boolean {
	if (response?.status === 1 || response?.signid !== undefined) return true;
	return SIGNS_OF_ORDER.test(body.toString('latin1'));
}

function textOf(part: ReturnType<typeof jsonParts>[number]): string {
	if (typeof part === 'string') return part;
	return part.kind === 'inline' ? part.base64 : '';
}

function noteAnswer({ record, terminal }: Contact, { facts, unnamed }: ReadAnswer): void {
	const { statuses = [], headers = [], otherFields = [] } = record.seen.responses ?? {};
	const news = facts.headers?.includes('other') && !headers.includes('other');
	if (news || (facts.otherFields?.includes('other') && !otherFields.includes('other'))) {
		terminal.say(oneLine(`  Names shown only here: ${unnamed.join(', ').slice(0, 300)}`));
	}
	const responses: NonNullable<FirstContact['responses']> = {
		...facts,
		statuses: union(statuses, facts.statuses),
		headers: union(headers, facts.headers),
		...(facts.otherFields && { otherFields: union(otherFields, facts.otherFields) }),
	};
	record.note({ responses });
}

function union<Value>(some: readonly Value[], others: readonly Value[] = []): Value[] {
	return [...new Set([...some, ...others])].sort();
}

/** A code with its meaning. */
export function codeInWords({ code, status }: ProbeAnswer): string {
	if (code === undefined) return `not a response from the platform (HTTP ${status})`;
	return `${code} (${errorCodeMeaning(code).message})`;
}
