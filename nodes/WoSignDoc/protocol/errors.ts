import type { ErrorCodeMeaning } from './errorCodes';
import { oneLine } from './oneLine';

/** What went wrong, as a stable name that tests and workflows may rely on. */
export type ProtocolErrorCode =
	| 'invalidParameters'
	| 'invalidCredential'
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

/** All problems of one input in one error, a line each. */
export function invalidParameters(problems: readonly Problem[]): ProtocolError {
	const lines = problems.map(({ where, message }) =>
		oneLine(where ? `${where}: ${message}` : message),
	);
	const [first = 'Invalid parameters'] = lines;
	return new ProtocolError(
		'invalidParameters',
		lines.length > 1 ? `The order has ${lines.length} problems; nothing was sent` : first,
		{
			description: lines.length > 1 ? lines.join('\n') : 'Nothing was sent.',
			problems,
		},
	);
}
