import type { ErrorCodeMeaning } from './errorCodes';
import { oneLine } from './oneLine';

/** What went wrong, as a stable name that workflows may branch on. */
export type ProtocolErrorCode =
	| 'invalidParameters'
	| 'invalidCredential'
	| 'notAcknowledged'
	| 'notRecorded'
	| 'stillProcessing'
	| 'nothingMarked'
	| 'clientCertificateUnsupported'
	| 'fileChanged'
	| 'requestNotSent'
	| 'outcomeUnknown'
	| 'redirected'
	| 'unreadableResponse'
	| 'orderRefused';

/** One problem with an input. */
export interface Problem {
	/** The field's label in the form, e.g. `Signer 2 › Position 1`. Empty: the item as a whole. */
	readonly where: string;
	readonly message: string;
}

interface ProtocolErrorOptions {
	/** What the user can do about it. */
	readonly description?: string;
	readonly cause?: unknown;
	readonly problems?: readonly Problem[];
	/** The platform's own code, if the platform rejected the request; the first of several. */
	readonly refusal?: ErrorCodeMeaning;
	/** All of its codes, if there are several. */
	readonly refusals?: readonly ErrorCodeMeaning[];
	readonly httpStatus?: number;
}

/** An error of the action node or of the credential: a stable code, what happened, and usually what to do. */
export class ProtocolError extends Error {
	readonly description: string | undefined;
	readonly problems: readonly Problem[];
	readonly refusal: ErrorCodeMeaning | undefined;
	readonly refusals: readonly ErrorCodeMeaning[];
	readonly httpStatus: number | undefined;

	constructor(
		readonly code: ProtocolErrorCode,
		message: string,
		options: ProtocolErrorOptions = {},
	) {
		super(oneLine(message), { cause: options.cause });
		this.name = 'ProtocolError';
		// A description may have several lines.
		this.description = options.description?.split('\n').map(oneLine).join('\n');
		this.problems = options.problems ?? [];
		this.refusal = options.refusal;
		this.refusals = options.refusals ?? [];
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
	/** For an operation that sends: says that this order wasn't sent, whatever happened to others in the run. */
	readonly isUnsent?: boolean;
	/** Remarks that aren't problems themselves, but may explain one. */
	readonly remarks?: readonly Problem[];
}

/** All problems of one input as one error, each on its own line. */
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

/**
 * Both lists, without entries of the second whose field already has a problem: a field that couldn't be read isn't also
 * reported as missing.
 */
export function mergeProblems(known: readonly Problem[], later: readonly Problem[]): Problem[] {
	const isKnown = (place: string) =>
		known.some(({ where }) => where === place || where.startsWith(`${place} › `));
	return [...known, ...later.filter(({ where }) => !isKnown(where))];
}

/** A problem as one line. */
function problemLine({ where, message }: Problem): string {
	return oneLine(where ? `${where}: ${message}` : message);
}

function unsent(count: number): string {
	return `The order was not sent: ${count} things must be corrected`;
}

function andMore(first: string, count: number): string {
	return `${first} (and ${count} more)`;
}
