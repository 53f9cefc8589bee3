import { createHash } from 'node:crypto';

/** A push as the platform sends it, and what is known of its order. */
export interface GenuinePush {
	readonly orderNumber: string;
	readonly document: Buffer;
	readonly sha256: string;
	readonly body: Buffer;
}

/** Bytes that depend on what they are made from alone. */
export function drawBytes(length: number, ...key: readonly (string | number)[]): Buffer {
	return createHash('shake256', { outputLength: length }).update(JSON.stringify(key)).digest();
}

/** The push of an order's document, which begins as a PDF does and is nothing but noise. */
export function genuinePush(orderNumber: string, seed: string, size = 100_000): GenuinePush {
	const document = Buffer.concat([Buffer.from('%PDF-1.4\n'), drawBytes(size, seed, orderNumber)]);
	const sha256 = createHash('sha256').update(document).digest('hex');
	return { orderNumber, document, sha256, body: bodyWith(orderNumber, document) };
}

/** A push of any document for an order, its hash right unless another is given. */
export function bodyWith(orderNumber: string, document: Buffer, fields: object = {}): Buffer {
	const extendData = {
		signid: `signid of ${orderNumber}`,
		ordernumber: orderNumber,
		content: document.toString('base64'),
		hash: createHash('sha256').update(document).digest('hex'),
		...fields,
	};
	return Buffer.from(
		JSON.stringify({ actiontype: 'PushSignedDoc', status: 1, errorcode: '0', extendData }),
	);
}
