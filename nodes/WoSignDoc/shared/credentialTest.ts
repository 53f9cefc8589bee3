import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { checkClientCertificate, expiryNotice } from '../protocol/certificate/clientCertificate';
import { ACTION_TYPES } from '../protocol/constants';
import { errorCodeMeaning } from '../protocol/errorCodes';
import { asError, ProtocolError } from '../protocol/errors';
import { oneLine } from '../protocol/oneLine';
import { beginningOf, parsePlatformResponse } from '../protocol/platformResponse';
import { JSON_BODY } from './bodyEncoding';
import { connectionError } from './connectionError';
import type { Credential } from './credential';
import { clientTlsOptions, parseCredential } from './credential';
import type { HttpResponse } from './httpResponse';
import { readResponse } from './httpResponse';

/** Milliseconds to wait for the answer. */
const TIMEOUT = 30_000;

/**
 * Tests a credential without sending an order: checks certificate and key, then sends one request that lacks
 * everything an order needs. The error code of the answer shows whether the platform knows the caller.
 */
export async function testCredential(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	try {
		const credential = parseCredential(data);
		const now = new Date();
		const validTo = checkClientCertificate(credential.clientCertificate, now);
		const verdict = judge(await callWithoutOrder(this, credential));
		const notice = expiryNotice(validTo, now);
		return notice ? { ...verdict, message: `${verdict.message} ${notice}` } : verdict;
	} catch (error) {
		return { status: 'Error', message: sentence(error) };
	}
}

/** A harmless call: no order number, no signer, so that nothing can come of it. */
async function callWithoutOrder(
	context: ICredentialTestFunctions,
	credential: Credential,
): Promise<HttpResponse> {
	const body = JSON.stringify({
		tokenid: credential.tokenId,
		actiontype: ACTION_TYPES.createSignOrder,
		orderNumber: '',
		signerlist: [],
	});
	try {
		// The only request helper that n8n offers to a credential test; every version of it sends the certificate.
		const response: unknown = await context.helpers.request({
			method: 'POST',
			uri: credential.baseUrl,
			headers: { 'Content-Type': JSON_BODY.contentType },
			body,
			timeout: TIMEOUT,
			encoding: null,
			followRedirect: false,
			simple: false,
			resolveWithFullResponse: true,
			agentOptions: clientTlsOptions(credential),
		});
		return await readResponse(response, AbortSignal.timeout(TIMEOUT));
	} catch (error) {
		throw connectionError(error, credential.baseUrl, {
			mayHaveArrived: true,
			unknownOutcome: 'No order was sent. Try again.',
		});
	}
}

/** The kind of the error code shows whether token and certificate were accepted (PROTOCOL.md, Error codes). */
function judge({ status, body }: HttpResponse): INodeCredentialTestResult {
	const response = parsePlatformResponse(body);
	if (!response) {
		const message = `The address answered HTTP ${status}, but not as WoSignDoc does. ${beginningOf(body)}`;
		return { status: 'Error', message };
	}
	const meaning = errorCodeMeaning(response.errorcode ?? 0);
	const problem = oneLine(`[${meaning.code}] ${meaning.message} (${meaning.messageZh}).`);
	if (meaning.kind === 'account') {
		return { status: 'OK', message: `The credential is good, but: ${problem} ${meaning.remedy}` };
	}
	if (response.status === 1 || meaning.kind === 'request' || meaning.kind === 'conflict') {
		return { status: 'OK', message: 'The credential is good.' };
	}
	return { status: 'Error', message: `${problem} ${meaning.remedy}` };
}

function sentence(error: unknown): string {
	if (!(error instanceof ProtocolError)) return asError(error).message;
	return [error.message, error.description].filter(Boolean).join('. ');
}
