import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import {
	checkAuthorities,
	checkClientCertificate,
	expiryNotice,
} from '../protocol/certificate/clientCertificate';
import { ACTION_TYPES } from '../protocol/constants';
import { errorCodeMeaning } from '../protocol/errorCodes';
import { asError, ProtocolError } from '../protocol/errors';
import { oneLine } from '../protocol/oneLine';
import { codeMeanings } from '../protocol/platformResponse';
import type { BodyEncoding } from './bodyEncoding';
import { PERCENT_ENCODED_BODY } from './bodyEncoding';
import type { Meaning } from './connectionError';
import type { Credential } from './credential';
import { clientTlsOptions, parseCredential, trustedRootsOf } from './credential';
import { exchange } from './exchange';
import type { HttpResponse } from './httpResponse';
import { platformResponseOf } from './httpResponse';
import type { EncodedAnswer } from './requestEncoding';
import { sendEncoded } from './requestEncoding';
import { unexpectedResponse, OF_TEST } from './unexpectedResponse';

/** Milliseconds after which the test's request is aborted, even if data is still arriving slowly. */
const TIMEOUT = 30_000;

/** A credential test belongs to no workflow, and n8n doesn't pass its own time zone to it. */
const TIME_ZONE = 'UTC';

const NO_ORDER: Meaning = { unknownOutcome: 'No order was sent. Try again.', moreTime: '' };

/**
 * Tests a credential without sending an order: checks the certificate and key, then sends one request that lacks
 * everything an order needs. The error code in the response shows whether the platform knows the caller.
 */
export async function testCredential(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	try {
		const credential = parseCredential(data);
		const now = new Date();
		const validTo = checkClientCertificate(credential.clientCertificate, now, TIME_ZONE);
		checkAuthorities(credential.caCertificate ?? '', 'CA Certificate');
		checkAuthorities(trustedRootsOf(data), 'Trusted Roots');
		const answer = await sendEncoded(
			credential.baseUrl,
			'automatic',
			async (encoding) => await callWithoutOrder(this, credential, encoding),
		);
		const verdict = judge(answer, credential.tokenId);
		const notice = expiryNotice(validTo, now, TIME_ZONE);
		return notice ? { ...verdict, message: `${verdict.message} ${notice}` } : verdict;
	} catch (error) {
		return { status: 'Error', message: sentence(error) };
	}
}

/** A harmless request: without an order number and signers it can't create an order. */
async function callWithoutOrder(
	context: ICredentialTestFunctions,
	credential: Credential,
	encoding: BodyEncoding,
): Promise<HttpResponse> {
	const json = JSON.stringify({
		tokenid: credential.tokenId,
		actiontype: ACTION_TYPES.createSignOrder,
		orderNumber: '',
		signerlist: [],
	});
	const body = Buffer.from(encoding.text(json));
	const { baseUrl: url } = credential;
	const signal = AbortSignal.timeout(TIMEOUT);
	const mayHaveArrived = () => true;
	return await exchange(
		{ url, body, signal, timeout: TIMEOUT, mayHaveArrived, meaning: NO_ORDER },
		// The only request helper that n8n gives to a credential test; it sends the client certificate in every version.
		async (bytes) => {
			const response: unknown = await context.helpers.request({
				method: 'POST',
				uri: url,
				headers: { 'Content-Type': encoding.contentType, 'Content-Length': String(body.length) },
				body: bytes,
				// Longer than our own timeout, which has the better message.
				timeout: 2 * TIMEOUT,
				useStream: true,
				followRedirect: false,
				simple: false,
				resolveWithFullResponse: true,
				agentOptions: clientTlsOptions(credential),
			});
			return response;
		},
	);
}

/** The kind of the code shows whether the platform accepted the token and certificate (PROTOCOL.md, Error codes). */
function judge(
	{ response: answer, encoding }: EncodedAnswer,
	tokenId: string,
): INodeCredentialTestResult {
	const response = platformResponseOf(answer);
	if (!response) throw unexpectedResponse(answer, [tokenId], { remarks: OF_TEST });
	const [meaning = errorCodeMeaning(0)] = codeMeanings(response, [tokenId]);
	const remark =
		encoding === PERCENT_ENCODED_BODY
			? ' WoSignDoc reads percent-encoded requests only, and the node sends them so.'
			: '';
	const problem = oneLine(`[${meaning.code}] ${meaning.message}.`);
	if (meaning.kind === 'account') {
		return { status: 'OK', message: `The credential is good, but: ${problem} ${meaning.remedy}` };
	}
	if (response.status === 1 || meaning.kind === 'request' || meaning.kind === 'conflict') {
		return { status: 'OK', message: `The credential is good.${remark}` };
	}
	return { status: 'Error', message: `${problem} ${meaning.remedy}` };
}

function sentence(error: unknown): string {
	if (!(error instanceof ProtocolError)) return asError(error).message;
	return [error.message, error.description].filter(Boolean).join('. ');
}
