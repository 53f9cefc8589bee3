import { z } from 'zod';
import { ProtocolError } from '../protocol/errors';
import { oneLine } from '../protocol/oneLine';
import { explanationOf } from './connectionFailures';

const text = z.string().catch('');
/** The parts of an HTTP client's error, and of n8n's wrapping of it, that tell what failed. */
const failureSchema = z.object({ code: text, message: text, syscall: text });
const causeSchema = z.object({ cause: z.unknown() });

const ORDER_MAY_EXIST =
	'Unknown outcome: the order may exist. Sending it again with the same order number is safe: the platform answers -46 or -47 if it does.';
const NOT_SENT = 'Nothing was sent.';
const NOT_WHOLE =
	'The order did not arrive whole, so the platform cannot have taken it. It can be sent again with the same order number.';

/** What is known of an exchange that ended without an answer. */
interface Exchange {
	/** Whether the whole request had been handed to the connection. */
	readonly mayHaveArrived: boolean;
	/** What an unknown outcome means for the caller. */
	readonly unknownOutcome?: string;
}

/**
 * The error for an exchange that ended without an answer: `requestNotSent` where the request cannot have been
 * acted on, `outcomeUnknown` where it can, with what that means for the caller.
 */
export function connectionError(
	error: unknown,
	url: string,
	{ mayHaveArrived, unknownOutcome = ORDER_MAY_EXIST }: Exchange,
): ProtocolError {
	const errors = [...chain(error)];
	const own = errors.find((one) => one instanceof ProtocolError);
	if (own) return own;
	const failures = errors.flatMap((one) => failureSchema.safeParse(one).data ?? []);
	const { host } = new URL(url);
	const explanation = explanationOf(failures);
	if (explanation) {
		return new ProtocolError('requestNotSent', `${explanation.happened}: ${host}`, {
			description: `${explanation.remedy} ${NOT_SENT}`,
			cause: error,
		});
	}
	// Not in the message: n8n replaces a message that has an error code in it with its own.
	const reason = oneLine(
		failures.find(({ code }) => code)?.code ?? failures.at(-1)?.message ?? 'unknown',
	);
	return mayHaveArrived
		? new ProtocolError('outcomeUnknown', `The connection to ${host} ended before an answer came`, {
				description: `${reason}. ${unknownOutcome}`,
				cause: error,
			})
		: new ProtocolError(
				'requestNotSent',
				`The connection to ${host} broke while the order was being sent`,
				{
					description: `${reason}. ${NOT_WHOLE} If it happens again, ask whether a proxy or gateway in between limits the size of requests.`,
					cause: error,
				},
			);
}

/** The error for an exchange that was given up because nothing moved any more. */
export function timeoutError(
	url: string,
	milliseconds: number,
	mayHaveArrived: boolean,
	cause: unknown,
): ProtocolError {
	const { host } = new URL(url);
	const time = `${milliseconds / 1000} seconds`;
	return mayHaveArrived
		? new ProtocolError('outcomeUnknown', `${host} gave no answer within ${time}`, {
				description: `${ORDER_MAY_EXIST} The option Timeout sets how long to wait.`,
				cause,
			})
		: new ProtocolError('requestNotSent', `${host} took no more of the order for ${time}`, {
				description: `${NOT_WHOLE} Check the connection; the option Timeout sets how long to wait.`,
				cause,
			});
}

/** n8n wraps an error in its own; the causes inside say more. Bounded, should one be its own cause. */
function* chain(error: unknown): Generator<unknown> {
	let current = error;
	for (let depth = 0; depth < 5 && current !== undefined; depth++) {
		yield current;
		current = causeSchema.safeParse(current).data?.cause;
	}
}
