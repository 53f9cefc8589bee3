/** The platform's answer to CreateSignOrder. */
export interface Answer {
	/** 0: accepted. */
	errorcode: number;
	signid: string;
	orderNumber: string;
}

/**
 * The answer's JSON, its keys in the order and the spelling of the vendor's example: `ordernumber` in
 * lower case there, `orderNumber` in the vendor's table (PROTOCOL.md, CreateSignOrder, Response).
 */
export function answerBody(
	answer: Answer,
	orderNumberKey: 'ordernumber' | 'orderNumber' = 'ordernumber',
): string {
	return JSON.stringify({
		status: answer.errorcode === 0 ? 1 : 0,
		errorcode: answer.errorcode,
		signid: answer.signid,
		[orderNumberKey]: answer.orderNumber,
	});
}
