import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
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

/** The user's settings for who may push. */
interface CallerPolicy {
	readonly allowedIps: readonly string[] | undefined;
	readonly requireSignature: 'no' | 'intact' | 'trusted';
	/** Whether anyone who knows the URL may push. */
	readonly acceptsUnauthenticated: boolean;
}

/**
 * Checks who is pushing: the protocol doesn't authenticate pushes (PROTOCOL.md, PushSignedDoc). Throws a `PushRefusal`
 * before any of the body is read.
 */
export async function checkCaller(context: IWebhookFunctions, policy: CallerPolicy): Promise<void> {
	checkAddress(context.getRequestObject().ip ?? '', policy.allowedIps);
	checkToken(context, await readCallbackToken(context, policy));
}

/**
 * The credential's callback token; empty if there is none. Throws `misconfigured` if nothing except a token could prove
 * who is pushing, and there is none: no signature has to lead to a root that the user trusts. Allowed addresses are no
 * proof, because they depend on proxies, and on networks shared with others. A test in the editor, which waits for one
 * push, needs no proof.
 */
export async function readCallbackToken(
	context: IHookFunctions | IWebhookFunctions,
	{ requireSignature, acceptsUnauthenticated }: Omit<CallerPolicy, 'allowedIps'>,
): Promise<string> {
	const callbackToken = await callbackTokenOf(context);
	const isProven = callbackToken.trim() !== '' || requireSignature === 'trusted';
	if (isProven || acceptsUnauthenticated || context.getMode() === 'manual') return callbackToken;
	throw misconfigured(
		"nothing proves who pushes. Fill in the credential’s 'Callback Token' (openssl rand -hex 32 makes one) and append ?token=… to the callback URL; or set 'Require Signature' to 'Trusted', or turn on 'Accept Unauthenticated Pushes'",
	);
}

/** The caller's address as n8n sees it, which depends on n8n's proxy settings. */
function checkAddress(address: string, allowedIps: readonly string[] | undefined): void {
	if (!allowedIps || isInRanges(address, allowedIps)) return;
	throw new PushRefusal('addressNotAllowed', 'this address may not push');
}

/** Requires the credential's callback token, if there is one, in the URL or as the password of basic authentication. */
function checkToken(context: IWebhookFunctions, callbackToken: string): void {
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
export async function callbackTokenOf(
	context: IHookFunctions | IWebhookFunctions,
): Promise<string> {
	if (!context.getNode().credentials?.[CREDENTIAL_TYPE]) return '';
	const credential = await context.getCredentials(CREDENTIAL_TYPE);
	const parsed = credentialSchema.safeParse(credential);
	if (!parsed.success) throw misconfigured("the credential’s 'Callback Token' is not text");
	return parsed.data.callbackToken;
}

/**
 * The token in the URL, in each way it may be meant: a `+` is a space in form encoding, but a plus if a token such as
 * `ab+cd/ef==` was pasted unencoded. None if the URL doesn't have exactly one.
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

/** Compares a secret with the expected one in constant time, whatever their lengths. */
function isSameToken(given: string, expected: string): boolean {
	return timingSafeEqual(sha256(given), sha256(expected));
}

function sha256(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
