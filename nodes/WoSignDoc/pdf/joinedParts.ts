import type { PageSize } from '../protocol/placement/box';

/** A file to be joined: what it is by its first bytes, and the name of its bookmark. */
export interface PartFile {
	readonly name: string;
	readonly type: 'pdf' | 'jpg' | 'png';
	/** Its bytes, from their beginning. */
	readonly read: () => AsyncIterable<Buffer>;
}

/** Something about a part, counted from 0; completes a sentence about it. */
export interface PartRemark {
	readonly part: number;
	readonly message: string;
}

/** One PDF, with the sizes of each part's pages; or why there is none. */
export type JoinedParts =
	| {
			readonly kind: 'joined';
			/** In pieces, the parts' own large streams among them. */
			readonly pdf: readonly Buffer[];
			readonly sizes: readonly (readonly PageSize[])[];
			readonly remarks: readonly PartRemark[];
	  }
	| { readonly kind: 'refused'; readonly problems: readonly PartRemark[] };
