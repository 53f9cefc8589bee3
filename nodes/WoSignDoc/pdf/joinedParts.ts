import type { PageSize } from '../protocol/placement/box';

/** A file to join: its type by its first bytes, and the name of its bookmark. */
export interface PartFile {
	readonly name: string;
	readonly type: 'pdf' | 'jpg' | 'png';
	/** Its bytes, from their beginning. */
	readonly read: () => AsyncIterable<Buffer>;
}

/** A remark on a part, counted from 0; completes a sentence about it. */
export interface PartRemark {
	readonly part: number;
	readonly message: string;
}

/** One PDF, with the sizes of each part's pages; or why there is none. */
export type JoinedParts =
	| {
			readonly kind: 'joined';
			/** In chunks, some of which are the parts' own large streams. */
			readonly pdf: readonly Buffer[];
			readonly sizes: readonly (readonly PageSize[])[];
			readonly remarks: readonly PartRemark[];
	  }
	| { readonly kind: 'refused'; readonly problems: readonly PartRemark[] };
