import { organizationNumberProblem, personNumberProblem } from '../../protocol/identityNumbers';
import { boxWarnings } from '../../protocol/placement/boxWarnings';
import { SUBJECT_LENGTH } from '../../protocol/subject';
import { orderNumberRemark } from '../../protocol/writtenNumber';
import type { StoredFiles } from '../../shared/binarySource';
import { parameterLabel, signerLabel } from '../fields/fieldLabels';
import type { OrderInput } from '../document/orderInput';
import type { OrderWarning } from '../orderWarning';
import { imageWarnings } from './imageWarnings';
import type { UsableDocument } from './inspectDocument';
import type { Order, Signer } from './orderSchema';

/** Everything about a valid order that may still go wrong. */
export async function findWarnings(
	files: StoredFiles,
	input: OrderInput,
	order: Order,
	document: UsableDocument,
): Promise<OrderWarning[]> {
	return [
		...input.warnings,
		...document.warnings,
		...orderNumberWarnings(order),
		...subjectWarnings(input, order),
		...order.signerlist.flatMap(numberWarnings),
		...(await imageWarnings(files, order)),
		...placementWarnings(order, document),
	];
}

function orderNumberWarnings({ orderNumber }: Order): OrderWarning[] {
	const message = orderNumberRemark(orderNumber);
	if (message === undefined) return [];
	return [{ code: 'orderNumberCharacters', where: parameterLabel('orderNumber'), message }];
}

function subjectWarnings({ subject }: OrderInput, order: Order): OrderWarning[] {
	if (order.subject === undefined || order.subject === subject.trim()) return [];
	const message = `is longer than ${SUBJECT_LENGTH} characters and will be cut`;
	return [{ code: 'subjectCut', where: parameterLabel('subject'), message }];
}

/** Only China's number formats are known; signers of other countries have others. */
function numberWarnings(signer: Signer, index: number): OrderWarning[] {
	if (signer.country !== undefined) return [];
	const isOrganization = 'orgNo' in signer;
	const message = isOrganization
		? organizationNumberProblem(signer.orgNo)
		: personNumberProblem(signer.userNo);
	if (message === undefined) return [];
	const code = isOrganization ? 'organizationNumber' : 'personNumber';
	const field = isOrganization ? 'orgNo' : 'userNo';
	return [{ code, where: `Signer ${index + 1} › ${signerLabel(field, signer.signType)}`, message }];
}

function placementWarnings({ boxes }: Order, { pages }: UsableDocument): OrderWarning[] {
	return boxWarnings(boxes, pages).map(({ code, signer, position, message }) => ({
		code,
		where: `Signer ${signer + 1} › Position ${position + 1}`,
		message,
	}));
}
