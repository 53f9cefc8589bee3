import fc from 'fast-check';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { BinarySource, StoredFile } from '../../../nodes/WoSignDoc/shared/binarySource';
import type { BodyEncoding } from '../../../nodes/WoSignDoc/shared/bodyEncoding';
import {
	ESCAPED_JSON_BODY,
	JSON_BODY,
	PERCENT_ENCODED_BODY,
} from '../../../nodes/WoSignDoc/shared/bodyEncoding';
import type { RequestObject } from '../../../nodes/WoSignDoc/shared/jsonParts';
import { requestBody } from '../../../nodes/WoSignDoc/shared/requestBody';

/** A storage as n8n has it: files by id, read in chunks of any size. */
function storage(files: readonly Buffer[], chunkSize: number) {
	const opened: Readable[] = [];
	return {
		opened,
		open: async ({ id }: StoredFile) => {
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

async function bytesOf(
	files: readonly Buffer[],
	chunkSize: number,
	request: RequestObject,
	encoding: BodyEncoding = JSON_BODY,
) {
	const helpers = storage(files, chunkSize);
	const { bytes, contentLength } = await requestBody(helpers, request, encoding);
	const all = Buffer.isBuffer(bytes) ? bytes : Buffer.from((await bytes.toArray()).join(''));
	expect(all.length).toBe(contentLength);
	return all.toString();
}

const withoutEscapes = (json: string) => JSON.stringify(JSON.parse(json));

describe('the body of a request', () => {
	it.each([
		['as it is', JSON_BODY, (text: string) => text],
		['percent-encoded', PERCENT_ENCODED_BODY, decodeURIComponent],
		['with plus signs escaped', ESCAPED_JSON_BODY, withoutEscapes],
	])(
		'holds files of any size as base64, its length known beforehand: %s',
		async (_, encoding, decode) => {
			const file = fc.uint8Array({ maxLength: 100 }).map((array) => Buffer.from(array));
			await fc.assert(
				fc.asyncProperty(
					fc.array(file),
					fc.integer({ min: 1, max: 20 }),
					fc.string(),
					async (files, size, text) => {
						const request = { text, number: 7, files: files.map(stored), nested: { empty: '' } };
						const expected = { ...request, files: files.map((bytes) => bytes.toString('base64')) };
						const sent = await bytesOf(files, size, request, encoding);
						expect(decode(sent)).toBe(JSON.stringify(expected));
					},
				),
			);
		},
	);

	it('has nothing in its escaped form that a form would decode otherwise', async () => {
		const file = Buffer.from('++++', 'base64');
		const request = { text: '1 + 1 = 200 %', files: [stored(file, 0)] };
		const sent = await bytesOf([file], 1, request, ESCAPED_JSON_BODY);
		expect(sent).not.toMatch(/[+%]/);
		expect(JSON.parse(sent)).toEqual({ text: '1 + 1 = 200 %', files: ['++++'] });
	});

	it('has nothing in its percent-encoded form that a form would decode otherwise', async () => {
		const request: RequestObject = { text: 'a +&=%合同', file: { kind: 'inline', base64: '+/8=' } };
		const sent = await bytesOf([], 1, request, PERCENT_ENCODED_BODY);
		expect(sent).toMatch(/^[\w.%!~*'()-]+$/);
		expect(JSON.parse(decodeURIComponent(sent))).toEqual({ text: 'a +&=%合同', file: '+/8=' });
	});

	it.each([
		['shorter', 10],
		['longer', 30],
	])('breaks off when a file is %s than it was when it was measured', async (_, length) => {
		const helpers = storage([Buffer.alloc(length, 'x')], 7);
		const source: BinarySource = { kind: 'stored', id: '0', size: 20 };
		const { bytes, progress, contentLength } = await requestBody(
			helpers,
			{ file: source },
			JSON_BODY,
		);
		if (Buffer.isBuffer(bytes)) throw new Error('not a stream');
		let sent = 0;
		bytes.on('data', (chunk: Buffer) => (sent += chunk.length));
		await expect(once(bytes, 'end')).rejects.toMatchObject({ code: 'fileChanged' });
		expect(sent).toBeLessThan(contentLength);
		expect(progress).toMatchObject({ isHandedOver: false });
	});

	it('takes what is base64 already as it is', async () => {
		const request: RequestObject = { file: { kind: 'inline', base64: 'QUJD' } };
		expect(await bytesOf([], 1, request)).toBe('{"file":"QUJD"}');
	});

	it.each([
		['as it is', JSON_BODY],
		['percent-encoded', PERCENT_ENCODED_BODY],
	])(
		'is read from the storage no further ahead of a slow reader than it needs: %s',
		async (_, encoding) => {
			const [piece, count] = [Buffer.alloc(96 * 1_024, 7), 400];
			let taken = 0;
			function* pieces() {
				for (let index = 0; index < count; index++) {
					taken += piece.length;
					yield piece;
				}
			}
			const open = async () => Promise.resolve(Readable.from(pieces()));
			const source: BinarySource = { kind: 'stored', id: '0', size: count * piece.length };
			const { bytes } = await requestBody({ open }, { file: source }, encoding);
			if (Buffer.isBuffer(bytes)) throw new Error('not a stream');
			// The length of its percent-encoded form is measured first, which reads it once and keeps nothing.
			taken = 0;
			let [delivered, furthest] = [0, 0];
			for await (const chunk of bytes) {
				// Whatever runs ahead of a reader has had its turns to do so.
				for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
				delivered += Buffer.byteLength(String(chunk));
				furthest = Math.max(furthest, taken - (delivered * 3) / 4);
			}
			expect(taken).toBe(count * piece.length);
			expect(furthest).toBeLessThan(1_024 * 1_024);
		},
	);

	it('closes the file that is open already when it is given up before anything of it was read', async () => {
		const helpers = storage([Buffer.alloc(1_000)], 10);
		const source = stored(Buffer.alloc(1_000), 0);
		const { bytes } = await requestBody(helpers, { file: source }, JSON_BODY);
		if (Buffer.isBuffer(bytes)) throw new Error('not a stream');
		expect(helpers.opened.map(({ destroyed }) => destroyed)).toEqual([false]);
		const closed = new Promise((resolve) => bytes.once('close', resolve));
		bytes.destroy();
		await closed;
		expect(helpers.opened.map(({ destroyed }) => destroyed)).toEqual([true]);
	});

	it('closes every file when it is given up in the middle', async () => {
		const files = [Buffer.alloc(1_000), Buffer.alloc(1_000)];
		const helpers = storage(files, 10);
		const { bytes } = await requestBody(helpers, { files: files.map(stored) }, JSON_BODY);
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
