import { organisationNumberProblem, personNumberProblem } from '../../protocol/identityNumbers';
import { placementWarnings } from '../../protocol/placement/placementWarnings';
import { parsePosition } from '../../protocol/placement/position';
import { SUBJECT_LENGTH } from '../../protocol/subject';
import type { StoredFiles } from '../../shared/binarySource';
import { signerLabel } from '../fields/fieldLabels';
import type { OrderInput } from '../input/readInput';
import type { OrderNotice } from '../orderNotice';
import type { DocumentFacts, DocumentPages } from './documentFacts';
import { imageNotices } from './imageNotices';
import type { Order, Signer } from './inputSchema';

/** Everything about a valid order that may go wrong all the same. */
export async function orderNotices(
	files: StoredFiles,
	input: OrderInput,
	order: Order,
	facts: DocumentFacts,
): Promise<OrderNotice[]> {
	return [
		...input.notices,
		...(facts.notice ? [facts.notice] : []),
		...subjectNotices(input, order),
		...order.signerlist.flatMap(numberNotices),
		...(await imageNotices(files, order)),
		...placeNotices(order, facts.pages),
	];
}

function subjectNotices({ subject }: OrderInput, order: Order): OrderNotice[] {
	if (order.subject === undefined || order.subject === subject.trim()) return [];
	const message = `is longer than ${SUBJECT_LENGTH} characters and will be cut`;
	return [{ code: 'subjectCut', where: 'Subject', message }];
}

/** Only China's numbers are known here: a signer of another country has others. */
function numberNotices(signer: Signer, index: number): OrderNotice[] {
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

function placeNotices(order: Order, pages: DocumentPages): OrderNotice[] {
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
