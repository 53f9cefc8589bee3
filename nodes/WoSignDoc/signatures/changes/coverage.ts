import type { DocumentChange } from './documentChange';

/** A form field that was filled in after a signed range. */
export type FilledInField = {
	/** The full name of the form field. */
	field: string;
	/** The value as text, at most 1,000 characters. */
	value: string;
	/** Whether the field is known to show exactly this value: its font may be unreadable, or a script may format it. */
	shows: 'same' | 'unchecked';
};

/** What follows a signed range in the file. */
export type Coverage = {
	/** Bytes after the signed range. */
	readonly bytesAfter: number;
	/**
	 * `nothing`; `whiteSpace`; `dssUpdate`: only a document security store, for long-term validation (ETSI EN 319 142-1,
	 * 5.4); `harmless`: only additions that are visible nowhere in the document; `permitted`: visible changes that this
	 * signature and earlier ones allow; `more`: anything else; `unchecked`: not examined.
	 */
	readonly after:
		'nothing' | 'whiteSpace' | 'dssUpdate' | 'harmless' | 'permitted' | 'more' | 'unchecked';
	/** What was changed, or for `more` and `unchecked` why that isn't allowed or is unknown; otherwise empty. */
	readonly reason: string;
	/** The fields that were filled in; empty if anything else was changed that no signature could permit. */
	readonly filledIn: readonly FilledInField[];
};

/** The same before it is judged by what the signatures allow. */
export interface Examined extends Pick<Coverage, 'bytesAfter' | 'reason'> {
	/** `shown`: nothing but `changes`, and additions that are visible nowhere. */
	readonly after: Exclude<Coverage['after'], 'permitted'> | 'shown';
	/** Changes that signatures may permit; none for `more`. */
	readonly changes: readonly DocumentChange[];
}

/** Whether what was signed is still what the document shows. */
export type Seen = 'same' | 'changed' | 'unchecked';

/** How the bytes after a signature affect what the document shows. */
export function seenAfter({ after }: Coverage): Seen {
	if (after === 'unchecked') return 'unchecked';
	return after === 'permitted' || after === 'more' ? 'changed' : 'same';
}
