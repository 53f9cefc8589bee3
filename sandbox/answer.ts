import type { Behavior } from './behavior';
import { OTHER_VALUE } from './seenOnWire';

/** The platform's answer to CreateSignOrder. */
export interface Answer {
	/** 0: accepted. */
	errorcode: number;
	signid: string;
	orderNumber: string;
}

/**
 * The answer's JSON, its keys in the order and, unless the platform was seen to do otherwise, the spelling of the
 * vendor's example: `ordernumber` in lower case there, `orderNumber` in the vendor's table (PROTOCOL.md,
 * CreateSignOrder, Response).
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
