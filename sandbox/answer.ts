import type { Behavior } from './behavior';
import { OTHER_VALUE } from './seenOnWire';

/** The platform's response to CreateSignOrder. */
export interface Answer {
	/** 0: accepted. */
	errorcode: number;
	signid: string;
	orderNumber: string;
}

/**
 * The response's JSON. Its keys have the order and, unless the profile says otherwise, the spelling of the vendor's
 * example, which has `ordernumber` where the vendor's table has `orderNumber` (PROTOCOL.md, CreateSignOrder,
 * Response).
 */
export function answerText(
	{ errorcode, signid, orderNumber }: Answer,
	{ keys, numbers, otherFields, form, byteOrderMark }: Behavior['responses'],
): string {
	const number = (value: number) => (numbers === 'string' ? String(value) : value);
	const object = JSON.stringify({
		status: number(errorcode === 0 ? 1 : 0),
		errorcode: number(errorcode),
		signid,
		[keys === 'camelCase' ? 'orderNumber' : 'ordernumber']: orderNumber,
		...Object.fromEntries(otherFields.map((name) => [name, OTHER_VALUE])),
	});
	const text = form === 'string' ? JSON.stringify(object) : object;
	return byteOrderMark ? `\u{feff}${text}` : text;
}
