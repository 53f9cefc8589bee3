import { randomInt } from 'node:crypto';
import type { Order } from '../../nodes/WoSignDoc/order/judge/orderSchema';
import { orderSchema } from '../../nodes/WoSignDoc/order/judge/orderSchema';
import { SIGN_TYPES } from '../../nodes/WoSignDoc/protocol/constants';
import { inlineBase64 } from '../../nodes/WoSignDoc/shared/binarySource';
import { CALIBRATION_PAGES } from './calibrationPages';
import { drawCalibration } from './drawCalibration';

/** The signer of the calibration document. */
export interface ContactSigner {
	readonly type: 'person' | 'organization';
	readonly name: string;
	readonly number: string;
	/** Two-letter code. Default: China. */
	readonly country?: string | undefined;
	/** The pictures that the platform requires; sent empty if absent. */
	readonly pic?: Buffer | undefined;
	readonly otherpic?: Buffer | undefined;
}

export type CalibrationOrder =
	| { readonly kind: 'order'; readonly order: Order }
	| { readonly kind: 'wrong'; readonly problems: readonly string[] };

/** A new order number, e.g. `CONTACT-20261128T101500-48213907`, of characters that every platform accepts. */
export function newOrderNumber(now = new Date()): string {
	const time = now.toISOString().replace(/[-:]|\..*$/g, '');
	return `CONTACT-${time}-${randomInt(10_000_000, 100_000_000)}`;
}

/** Whether an order number was created by this command, in this run or an earlier one. */
export function isOwnNumber(orderNumber: string): boolean {
	return /^CONTACT-\d{8}T\d{6}-\d{8}$/.test(orderNumber);
}

/** The order for the calibration document, validated like the node's orders. */
export async function calibrationOrder(
	signer: ContactSigner,
	orderNumber: string,
): Promise<CalibrationOrder> {
	const document = await drawCalibration();
	const boxes = CALIBRATION_PAGES.flatMap(({ position }, index) =>
		position ? [{ page: index + 1, box: position, signer: 0, position: index }] : [],
	);
	const parsed = orderSchema.safeParse({
		documentSource: 'file',
		document: { filebase: source(document), fileformat: 'pdf' },
		subject: 'Calibration of signature positions',
		orderNumber,
		signerlist: [signerFields(signer, boxes)],
	});
	if (parsed.success) return { kind: 'order', order: { ...parsed.data, boxes } };
	return { kind: 'wrong', problems: parsed.error.issues.map(({ message }) => message) };
}

function signerFields(
	{ type, name, number, country, pic, otherpic }: ContactSigner,
	signlist: readonly unknown[],
): Record<string, unknown> {
	return {
		...(type === 'person'
			? { signType: SIGN_TYPES.person, userName: name, userNo: number }
			: { signType: SIGN_TYPES.organization, orgName: name, orgNo: number }),
		country,
		pic: pic && source(pic),
		otherpic: otherpic && source(otherpic),
		signlist,
	};
}

function source(bytes: Buffer) {
	return inlineBase64(bytes.toString('base64'));
}
