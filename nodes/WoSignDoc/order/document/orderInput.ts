import type { Problem } from '../../protocol/errors';
import type { DocumentPart } from '../../protocol/placement/documentPart';
import type { GivenOrder } from '../input/readInput';
import type { OrderWarning } from '../orderWarning';

/** One item's order in the format that `orderSchema` validates, with the one document that is sent. */
export interface OrderInput extends Omit<GivenOrder, 'documentSource' | 'parts' | 'form'> {
	readonly documentSource: Exclude<GivenOrder['documentSource'], 'files'>;
	/** The pages of each file that the document was joined from. */
	readonly parts?: readonly DocumentPart[];
}

/** The document after a step, and the problems and warnings so far. */
export interface MadeDocument extends Pick<OrderInput, 'document' | 'parts'> {
	readonly problems: readonly Problem[];
	readonly warnings: readonly OrderWarning[];
}
