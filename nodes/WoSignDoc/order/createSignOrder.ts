import type { IExecuteFunctions } from 'n8n-workflow';
import { checkClientCertificate, expiryNotice } from '../protocol/clientCertificate';
import { invalidParameters } from '../protocol/errors';
import { CREDENTIAL_TYPE, parseCredential } from '../shared/credential';
import { requestBody } from '../shared/requestBody';
import { post } from '../shared/transport';
import { buildRequest } from './buildRequest';
import type { Order } from './inputSchema';
import { orderSchema } from './inputSchema';
import { orderProblems } from './orderProblems';
import { parseResponse } from './parseResponse';
import type { CreatedOrder } from './parseResponse';
import { readInput } from './readInput';

/** Milliseconds until a request is given up. */
const TIMEOUT = 120_000;

/** A created order, and what the person should know about it. */
export interface CreateSignOrderResult extends CreatedOrder {
	readonly warnings: readonly string[];
}

/** `CreateSignOrder` for one item: read, validate, build, send, parse (PROTOCOL.md, CreateSignOrder). */
export async function createSignOrder(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<CreateSignOrderResult> {
	const order = validate(await readInput(context, itemIndex));
	const credential = parseCredential(await context.getCredentials(CREDENTIAL_TYPE, itemIndex));
	const now = new Date();
	// Before sending: what is wrong with a certificate would else look like a lost connection.
	const validTo = checkClientCertificate(credential.clientCertificate, now);
	const body = await requestBody(context.helpers, buildRequest(order, credential.tokenId));
	const response = await post(context, { url: credential.baseUrl, body, timeout: TIMEOUT });
	const warnings = [...missingMaterial(order), expiryNotice(validTo, now)].filter(isPresent);
	return { ...parseResponse(response, order.orderNumber), warnings };
}

function isPresent(text: string | undefined): text is string {
	return text !== undefined;
}

function validate(input: unknown): Order {
	const parsed = orderSchema.safeParse(input);
	if (parsed.success) return parsed.data;
	throw invalidParameters(orderProblems(parsed.error));
}

/** PROTOCOL.md, CreateSignOrder, Decided: `pic` and `otherpic` are sent empty when there are none, with a warning. */
function missingMaterial({ signerlist }: Order): string[] {
	return signerlist.flatMap((signer, index) =>
		(['pic', 'otherpic'] as const)
			.filter((field) => !signer[field])
			.map((field) => `Signer ${index + 1} has no ${field}: WoSignDoc may answer -57 (材料为空)`),
	);
}
