import type { Problem } from '../../protocol/errors';
import type { DocumentPart } from '../../protocol/placement/documentPart';
import type { GivenOrder } from '../input/readInput';
import type { OrderWarning } from '../orderWarning';

/** One item's order in the shape that `orderSchema` checks, with the one document that is sent. */
export interface OrderInput extends Omit<GivenOrder, 'documentSource' | 'parts' | 'form'> {
	readonly documentSource: Exclude<GivenOrder['documentSource'], 'files'>;
	/** The pages of each file that the document was joined from. */
	readonly parts?: readonly DocumentPart[];
}

/** A document on its way from what was given to what is sent, and what has to be said of it. */
export interface MadeDocument extends Pick<OrderInput, 'document' | 'parts'> {
	readonly problems: readonly Problem[];
	readonly warnings: readonly OrderWarning[];
}
