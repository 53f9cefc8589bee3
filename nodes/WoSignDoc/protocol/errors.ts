import type { ErrorCodeMeaning } from './errorCodes';
import { oneLine } from './oneLine';

/** What went wrong, as a stable name that tests and workflows may rely on. */
export type ProtocolErrorCode =
	| 'invalidParameters'
	| 'invalidCredential'
	| 'notAcknowledged'
	| 'notRecorded'
	| 'clientCertificateUnsupported'
	| 'fileChanged'
	| 'requestNotSent'
	| 'outcomeUnknown'
	| 'redirected'
	| 'unreadableResponse'
	| 'orderRefused';

/** One thing wrong with an input: where it is, and what is wrong with it. */
export interface Problem {
	/** The place a person looks for, e.g. `Signer 2 (person) › Position 1`. Empty: the item as a whole. */
	readonly where: string;
	readonly message: string;
}

interface ProtocolErrorOptions {
	/** What the reader can do about it. */
	readonly description?: string;
	readonly cause?: unknown;
	readonly problems?: readonly Problem[];
	/** The platform's own code, when it was the platform that refused. */
	readonly refusal?: ErrorCodeMeaning;
	readonly httpStatus?: number;
}

/** The one error of this package: a stable code, what happened, and what to do. */
export class ProtocolError extends Error {
	readonly description: string | undefined;
	readonly problems: readonly Problem[];
	readonly refusal: ErrorCodeMeaning | undefined;
	readonly httpStatus: number | undefined;

	constructor(
		readonly code: ProtocolErrorCode,
		message: string,
		options: ProtocolErrorOptions = {},
	) {
		super(oneLine(message), { cause: options.cause });
		this.name = 'ProtocolError';
		// A description has lines of its own.
		this.description = options.description?.split('\n').map(oneLine).join('\n');
		this.problems = options.problems ?? [];
		this.refusal = options.refusal;
		this.httpStatus = options.httpStatus;
	}
}

/** Whatever was thrown, as an error. */
export function asError(thrown: unknown): Error {
	return thrown instanceof Error ? thrown : new Error(String(thrown));
}

const REMEDY = 'Correct the field, or the expression in it, and run the node again.';
const REMEDIES = 'Correct these fields, or the expressions in them, and run the node again.';

interface RefusalOptions {
	/** Of an operation that sends: the order was not sent, whatever became of others in the run. */
	readonly isUnsent?: boolean;
	/** What is no problem, but may be the reason for one. */
	readonly remarks?: readonly Problem[];
}

/** All problems of one input in one error, a line each. */
export function invalidParameters(
	problems: readonly Problem[],
	{ isUnsent = false, remarks = [] }: RefusalOptions = {},
): ProtocolError {
	const lines = problems.map(problemLine);
	const [first = 'Invalid parameters', ...others] = lines;
	const isOne = others.length === 0;
	const remarkLines = remarks.map(problemLine);
	return new ProtocolError(
		'invalidParameters',
		isOne ? first : isUnsent ? unsent(lines.length) : andMore(first, others.length),
		{
			description: [
				...(isOne ? [] : lines),
				...remarkLines,
				[isOne ? REMEDY : REMEDIES, ...(isUnsent ? ['This order was not sent.'] : [])].join(' '),
			].join('\n'),
			problems,
		},
	);
}

/** Both, but of a place that has its problem no second one: what could not be read is not missing as well. */
export function mergeProblems(known: readonly Problem[], later: readonly Problem[]): Problem[] {
	const isEcho = (place: string) =>
		known.some(({ where }) => where === place || where.startsWith(`${place} › `));
	return [...known, ...later.filter(({ where }) => !isEcho(where))];
}

/** A problem as one line. */
function problemLine({ where, message }: Problem): string {
	return oneLine(where ? `${where}: ${message}` : message);
}

function unsent(count: number): string {
	return `The order has ${count} problems; it was not sent`;
}

function andMore(first: string, count: number): string {
	return `${first} (and ${count} more ${count === 1 ? 'problem' : 'problems'})`;
}
