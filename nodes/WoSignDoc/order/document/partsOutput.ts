import type { OrderInput } from './orderInput';

/** A part of a joined document, as the output shows it: counted from 1, with its first page in the document. */
export type ListedPart = { part: number; name: string; firstPage: number; pages: number };

/** The parts of an order's document; none if it is one file. */
export function partsOutput({ parts }: Pick<OrderInput, 'parts'>): { parts?: ListedPart[] } {
	if (!parts) return {};
	return {
		parts: parts.map(({ name, firstPage, pages }, index) => ({
			part: index + 1,
			name,
			firstPage,
			pages,
		})),
	};
}
