import { ACTION_TYPES } from '../../protocol/constants';
import type { RequestObject, RequestValue } from '../../shared/jsonParts';
import type { PlatformVariations } from '../fields/platformVariations';
import type { Order, Signer } from '../judge/orderSchema';
import { signlistEntry, withSortedKeys } from './requestVariations';

/**
 * The `CreateSignOrder` request for a valid order: keys in the order of the vendor's tables, empty optional ones
 * omitted, `pic` and `otherpic` always included (PROTOCOL.md, CreateSignOrder, Decided), unless a variation says
 * otherwise. Pure: the same order produces the same bytes.
 */
export function buildRequest(
	order: Order,
	tokenId: string,
	variations: PlatformVariations,
): RequestObject {
	const document = 'document' in order ? order.document : undefined;
	const present = variations.has('emptyFields') ? withEmpty : withoutAbsent;
	const request = present({
		tokenid: tokenId,
		actiontype: ACTION_TYPES.createSignOrder,
		tempid: 'tempid' in order ? order.tempid : undefined,
		subject: order.subject,
		password: order.password,
		filebase: document?.filebase,
		fileformat: document?.fileformat,
		[variations.has('lowerCaseOrderNumber') ? 'ordernumber' : 'orderNumber']: order.orderNumber,
		signerlist: order.signerlist.map((signer, index) => {
			const boxes = order.boxes.filter((box) => box.signer === index);
			const signlist = boxes.map((box) => signlistEntry(box, variations));
			return {
				...present(signerFields(signer, variations)),
				...(signlist.length > 0 && { signlist }),
			};
		}),
	});
	return variations.has('sortedKeys') ? withSortedKeys(request) : request;
}

function signerFields(
	signer: Signer,
	variations: PlatformVariations,
): Record<string, RequestValue | undefined> {
	const { signType, country, stampbase, pic = '', otherpic = '' } = signer;
	return {
		signType: variations.has('signerTypeAsNumber') ? Number(signType) : signType,
		...identityOf(signer),
		country,
		stampbase,
		pic,
		otherpic,
	};
}

function identityOf(signer: Signer): RequestObject {
	return 'orgName' in signer
		? { orgName: signer.orgName, orgNo: signer.orgNo }
		: { userName: signer.userName, userNo: signer.userNo };
}

/** The fields without the empty ones. */
function withoutAbsent(fields: Record<string, RequestValue | undefined>): RequestObject {
	const present: Record<string, RequestValue> = {};
	for (const [key, value] of Object.entries(fields)) {
		if (value !== undefined) present[key] = value;
	}
	return present;
}

/** The fields, with empty ones as empty text. */
function withEmpty(fields: Record<string, RequestValue | undefined>): RequestObject {
	return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, value ?? '']));
}
