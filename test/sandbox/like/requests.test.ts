import { call, order, orderFor, person } from '../../../harness/sandbox/caller';
import { pdfWith } from '../../../harness/sandbox/documents';
import type { FirstContact } from '../../../sandbox';
import { situations, type Situation } from '../../../sandbox/firstContact';
import { sandboxes } from './sandboxLike';

const form = 'application/x-www-form-urlencoded';
const start = sandboxes();
let document: Buffer;
beforeAll(async () => {
	document = await pdfWith({});
});

/** The code for a changed order on a platform that reads requests like this. */
async function codeOf(requests: FirstContact['requests'], changes: object = {}): Promise<number> {
	const sandbox = await start({ requests });
	return (await order(sandbox, orderFor(sandbox, document, changes))).errorcode;
}

const withType = (signType: unknown) => ({ signerlist: [{ ...person, signType }] });
const onPage = (pagenumber: unknown) => ({
	signerlist: [{ ...person, signlist: [{ pagenumber, position: '0.1,0.1,0.2,0.2' }] }],
});

describe('a platform that reads', () => {
	it('percent-encoded requests only answers JSON with -63', async () => {
		const sandbox = await start({ requests: { encodings: ['percentEncoded'] } });
		const fields = orderFor(sandbox, document);
		const refused = await call(sandbox, JSON.stringify(fields));
		expect(JSON.parse(refused.text)).toMatchObject({ errorcode: -63, signid: '' });
		const encoded = encodeURIComponent(JSON.stringify(fields));
		const { text } = await call(sandbox, encoded, { contentType: form });
		expect(JSON.parse(text)).toMatchObject({ errorcode: 0 });
	});

	it('JSON as a form finds spaces in place of plus signs that are not escaped', async () => {
		const sandbox = await start({ requests: { plusSigns: 'lost' } });
		const json = JSON.stringify({
			...orderFor(sandbox, document),
			filebase: '++++',
			fileformat: 'docx',
		});
		expect(JSON.parse((await call(sandbox, json)).text)).toMatchObject({ errorcode: -79 });
		const escaped = json.replaceAll('+', '\\u002B');
		expect(JSON.parse((await call(sandbox, escaped)).text)).toMatchObject({ errorcode: 0 });
	});

	it('a signer’s type as a number only refuses text, and the other way around', async () => {
		expect(await codeOf({ signerType: 'number' }, withType(2))).toBe(0);
		expect(await codeOf({ signerType: 'number' }, withType('2'))).toBe(-79);
		expect(await codeOf({ signerType: 'string' }, withType('2'))).toBe(0);
		expect(await codeOf({ signerType: 'string' }, withType(2))).toBe(-79);
		expect(await codeOf({ signerType: 'number' }, withType(undefined))).toBe(-100);
	});

	it('page numbers as text only refuses numbers, and the other way around', async () => {
		expect(await codeOf({ pageNumber: 'string' }, onPage('1'))).toBe(0);
		expect(await codeOf({ pageNumber: 'string' }, onPage(1))).toBe(-79);
		expect(await codeOf({ pageNumber: 'string' }, onPage('one'))).toBe(-79);
		expect(await codeOf({ pageNumber: 'number' }, onPage('1'))).toBe(-79);
		expect(await codeOf({ pageNumber: 'both' }, onPage('1'))).toBe(0);
	});

	it('orders with all their fields only refuses one that leaves an empty one out', async () => {
		const signer = { ...person, country: '', stampbase: '' };
		const full = { tempid: '', subject: '', password: '', signerlist: [signer] };
		expect(await codeOf({ emptyFields: 'required' }, full)).toBe(0);
		expect(await codeOf({ emptyFields: 'required' }, { ...full, signerlist: [person] })).toBe(-100);
		expect(await codeOf({ emptyFields: 'required' }, { ...full, subject: undefined })).toBe(-100);
		expect(await codeOf({}, { subject: undefined })).toBe(0);
	});

	it('sorted keys only refuses an order whose keys, or whose signers’ keys, are not', async () => {
		const sandbox = await start({ requests: { sortedKeys: 'required' } });
		const sorted = (fields: object) =>
			Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));
		const signerlist = [sorted(person)];
		expect(await order(sandbox, sorted(orderFor(sandbox, document, { signerlist })))).toMatchObject(
			{ errorcode: 0 },
		);
		expect(
			await order(sandbox, sorted(orderFor(sandbox, document, { signerlist: [person] }))),
		).toMatchObject({ errorcode: -79 });
		expect(await order(sandbox, orderFor(sandbox, document, { signerlist }))).toMatchObject({
			errorcode: -79,
		});
	});

	it.each(['orderNumber', 'ordernumber'] as const)('%s finds no other spelling', async (key) => {
		const other = key === 'orderNumber' ? 'ordernumber' : 'orderNumber';
		const named = (name: string) => ({ orderNumber: undefined, [name]: 'N-1' });
		expect(await codeOf({ orderNumberKey: key }, named(key))).toBe(0);
		expect(await codeOf({ orderNumberKey: key }, named(other))).toBe(-100);
		expect(await codeOf({ orderNumberKey: 'both' }, named(other))).toBe(0);
	});
});

/** What causes each situation: changes to a valid order, or a body. */
const broughtAbout: Record<Situation, object | string> = {
	malformedJson: '{"tokenid":',
	unknownToken: { tokenid: 'nobody' },
	unknownAction: { actiontype: 'Nothing' },
	withoutOrderNumber: { orderNumber: undefined },
	emptyOrderNumber: { orderNumber: '' },
	withoutDocument: { filebase: undefined },
	withoutFileFormat: { fileformat: undefined },
	withoutSigners: { signerlist: undefined },
	noSigners: { signerlist: [] },
	withoutSignerType: withType(undefined),
	wrongSignerType: withType('3'),
	withoutPictures: { signerlist: [{ ...person, pic: undefined }] },
	emptyPictures: { signerlist: [{ ...person, otherpic: '' }] },
	withoutPosition: { signerlist: [{ ...person, signlist: undefined }] },
	unknownTemplate: { tempid: 'none', filebase: undefined },
};

describe('a code that was seen', () => {
	it('is answered in that situation and encoding, and in no other', async () => {
		const seen = situations.map((situation, index) => ({
			situation,
			encoding: 'json' as const,
			code: -900 - index,
		}));
		const sandbox = await start({ requests: { codes: seen } });
		const asDocumented = await start({});
		for (const { situation, code } of seen) {
			const changes = broughtAbout[situation];
			const body =
				typeof changes === 'string'
					? changes
					: JSON.stringify(orderFor(sandbox, document, changes));
			const codeIn = ({ text }: { text: string }): unknown =>
				(JSON.parse(text) as { errorcode: unknown }).errorcode;
			const documented = codeIn(await call(asDocumented, body));
			expect([situation, codeIn(await call(sandbox, body))]).toEqual([situation, code]);
			const encoded = encodeURIComponent(body);
			const other = codeIn(await call(sandbox, encoded, { contentType: form }));
			expect([situation, other]).toEqual([situation, documented]);
			expect(documented).not.toBe(0);
		}
		expect(sandbox.orders).toEqual([]);
	});
});
