import fc from 'fast-check';
import { Readable } from 'node:stream';
import type { BinarySource } from '../../../nodes/WoSignDoc/shared/binarySource';
import { requestBody } from '../../../nodes/WoSignDoc/shared/requestBody';
import type { RequestObject } from '../../../nodes/WoSignDoc/shared/requestBody';

/** A storage as n8n has it: files by id, read in chunks of any size. */
function storage(files: readonly Buffer[], chunkSize: number) {
	const opened: Readable[] = [];
	return {
		opened,
		getBinaryStream: async (id: string) => {
			const file = files[Number(id)] ?? Buffer.alloc(0);
			const chunks = Array.from({ length: Math.ceil(file.length / chunkSize) }, (_, index) =>
				file.subarray(index * chunkSize, (index + 1) * chunkSize),
			);
			const stream = Readable.from(chunks);
			opened.push(stream);
			return Promise.resolve(stream);
		},
	};
}

const stored = (file: Buffer, index: number): BinarySource => ({
	kind: 'stored',
	id: String(index),
	size: file.length,
});

async function bytesOf(files: readonly Buffer[], chunkSize: number, request: RequestObject) {
	const { bytes, contentLength } = await requestBody(storage(files, chunkSize), request);
	const all = Buffer.isBuffer(bytes) ? bytes : Buffer.concat((await bytes.toArray()) as Buffer[]);
	expect(all.length).toBe(contentLength);
	return all.toString();
}

describe('the body of a request', () => {
	it('holds files of any size as base64, and its length is known beforehand', async () => {
		const file = fc.uint8Array({ maxLength: 100 }).map((array) => Buffer.from(array));
		await fc.assert(
			fc.asyncProperty(
				fc.array(file),
				fc.integer({ min: 1, max: 20 }),
				fc.string(),
				async (files, size, text) => {
					const request = { text, number: 7, files: files.map(stored), nested: { empty: '' } };
					const expected = { ...request, files: files.map((bytes) => bytes.toString('base64')) };
					expect(await bytesOf(files, size, request)).toBe(JSON.stringify(expected));
				},
			),
		);
	});

	it('takes what is base64 already as it is', async () => {
		const request: RequestObject = { file: { kind: 'inline', base64: 'QUJD' } };
		expect(await bytesOf([], 1, request)).toBe('{"file":"QUJD"}');
	});

	it('closes every file when it is given up in the middle', async () => {
		const files = [Buffer.alloc(1_000), Buffer.alloc(1_000)];
		const helpers = storage(files, 10);
		const { bytes } = await requestBody(helpers, { files: files.map(stored) });
		if (Buffer.isBuffer(bytes)) throw new Error('not a stream');
		bytes.read(1);
		await new Promise((resolve) => bytes.once('readable', resolve));
		const closed = new Promise((resolve) => bytes.once('close', resolve));
		bytes.destroy();
		await closed;
		await new Promise(setImmediate);
		expect(helpers.opened.map(({ destroyed }) => destroyed)).toEqual(
			helpers.opened.map(() => true),
		);
	});
});
