import { PushRefusal } from './refusal';

/** The same chunks, rejected as soon as they exceed `mostBytes`. */
export async function* boundedBody(
	chunks: AsyncIterable<Buffer>,
	mostBytes: number,
): AsyncGenerator<Buffer> {
	let length = 0;
	for await (const chunk of chunks) {
		length += chunk.length;
		checkLength(length, mostBytes);
		yield chunk;
	}
}

/** Rejects a body of more than `mostBytes`. */
export function checkLength(length: number, mostBytes: number): void {
	if (length > mostBytes) {
		throw new PushRefusal('bodyTooLarge', `the body is larger than ${mostBytes} bytes`);
	}
}
