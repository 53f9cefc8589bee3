import type { IExecuteFunctions } from 'n8n-workflow';
import {
	checkAuthorities,
	checkClientCertificate,
} from '../../protocol/certificate/clientCertificate';
import type { ProtocolError } from '../../protocol/errors';
import { invalidParameters } from '../../protocol/errors';
import { storedFiles } from '../../shared/binarySource';
import type { Credential } from '../../shared/credential';
import { CREDENTIAL_TYPE, parseCredential } from '../../shared/credential';
import type { OrderFiles } from '../../shared/fileCache';
import { withFileCache } from '../../shared/fileCache';
import { requestBody } from '../../shared/requestBody';
import { sendEncoded } from '../../shared/requestEncoding';
import { post } from '../../shared/transport';
import type { ListedPart } from '../document/partsOutput';
import { partsOutput } from '../document/partsOutput';
import type { OrderOptions } from '../input/readOptions';
import type { PreparedOrder } from '../judge/prepareOrder';
import { prepareOrder } from '../judge/prepareOrder';
import type { OrderWarning } from '../orderWarning';
import { buildRequest } from './buildRequest';
import { isFirstContact, rememberContact } from './firstContact';
import type { OrderOutcome } from './parseResponse';
import { parseResponse } from './parseResponse';
import { encodingFor } from './requestVariations';

/** The outcome of an order, and what the user should know about it. */
export interface SentOrder {
	readonly outcome: OrderOutcome;
	readonly warnings: readonly OrderWarning[];
	/** The parts of its document, if it was joined from several files. */
	readonly parts: { parts?: ListedPart[] };
	/** When the client certificate expires, if it can be read. */
	readonly certificateEnd: Date | undefined;
}

/** `CreateSignOrder` for one item: read, validate, build, send, parse (PROTOCOL.md, CreateSignOrder). */
export async function sendOrder(
	context: IExecuteFunctions,
	itemIndex: number,
	options: OrderOptions,
): Promise<SentOrder> {
	return await withFileCache(
		storedFiles(context.helpers),
		async (files) => await send(context, itemIndex, options, files),
	);
}

async function send(
	context: IExecuteFunctions,
	itemIndex: number,
	options: OrderOptions,
	files: OrderFiles,
): Promise<SentOrder> {
	const prepared = await prepareOrder(context, itemIndex, options, files);
	if (prepared.kind === 'wrong') throw notSent(prepared);
	const { order, warnings } = prepared;
	const { validTo: certificateEnd, ...credential } = await readCredential(context, itemIndex);
	const { baseUrl: url, tokenId } = credential;
	const { requestEncoding, timeout } = options;
	const request = buildRequest(order, tokenId, options.platformVariations);
	const answer = await sendEncoded(url, requestEncoding, async (encoding) => {
		const body = await requestBody(
			files,
			request,
			encodingFor(encoding, options.platformVariations),
		);
		return await post(context, { url, body, timeout });
	});
	const read = parseResponse(answer, order, {
		...options,
		tokenId,
		isFirst: isFirstContact(url),
	});
	rememberContact(url);
	return {
		outcome: read.outcome,
		warnings: [...warnings, ...read.warnings],
		parts: partsOutput(prepared.input),
		certificateEnd,
	};
}

/** What is wrong with an order, and unrecognized field names that may be the reason. */
function notSent({ problems, warnings }: Extract<PreparedOrder, { kind: 'wrong' }>): ProtocolError {
	const remarks = warnings.filter(
		({ code, message }) =>
			code === 'misspelledField' ||
			code === 'emptyRow' ||
			// A Chinese heading resembles none of the API's names, even if it means one.
			(code === 'ignoredField' && /\p{Script=Han}/u.test(message)),
	);
	return invalidParameters(problems, { isUnsent: true, remarks });
}

/** The credential with its certificate checked: a problem with it would otherwise look like a lost connection. */
export async function readCredential(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<Credential & { readonly validTo: Date | undefined }> {
	const credential = parseCredential(await context.getCredentials(CREDENTIAL_TYPE, itemIndex));
	const { clientCertificate, caCertificate = '' } = credential;
	const validTo = checkClientCertificate(clientCertificate, new Date(), context.getTimezone());
	checkAuthorities(caCertificate, 'CA Certificate');
	return { ...credential, validTo };
}
