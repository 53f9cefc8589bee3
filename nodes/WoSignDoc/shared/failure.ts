import type { NodeApiError } from 'n8n-workflow';
import type { ErrorCodeKind } from '../protocol/errorCodes';
import type { ProtocolError } from '../protocol/errors';

/** Why something failed, in n8n's own terms; an n8n that has none leaves it out. */
type Failure = NonNullable<NodeApiError['failure']>;

/** An account without balance is none of n8n's causes quite: it works again once somebody tops it up. */
const CAUSES: Readonly<Partial<Record<ErrorCodeKind, Failure>>> = {
	credential: { cause: 'credential-invalid' },
	account: { cause: 'quota-exhausted' },
	server: { cause: 'temporarily-unavailable' },
};

/**
 * The cause that n8n gets: somebody has to see to the credential or the account, or waiting may help.
 * Undefined where it is neither: an order that the platform refuses stays refused.
 */
export function failureOf({ refusal, httpStatus = 0 }: ProtocolError): Failure | undefined {
	if (refusal) return CAUSES[refusal.kind];
	return httpStatus >= 500 ? CAUSES.server : undefined;
}
