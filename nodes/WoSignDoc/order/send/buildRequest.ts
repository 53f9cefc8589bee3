import { ACTION_TYPES } from '../../protocol/constants';
import type { BoxOnPage } from '../../protocol/placement/box';
import type { RequestObject, RequestValue } from '../../shared/jsonParts';
import type { Order, Signer } from '../judge/orderSchema';

/**
 * The `CreateSignOrder` request for a valid order: keys in the order of the vendor's tables, optional empty
 * ones left out, `pic` and `otherpic` always there (PROTOCOL.md, CreateSignOrder, Decided).
 * Pure: the same order gives the same bytes.
 */
export function buildRequest(order: Order, tokenId: string): RequestObject {
	const document = 'document' in order ? order.document : undefined;
	return withoutAbsent({
		tokenid: tokenId,
		actiontype: ACTION_TYPES.createSignOrder,
		tempid: 'tempid' in order ? order.tempid : undefined,
		subject: order.subject,
		password: order.password,
		filebase: document?.filebase,
		fileformat: document?.fileformat,
		orderNumber: order.orderNumber,
		signerlist: order.signerlist.map((signer, index) =>
			buildSigner(
				signer,
				order.boxes.filter((box) => box.signer === index),
			),
		),
	});
}

function buildSigner(signer: Signer, boxes: readonly BoxOnPage[]): RequestObject {
	return withoutAbsent({
		signType: signer.signType,
		...identityOf(signer),
		country: signer.country,
		stampbase: signer.stampbase,
		pic: signer.pic ?? '',
		otherpic: signer.otherpic ?? '',
		signlist: boxes.length > 0 ? boxes.map(buildSignlistEntry) : undefined,
	});
}

/** e.g. `{ pagenumber: 1, position: "0.3,0.57,0.46,0.69" }`: at most 6 decimals, no exponent. */
function buildSignlistEntry({ page, box: { x1, y1, x2, y2 } }: BoxOnPage): RequestObject {
	return { pagenumber: page, position: [x1, y1, x2, y2].join(',') };
}

function identityOf(signer: Signer): RequestObject {
	return 'orgName' in signer
		? { orgName: signer.orgName, orgNo: signer.orgNo }
		: { userName: signer.userName, userNo: signer.userNo };
}

function withoutAbsent(fields: Record<string, RequestValue | undefined>): RequestObject {
	const present: Record<string, RequestValue> = {};
	for (const [key, value] of Object.entries(fields)) {
		if (value !== undefined) present[key] = value;
	}
	return present;
}
