import { z } from 'zod';
import { ProtocolError } from '../protocol/errors';
import { oneLine } from '../protocol/oneLine';
import type { Explanation } from './connectionFailures';
import { explanationOf } from './connectionFailures';
import { connectionStateOf } from './connectionState';

const text = z.string().catch('');
/** The parts of an HTTP client's error, or of n8n's wrapper around it, that show what failed. */
const failureSchema = z.object({ code: text, message: text, syscall: text });
/** The errors inside an error: its cause, or, if several addresses were tried, one for each. */
const innerSchema = z.object({ cause: z.unknown(), errors: z.array(z.unknown()).catch([]) });

const ORDER_MAY_EXIST =
	'Unknown outcome: the order may exist. Sending it again with the same order number is safe: the platform answers -46 or -47 if it does.';
const NOT_SENT = 'Nothing was sent.';
const NOT_WHOLE =
	'The order did not arrive whole, so the platform cannot have taken it. It can be sent again with the same order number.';
const CHECK_THE_WAY =
	'Check the base URL, and what stands between n8n and WoSignDoc: a proxy, a gateway, a firewall.';

/** What is known of an exchange that ended without an answer. */
interface Exchange {
	/** Whether the whole request had been handed to the connection. */
	readonly mayHaveArrived: boolean;
	/** The words for an unknown outcome; by default those about an order. */
	readonly unknownOutcome?: string;
}

/** What the errors of a failed exchange show. */
interface Cause {
	readonly explanation: Explanation | undefined;
	/** Its code, or its message. */
	readonly reason: string;
	/** Whether it is certain that not a byte of the request was written. */
	readonly isUnsent: boolean;
}

/**
 * The error for an exchange that ended without an answer: `requestNotSent` if the request cannot have been acted on,
 * else `outcomeUnknown`. A `ProtocolError` inside, such as `fileChanged`, is returned as it is.
 */
export function connectionError(
	error: unknown,
	url: string,
	{ mayHaveArrived, unknownOutcome = ORDER_MAY_EXIST }: Exchange,
): ProtocolError {
	const errors = [...chain(error)];
	const own = errors.find((one) => one instanceof ProtocolError);
	if (own) return own;
	const { host } = new URL(url);
	const cause = causeOf(errors);
	if (cause.isUnsent) return notSent(cause, host, error);
	const { explanation, reason } = cause;
	// In the description, because n8n replaces a message that contains an error code with its own.
	const happened = explanation ? `${explanation.happened}: ${reason}.` : `${reason}.`;
	const remedy = explanation ? ` ${explanation.remedy}` : '';
	return mayHaveArrived
		? new ProtocolError('outcomeUnknown', `The connection to ${host} ended before an answer came`, {
				description: `${happened} ${unknownOutcome}${remedy}`,
				cause: error,
			})
		: new ProtocolError(
				'requestNotSent',
				`The connection to ${host} broke while the order was being sent`,
				{
					description: `${happened} ${NOT_WHOLE}${remedy} If it happens again, ask whether a proxy or gateway in between limits the size of requests.`,
					cause: error,
				},
			);
}

/** The error for an exchange that was aborted after a time without progress. */
export function timeoutError(
	url: string,
	milliseconds: number,
	mayHaveArrived: boolean,
	cause: unknown,
): ProtocolError {
	const { host } = new URL(url);
	const time = `${milliseconds / 1000} seconds`;
	if (causeOf([...chain(cause)]).isUnsent) {
		return new ProtocolError('requestNotSent', `No connection to ${host} stood within ${time}`, {
			description: `${CHECK_THE_WAY} ${NOT_SENT} The option Timeout sets how long to wait.`,
			cause,
		});
	}
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

function notSent({ explanation, reason }: Cause, host: string, cause: unknown): ProtocolError {
	const { happened, remedy } = explanation ?? {
		happened: 'No secure connection could be made (TLS)',
		remedy: `${reason}. ${CHECK_THE_WAY}`,
	};
	return new ProtocolError('requestNotSent', `${happened}: ${host}`, {
		description: `${remedy} ${NOT_SENT}`,
		cause,
	});
}

function causeOf(errors: readonly unknown[]): Cause {
	const failures = errors.flatMap((one) => failureSchema.safeParse(one).data ?? []);
	const explanation = explanationOf(failures);
	const state = connectionStateOf(errors);
	return {
		explanation,
		reason: oneLine(
			failures.find(({ code }) => code)?.code ?? failures.at(-1)?.message ?? 'unknown',
		),
		isUnsent: state === 'pending' || (state === undefined && explanation?.isBeforeSending === true),
	};
}

/** An error and those inside it, which say more than n8n's wrapper. Bounded, because an error may be its own cause. */
function* chain(error: unknown, depth = 0): Generator<unknown> {
	if (error === undefined || depth === 5) return;
	yield error;
	const { cause, errors = [] } = innerSchema.safeParse(error).data ?? {};
	for (const inner of [cause, ...errors]) yield* chain(inner, depth + 1);
}
