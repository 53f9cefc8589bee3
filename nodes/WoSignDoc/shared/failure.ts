import type { NodeApiError } from 'n8n-workflow';
import type { ErrorCodeKind } from '../protocol/errorCodes';
import type { ProtocolError } from '../protocol/errors';

/** Why something failed, in n8n's own terms; versions of n8n that don't know it ignore it. */
type Failure = NonNullable<NodeApiError['failure']>;

/** No cause of n8n's quite fits an account without balance: it works again once it is topped up. */
const CAUSES: Readonly<Partial<Record<ErrorCodeKind, Failure>>> = {
	credential: { cause: 'credential-invalid' },
	account: { cause: 'quota-exhausted' },
	server: { cause: 'temporarily-unavailable' },
};

/**
 * The cause that n8n gets: the credential or the account needs attention, or waiting may help. Undefined if neither is
 * true: an order that the platform rejects stays rejected.
 */
export function failureOf({ refusal, httpStatus = 0 }: ProtocolError): Failure | undefined {
	if (refusal) return CAUSES[refusal.kind];
	return httpStatus >= 500 ? CAUSES.server : undefined;
}
