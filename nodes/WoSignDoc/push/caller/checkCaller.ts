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
const querySchema = z.object({ token: z.string().optional() }).catch({});

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
	if (!context.getNode().credentials?.[CREDENTIAL_TYPE]) return;
	const credential = await context.getCredentials(CREDENTIAL_TYPE);
	const parsed = credentialSchema.safeParse(credential);
	if (!parsed.success) throw misconfigured('Callback Token of the credential is not text');
	const { callbackToken } = parsed.data;
	if (callbackToken === '') return;
	const { authorization = '' } = context.getHeaderData();
	const given = querySchema.parse(context.getQueryData()).token ?? basicPassword(authorization);
	if (given === undefined) throw new PushRefusal('missingToken', 'the address lacks its token');
	if (!isSameToken(given, callbackToken)) {
		throw new PushRefusal('wrongToken', 'the token is wrong');
	}
}

/** The password of an `Authorization: Basic` header (RFC 7617); undefined if there is none. */
function basicPassword(authorization: string): string | undefined {
	const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization)?.[1];
	if (encoded === undefined) return undefined;
	const decoded = Buffer.from(encoded, 'base64').toString('utf8');
	return decoded.slice(decoded.indexOf(':') + 1);
}

/** Compares a given secret with the expected one in constant time, whatever their lengths. */
function isSameToken(given: string, expected: string): boolean {
	return timingSafeEqual(sha256(given), sha256(expected));
}

function sha256(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
