import type { PushFault } from './faults';

export interface PushAttempt {
	signid: string;
	orderNumber: string;
	/** 1 for the first attempt of an order. Both pushes of a duplicate carry the same number. */
	attempt: number;
	fault?: PushFault | undefined;
	/** HTTP status of the receiver's answer; undefined when there was none. */
	httpStatus?: number | undefined;
	/** The first 200 characters of the answer. */
	answer: string;
	/** True when the answer was HTTP 200 and exactly the byte `1`. */
	accepted: boolean;
	/** When it began, milliseconds since 1970. */
	startedAt: number;
	/** How long it took. */
	milliseconds: number;
	error?: string | undefined;
}
