import { deflateSync } from 'node:zlib';
import { SIGNATURE_BOUNDS } from '../../../nodes/WoSignDoc/signatures/bounds';
import { makeIdentity } from '../../support/signatures/identities';
import { objectStreamOf, updated } from '../../support/signatures/laterUpdate';
import { plainPdf, signedPdf, stream } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import {
	openVerifier,
	verdictAfter,
	verify,
	verifyAllowing,
} from '../../support/signatures/verify';

const sign = signerOf(makeIdentity());
/** A line end that a program has added: what was signed is looked at then. */
const withLineEnd = (file: Buffer) => Buffer.concat([file, Buffer.from('\n')]);

/** The file with sections of free entries, each as many. */
function sections(count: number, entries: number): Buffer {
	const free = `100 ${entries}\n${'0000000000 65535 f \n'.repeat(entries)}`;
	let file = plainPdf();
	for (let index = 0; index < count; index++) {
		file = updated(file, {}, { lines: (lines) => [...lines, free] });
	}
	return file;
}

/** Whether the data after the signed bytes can be checked. */
async function isRead(base: Buffer): Promise<boolean> {
	const options = base.includes('/Type /XRef') ? { stream: 33 } : {};
	const { intact, signatures } = await verify(withLineEnd(signedPdf(base, sign, options)));
	expect(signatures[0]?.integrity).toBe('ok');
	return intact;
}

describe('a large document is verified, and one that is larger than is read is not called intact:', () => {
	const values = (count: number) => `[${'1 '.repeat(count - 1)}]`;
	const all = (count: number) =>
		Object.fromEntries(
			Array.from({ length: count / 50_000 }, (_, index) => [index + 30, values(50_000)]),
		);
	const packed = (length: number) =>
		updated(
			plainPdf(),
			{ 30: objectStreamOf([[31, `[${' '.repeat(length)}]`]]) },
			{ stream: 32, within: { 31: [30, 0] } },
		);
	/** Bytes that are nothing once they are decompressed. */
	const decoded = (megabytes: number) => {
		const data = deflateSync(Buffer.alloc(megabytes << 20, ' ')).toString('latin1');
		const head = `<< /Type /ObjStm /N 0 /First 0 /Filter /FlateDecode /Length ${data.length} >>`;
		return updated(plainPdf(), { 30: `${head}\nstream\n${data}\nendstream` }, { stream: 31 });
	};

	const nested = (depth: number) => plainPdf({ 30: `${'['.repeat(depth)}${']'.repeat(depth)}` });
	const named = (length: number) => plainPdf({ 30: `/#20${'x'.repeat(length)}` });
	/** A stream is behind all others, so that it is one that is not kept. */
	const structured = (megabytes: number) =>
		plainPdf({
			...Object.fromEntries(
				Array.from({ length: megabytes }, (_, index) => [30 + index, `(${' '.repeat(1 << 20)})`]),
			),
			50: stream('x'),
		});

	it.each<[string, () => Buffer, () => Buffer]>([
		['entries of one section', () => sections(1, 190_000), () => sections(1, 200_001)],
		['entries of all sections', () => sections(2, 90_000), () => sections(3, 90_000)],
		[
			'values of one object',
			() => plainPdf({ 30: values(50_000) }),
			() => plainPdf({ 30: values(50_001) }),
		],
		['values of all objects', () => plainPdf(all(450_000)), () => plainPdf(all(500_000))],
		['an object in an object stream', () => packed(1_000_000), () => packed(1_100_000)],
		['what streams hold', () => decoded(15), () => decoded(17)],
		['revisions', () => revisions(310), () => revisions(321)],
		['arrays in each other', () => nested(63), () => nested(65)],
		['a name with an escape', () => named(9_000), () => named(11_000)],
		['objects altogether', () => structured(7), () => structured(9)],
	])('%s', async (_, large, larger) => {
		expect(await isRead(large())).toBe(true);
		expect(await isRead(larger())).toBe(false);
	});

	const revisions = (count: number) => {
		let file = plainPdf();
		for (let index = 1; index < count; index++) file = updated(file, { 30: String(index) });
		return file;
	};
});

describe('an update of many objects is looked at, and one of more than that is not called intact:', () => {
	const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 60);
	const sized = (count: number) => (entries: string) =>
		entries.replace('/Size 100', `/Size ${count + 100}`);
	const plain = signedPdf(plainPdf(), sign);
	const streamed = signedPdf(updated(plainPdf(), { 30: '1' }, { stream: 31 }), sign, {
		stream: 32,
	});

	it.each<[string, (count: number) => Buffer]>([
		[
			'separately',
			(count) => {
				const objects = Object.fromEntries(numbers(count).map((number) => [number, '1']));
				return updated(plain, objects, { trailer: sized(count) });
			},
		],
		[
			'in an object stream',
			(count) => {
				const packed = objectStreamOf(numbers(count).map((number) => [number, '1']));
				const within = Object.fromEntries(
					numbers(count).map((number, index) => [number, [50, index] as const]),
				);
				return updated(streamed, { 50: packed }, { stream: 51, within, trailer: sized(count) });
			},
		],
	])('%s', async (_, file) => {
		expect(await verdictAfter(file(SIGNATURE_BOUNDS.laterObjects - 50))).toBe('intact: dssUpdate');
		expect(await verdictAfter(file(SIGNATURE_BOUNDS.laterObjects + 1))).toBe(
			'it writes more objects than are looked at',
		);
	});
});

it('an update that does not end is read no further than that', async () => {
	const signed = signedPdf(plainPdf(), sign);
	const after = async (count: number) => {
		const objects = Buffer.from('60 0 obj\n1\nendobj\n'.repeat(count));
		return await verdictAfter(Buffer.concat([signed, objects]));
	};
	expect(await after(SIGNATURE_BOUNDS.laterObjects)).toBe('its last revision has no startxref');
	expect(await after(SIGNATURE_BOUNDS.laterObjects + 1)).toBe(
		'it writes more objects than are looked at',
	);
});

/** The file signed as often, each signer in an update of his own. */
function signedOften(count: number, base = plainPdf()): Buffer {
	let file = base;
	let fields = '';
	for (let index = 0; index < count; index++) {
		const numbers = [100 + 2 * index, 101 + 2 * index] as const;
		fields += ` ${numbers[1]} 0 R`;
		const trailer = (entries: string) => entries.replace('/Size 100', '/Size 1000');
		file = signedPdf(file, sign, { numbers, fields, room: 1_600, update: { trailer } });
	}
	return file;
}

it('a document is judged that was signed 200 times', async () => {
	const file = signedOften(200);
	const { intact, signatures } = await verify(file);
	expect(intact).toBe(true);
	const harmless = Array.from({ length: 199 }, () => 'harmless');
	expect(signatures.map(({ coverage }) => coverage.after)).toEqual([...harmless, 'nothing']);
	expect(signatures.map(({ seen }) => seen)).not.toContain('changed');
	const changed = updated(file, { 4: stream('') });
	expect(await verify(changed)).toMatchObject({ intact: false });
});

describe('of a document so large that not all its signatures are examined', () => {
	const values = Object.fromEntries(
		Array.from({ length: 8 }, (_, index) => [index + 30, `[${'1 '.repeat(49_000)}]`]),
	);
	const file = signedOften(60, plainPdf(values));

	it('the others are unchecked, without a verdict, and the last is judged', async () => {
		const { intact, signatures, problems } = await verify(file);
		expect(intact).toBe(false);
		const [first] = signatures;
		expect(first?.seen).toBe('unchecked');
		expect(first?.coverage).toMatchObject({
			after: 'unchecked',
			reason: 'the document was signed more often than is examined',
		});
		expect(problems[0]).toMatch(/: the document was signed more often than is examined$/);
		expect(signatures.at(-1)?.coverage.after).toBe('nothing');
	});

	it('it is intact where further signers may change pages, as long as the last signature holds', async () => {
		const { intact, remarks } = await verifyAllowing(file);
		expect(intact).toBe(true);
		expect(remarks[0]).toMatch(/signed more often than is examined$/);
		const changed = updated(
			file,
			{ 4: stream('') },
			{ trailer: (own) => own.replace('100', '1000') },
		);
		expect(await verifyAllowing(changed)).toMatchObject({ intact: false });
	});
});

it('an update that follows two signatures counts as much for the first, though it was read for the second', async () => {
	const values = (from: number) =>
		Object.fromEntries(
			Array.from({ length: 6 }, (_, index) => [from + index, `[${'1 '.repeat(49_000)}]`]),
		);
	const first = updated(signedPdf(plainPdf(), sign), values(40));
	const second = signedPdf(first, sign, { numbers: [20, 21], fields: '11 0 R 21 0 R' });
	const { signatures } = await verify(updated(updated(second, { 60: '1' }), values(50)));
	expect(signatures.map(({ coverage: { after, reason } }) => [after, reason])).toEqual([
		['more', 'it has more values than are read'],
		['dssUpdate', 'objects that nothing leads to'],
	]);
});

it('of a document with more data after a signature than is kept, the data after the next signature is still checked', async () => {
	const first = signedPdf(plainPdf(), sign);
	const attachment = stream(' '.repeat(SIGNATURE_BOUNDS.laterLength));
	const numbers = [20, 21] as const;
	const fields = '11 0 R 21 0 R';
	const second = signedPdf(updated(first, { 30: attachment }), sign, { numbers, fields });
	const afterEach = async (file: Buffer) =>
		(await verify(file)).signatures.map(({ coverage: { after, reason } }) => [after, reason]);
	const tooMuch = ['more', 'more follows than is looked through'];
	expect(await afterEach(second)).toEqual([tooMuch, ['nothing', '']]);
	expect(await afterEach(withLineEnd(second))).toEqual([tooMuch, ['whiteSpace', '']]);
	const changed = updated(second, { 4: stream('') });
	expect(await verify(changed)).toMatchObject({ intact: false });
});

it('others have their turn while a hostile document is worked through', async () => {
	const pause = jest.fn(async () => await new Promise<void>((done) => setImmediate(done)));
	const verifier = openVerifier({ pause });
	verifier.feed(withLineEnd(signedPdf(sections(1, 190_000), sign)));
	expect(await verifier.end()).toMatchObject({ intact: true });
	expect(pause).toHaveBeenCalled();
});
