import { organisationNumberProblem, personNumberProblem } from '../../protocol/identityNumbers';
import { placementWarnings } from '../../protocol/placement/placementWarnings';
import { parsePosition } from '../../protocol/placement/position';
import { SUBJECT_LENGTH } from '../../protocol/subject';
import type { StoredFiles } from '../../shared/binarySource';
import { signerLabel } from '../fields/fieldLabels';
import type { OrderInput } from '../input/readInput';
import type { OrderWarning } from '../orderWarning';
import type { DocumentFacts, DocumentPages } from './documentFacts';
import { imageWarnings } from './imageWarnings';
import type { Order, Signer } from './orderSchema';

/** Everything about a valid order that may go wrong all the same. */
export async function findWarnings(
	files: StoredFiles,
	input: OrderInput,
	order: Order,
	facts: DocumentFacts,
): Promise<OrderWarning[]> {
	return [
		...input.warnings,
		...(facts.warning ? [facts.warning] : []),
		...subjectWarnings(input, order),
		...order.signerlist.flatMap(numberWarnings),
		...(await imageWarnings(files, order)),
		...placeWarnings(order, facts.pages),
	];
}

function subjectWarnings({ subject }: OrderInput, order: Order): OrderWarning[] {
	if (order.subject === undefined || order.subject === subject.trim()) return [];
	const message = `is longer than ${SUBJECT_LENGTH} characters and will be cut`;
	return [{ code: 'subjectCut', where: 'Subject', message }];
}

/** Only China's numbers are known here: a signer of another country has others. */
function numberWarnings(signer: Signer, index: number): OrderWarning[] {
	if (signer.country !== undefined) return [];
	const isOrganisation = 'orgNo' in signer;
	const message = isOrganisation
		? organisationNumberProblem(signer.orgNo)
		: personNumberProblem(signer.userNo);
	if (message === undefined) return [];
	const code = isOrganisation ? 'organisationNumber' : 'personNumber';
	const field = isOrganisation ? 'orgNo' : 'userNo';
	return [{ code, where: `Signer ${index + 1} › ${signerLabel(field, signer.signType)}`, message }];
}

function placeWarnings(order: Order, pages: DocumentPages): OrderWarning[] {
	const boxes = order.signerlist.flatMap(({ signlist }, signer) =>
		signlist.flatMap(({ entry, pagenumber, position }) => {
			const parsed = parsePosition(position);
			return parsed ? [{ signer, index: entry, pagenumber, position: parsed }] : [];
		}),
	);
	return placementWarnings(boxes, pages === 'unreadable' ? undefined : pages).map(
		({ code, signer, index, message }) => ({
			code,
			where: `Signer ${signer + 1} › Position ${index + 1}`,
			message,
		}),
	);
}
