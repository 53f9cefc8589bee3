import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { readableFrom, streamOf } from '../../../nodes/WoSignDoc/shared/byteStream';

const sibling = createReadStream(__filename);
afterAll(() => sibling.destroy());

async function read(chunks: AsyncIterable<Buffer>): Promise<string> {
	const read: Buffer[] = [];
	for await (const chunk of readableFrom(chunks, sibling)) read.push(chunk as Buffer);
	return Buffer.concat(read).toString();
}

describe('a stream made of chunks', () => {
	it('gives the chunks', async () => {
		const chunks = (async function* () {
			yield Buffer.from('a');
			yield Buffer.from('b');
		})();
		expect(await read(chunks)).toBe('ab');
	});

	it('breaks with the very error of its source, even one that comes long after its last chunk', async () => {
		const error = new Error('the hash is wrong');
		const chunks = (async function* () {
			yield Buffer.from('a');
			for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
			throw error;
		})();
		await expect(read(chunks)).rejects.toBe(error);
	});
});

describe('a stream of bytes in memory', () => {
	it('is a plain readable stream, and gives them', async () => {
		const stream = streamOf(Buffer.from('沃通'));
		expect(Object.getPrototypeOf(stream)).toBe(Readable.prototype);
		expect(Buffer.concat(await stream.toArray()).toString()).toBe('沃通');
	});
});
