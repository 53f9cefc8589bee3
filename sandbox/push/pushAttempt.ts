import type { PushFault } from './faults';

export interface PushAttempt {
	signid: string;
	orderNumber: string;
	/** 1 for an order's first attempt. Both pushes of a duplicate have the same number. */
	attempt: number;
	fault?: PushFault | undefined;
	/** HTTP status of the receiver's response; undefined if there was none. */
	httpStatus?: number | undefined;
	/** The first 200 characters of the response body. */
	answer: string;
	/** Whether the response was HTTP 200 with exactly the byte `1`. */
	accepted: boolean;
	/** Start time, in milliseconds since 1970. */
	startedAt: number;
	/** Duration. */
	milliseconds: number;
	error?: string | undefined;
}
