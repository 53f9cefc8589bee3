import type { DocumentChange } from './documentChange';

/** What was filled in after a signed range. */
export type FilledInField = {
	/** The full name of the form field. */
	field: string;
	/** The value as text, at most 1,000 characters. */
	value: string;
	/** Whether the field is known to show just this value: its font may be unreadable, or a script may format it. */
	shows: 'same' | 'unchecked';
};

/** What follows a signed range in the file. */
export type Coverage = {
	/** Bytes after the signed range. */
	readonly bytesAfter: number;
	/**
	 * `nothing`; `whiteSpace`; `dssUpdate`: only a document security store, for long-term validation (ETSI EN 319 142-1,
	 * 5.4); `harmless`: only what is visible nowhere in the document; `permitted`: what shows, but what this signature and
	 * those before it allow; `more`: anything else; `unchecked`: nobody has looked.
	 */
	readonly after:
		'nothing' | 'whiteSpace' | 'dssUpdate' | 'harmless' | 'permitted' | 'more' | 'unchecked';
	/** What was changed, or for `more` and `unchecked` why that is not allowed or not known; else empty. */
	readonly reason: string;
	/** What was filled in, where the document says nothing else that is not allowed. */
	readonly filledIn: readonly FilledInField[];
};

/** The same before it is judged by what the signatures allow. */
export interface Examined extends Pick<Coverage, 'bytesAfter' | 'reason'> {
	/** `shown`: nothing but `changes`, and what is visible nowhere. */
	readonly after: Exclude<Coverage['after'], 'permitted'> | 'shown';
	/** What signatures may permit; none for `more`. */
	readonly changes: readonly DocumentChange[];
}

/** Whether what was signed is what is seen now. */
export type Seen = 'same' | 'changed' | 'unchecked';

/** What becomes of what is seen by what follows a signature. */
export function seenAfter({ after }: Coverage): Seen {
	if (after === 'unchecked') return 'unchecked';
	return after === 'permitted' || after === 'more' ? 'changed' : 'same';
}
