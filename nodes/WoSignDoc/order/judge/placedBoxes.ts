import type { PlacedBox } from '../../protocol/placement/boxWarnings';
import type { DocumentPart } from '../../protocol/placement/documentPart';
import { placePosition } from '../../protocol/placement/placePosition';
import { positionLabel } from '../fields/fieldLabels';
import type { InspectedDocument } from './inspectDocument';
import type { OrderIssue, SignerPosition } from './parsePositions';
import { positionPath } from './parsePositions';

/**
 * The boxes of the signers' positions on the document's pages, in the order of signers and positions, and what is wrong
 * with them. If the document itself is the problem, nothing is said about its pages.
 */
export function placedBoxes(
	positions: readonly SignerPosition[],
	document: InspectedDocument,
	parts: readonly DocumentPart[] | undefined,
): { readonly boxes: readonly PlacedBox[]; readonly issues: readonly OrderIssue[] } {
	if (document.kind !== 'usable') return { boxes: [], issues: [] };
	const placed = positions.map((one) => ({
		...one,
		...placePosition(one.position, document.pages, document.text, parts, positionLabel),
	}));
	return {
		boxes: placed.flatMap(({ signer, index, position, boxes }) => {
			const keyword = position.placeBy === 'keyword' ? position.keyword : undefined;
			return boxes.map((box) => ({ ...box, signer, position: index, keyword }));
		}),
		issues: placed.flatMap(({ problems, ...one }) =>
			problems.map((message) => ({ path: positionPath(one), message })),
		),
	};
}
