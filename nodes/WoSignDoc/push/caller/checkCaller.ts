import type { IWebhookFunctions } from 'n8n-workflow';
import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { CREDENTIAL_TYPE } from '../../shared/credential';
import { resolvedValues } from '../../shared/resolvedValues';
import { misconfigured, PushRefusal } from '../wire/refusal';
import { isInRanges } from './ipRange';

const credentialSchema = z.preprocess(
	resolvedValues,
	z.object({ callbackToken: z.string().default('') }),
);

/**
 * Checks who pushes, if the user wants that: the protocol does not authenticate pushes (PROTOCOL.md, PushSignedDoc).
 * Throws the refusal, before any of the body is read.
 */
export async function checkCaller(
	context: IWebhookFunctions,
	allowedIps: readonly string[] | undefined,
): Promise<void> {
	checkAddress(context.getRequestObject().ip ?? '', allowedIps);
	await checkToken(context);
}

/** The address is the caller's as n8n sees it, which depends on n8n's setting for proxies in front of it. */
function checkAddress(address: string, allowedIps: readonly string[] | undefined): void {
	if (!allowedIps || isInRanges(address, allowedIps)) return;
	throw new PushRefusal('addressNotAllowed', 'this address may not push');
}

/** Requires the credential's callback token, if there is one, in the URL or as the password of basic authentication. */
async function checkToken(context: IWebhookFunctions): Promise<void> {
	const callbackToken = await callbackTokenOf(context);
	if (callbackToken === '') return;
	const { authorization = '' } = context.getHeaderData();
	const inAddress = tokensOf(context.getRequestObject().url);
	const given = inAddress.length > 0 ? inAddress : basicPassword(authorization);
	if (given.length === 0) throw new PushRefusal('missingToken', 'the address lacks its token');
	if (!given.some((token) => isSameToken(token, callbackToken))) {
		throw new PushRefusal('wrongToken', 'the token is wrong');
	}
}

/** The credential's callback token; empty if there is none. */
export async function callbackTokenOf(context: IWebhookFunctions): Promise<string> {
	if (!context.getNode().credentials?.[CREDENTIAL_TYPE]) return '';
	const credential = await context.getCredentials(CREDENTIAL_TYPE);
	const parsed = credentialSchema.safeParse(credential);
	if (!parsed.success) throw misconfigured('Callback Token of the credential is not text');
	return parsed.data.callbackToken;
}

/**
 * The token of an address, in each of the ways in which it may be meant: a `+` is a space by the rule of forms, and
 * itself for whoever pasted a token such as `ab+cd/ef==` as it is. None when the address does not carry just one.
 */
function tokensOf(address: string): string[] {
	const [, query = ''] = /\?([^#]*)/.exec(address) ?? [];
	const [asForm, asIs] = [query, query.replaceAll('+', '%2B')].map((one) =>
		new URLSearchParams(one).getAll('token'),
	);
	return asForm?.length === 1 ? [...new Set([...asForm, ...(asIs ?? [])])] : [];
}

/** The password of an `Authorization: Basic` header (RFC 7617), if there is one. */
function basicPassword(authorization: string): string[] {
	const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization)?.[1];
	if (encoded === undefined) return [];
	const decoded = Buffer.from(encoded, 'base64').toString('utf8');
	return [decoded.slice(decoded.indexOf(':') + 1)];
}

/** Compares a given secret with the expected one in constant time, whatever their lengths. */
function isSameToken(given: string, expected: string): boolean {
	return timingSafeEqual(sha256(given), sha256(expected));
}

function sha256(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
