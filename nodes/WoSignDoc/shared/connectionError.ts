import { z } from 'zod';
import { ProtocolError } from '../protocol/errors';
import { oneLine } from '../protocol/oneLine';
import type { Explanation } from './connectionFailures';
import { explanationOf, HANDSHAKE_ENDED } from './connectionFailures';
import type { Connection } from './connectionState';
import { reasonOf } from './failureReason';

const text = z.string().catch('');
/** The parts of an HTTP client's error, and of n8n's wrapper around it, that show what failed. */
const failureSchema = z
	.object({ code: text, message: text, syscall: text, httpCode: text })
	// n8n 1 keeps only an error's code, in the property that otherwise holds a status.
	.transform(({ httpCode, code, ...rest }) => ({
		...rest,
		code: code || (/^[A-Z]/.test(httpCode) ? httpCode : ''),
	}));
/** The errors inside an error: its cause, or, if several addresses were tried, one error per address. */
const innerSchema = z.object({ cause: z.unknown(), errors: z.array(z.unknown()).catch([]) });

const NOT_SENT = 'Nothing was sent.';
const NOT_WHOLE =
	'The order did not arrive completely, so the platform cannot have accepted it. It can be sent again with the same order number.';
const CHECK_THE_WAY =
	"Check the credential’s 'Base URL', and any proxy, gateway, or firewall between n8n and WoSignDoc.";

/** What the outcome of an exchange means for the user. */
export interface Meaning {
	/** For an exchange whose outcome is unknown. */
	readonly unknownOutcome: string;
	/** How to increase the timeout; empty if it can't be set. */
	readonly moreTime: string;
}

export const ORDER: Meaning = {
	unknownOutcome:
		'Unknown outcome: the order may exist. Sending it again with the same order number is safe: the platform answers -46 or -47 if it does.',
	moreTime: "The option 'Timeout' sets how long to wait.",
};

/** What is known about an exchange that ended without a response. */
export interface Exchange {
	readonly url: string;
	readonly connection: Pick<Connection, 'state' | 'proxy'>;
	/** Whether the whole request had been handed to the connection. */
	readonly mayHaveArrived: () => boolean;
	readonly meaning: Meaning;
}

/** What the errors of a failed exchange show. */
interface Cause {
	readonly explanation: Explanation | undefined;
	readonly reason: string;
	/** Whether it is certain that no byte of the request was written. */
	readonly isUnsent: boolean;
}

/**
 * The error for an exchange that ended without a response: `requestNotSent` if the request can't have been acted on,
 * otherwise `outcomeUnknown`. A `ProtocolError` inside, such as `fileChanged`, is returned as it is.
 */
export function connectionError(cause: unknown, exchange: Exchange): ProtocolError {
	const errors = [...chain(cause)];
	const own = errors.find((one) => one instanceof ProtocolError);
	if (own) return own;
	const { host } = new URL(exchange.url);
	const known = causeOf(errors, exchange);
	if (known.isUnsent) return notSent(known, exchange, cause);
	const { explanation, reason } = known;
	// Not in the message: n8n replaces a message that contains an error code with its own.
	const happened = explanation ? `${explanation.happened}: ${reason}.` : `${reason}.`;
	const remedy = explanation ? ` ${explanation.remedy}` : '';
	return exchange.mayHaveArrived()
		? new ProtocolError('outcomeUnknown', `The connection to ${host} ended before an answer came`, {
				description: `${happened} ${exchange.meaning.unknownOutcome}${remedy}`,
				cause,
			})
		: new ProtocolError(
				'requestNotSent',
				`The connection to ${host} broke while the order was being sent`,
				{
					description: `${happened} ${NOT_WHOLE}${remedy} If it happens again, ask whether a proxy or gateway in between limits the size of requests.`,
					cause,
				},
			);
}

/** The error for an exchange that was aborted after this many milliseconds without progress. */
export function timeoutError(
	cause: unknown,
	exchange: Exchange,
	milliseconds: number,
): ProtocolError {
	const { connection, meaning } = exchange;
	const { host } = new URL(exchange.url);
	const time = `${milliseconds / 1000} seconds`;
	const error = (code: 'requestNotSent' | 'outcomeUnknown', message: string, outcome: string) =>
		new ProtocolError(code, message, {
			description: `${outcome} ${meaning.moreTime}`.trim(),
			cause,
		});
	if (causeOf([...chain(cause)], exchange).isUnsent) {
		if (connection.state === 'connecting' && connection.proxy) {
			const message = `The outgoing proxy ${connection.proxy} opened no connection within ${time}`;
			return error('requestNotSent', message, `${proxyRemedy(host)} ${NOT_SENT}`);
		}
		const message =
			connection.state === 'handshake'
				? `${host} did not complete the TLS handshake within ${time}`
				: `No connection to ${host} was established within ${time}`;
		return error('requestNotSent', message, `${CHECK_THE_WAY} ${NOT_SENT}`);
	}
	return exchange.mayHaveArrived()
		? error('outcomeUnknown', `${host} gave no answer within ${time}`, meaning.unknownOutcome)
		: error(
				'requestNotSent',
				`${host} stopped accepting the order’s data for ${time}`,
				`${NOT_WHOLE} Check the connection.`,
			);
}

function notSent(
	{ explanation, reason }: Cause,
	{ url, connection: { state, proxy } }: Exchange,
	cause: unknown,
): ProtocolError {
	const { host } = new URL(url);
	const isOfProxy = proxy !== undefined && state === 'connecting';
	const unexplained =
		state === 'handshake'
			? HANDSHAKE_ENDED
			: { happened: 'No connection could be made', remedy: CHECK_THE_WAY };
	const { happened, remedy: usual } = explanation ?? unexplained;
	const remedy = isOfProxy
		? proxyRemedy(host)
		: `${usual}${proxy ? tunnelRemark(proxy, host) : ''}`;
	return new ProtocolError(
		'requestNotSent',
		`${happened}: ${isOfProxy ? `the outgoing proxy ${proxy}` : host}`,
		{ description: `${reason}. ${remedy} ${NOT_SENT}`, cause },
	);
}

function proxyRemedy(host: string): string {
	return `n8n is set to reach ${host} through this proxy (HTTPS_PROXY). Ask the proxy’s administrator, correct its address, or exempt ${host} with NO_PROXY.`;
}

function tunnelRemark(proxy: string, host: string): string {
	return ` The connection goes through the outgoing proxy ${proxy}: if that proxy decrypts TLS to inspect it, or this n8n is older than 2.36, client certificate and 'CA Certificate' are lost. Exempt ${host} with NO_PROXY, or update n8n.`;
}

function causeOf(errors: readonly unknown[], { connection: { state } }: Exchange): Cause {
	const failures = errors.flatMap((one) => failureSchema.safeParse(one).data ?? []);
	const explanation = explanationOf(failures);
	return {
		explanation,
		reason: oneLine(reasonOf(failures)),
		isUnsent:
			state === 'connecting' ||
			state === 'handshake' ||
			(state === undefined && explanation?.isBeforeSending === true),
	};
}

/**
 * An error and the errors inside it, which say more than n8n's wrapper. Bounded, because an error may be its own cause.
 */
function* chain(error: unknown, depth = 0): Generator<unknown> {
	if (error === undefined || depth === 5) return;
	yield error;
	const { cause, errors = [] } = innerSchema.safeParse(error).data ?? {};
	for (const inner of [cause, ...errors]) yield* chain(inner, depth + 1);
}
