import { SIGN_TYPES } from '../../nodes/WoSignDoc/protocol/constants';
import type { PlatformVariations } from '../../nodes/WoSignDoc/order/fields/platformVariations';
import { buildRequest } from '../../nodes/WoSignDoc/order/send/buildRequest';
import { inlineBase64 } from '../../nodes/WoSignDoc/shared/binarySource';
import type { RequestObject } from '../../nodes/WoSignDoc/shared/jsonParts';

/** One byte, which is neither a document nor a picture. */
export const ONE_BYTE = 'AA==';

/**
 * A request built by the nodes, as a source of fields. Even as a whole, it can't create an order: its document is one
 * byte, and its signer is fictitious and has no pictures.
 */
export function wholeOrder(
	tokenId: string,
	orderNumber: string,
	variations: PlatformVariations,
): RequestObject {
	const position = { x1: 0.1, y1: 0.1, x2: 0.3, y2: 0.2 };
	return buildRequest(
		{
			documentSource: 'file',
			document: { filebase: inlineBase64(ONE_BYTE), fileformat: 'pdf' },
			subject: undefined,
			password: undefined,
			orderNumber,
			signerlist: [
				{
					signType: SIGN_TYPES.person,
					userName: 'Nobody',
					userNo: '0',
					country: undefined,
					signlist: [],
				},
			],
			boxes: [{ signer: 0, position: 0, page: 1, box: position }],
		},
		tokenId,
		variations,
	);
}
