import { PDFDocument } from '@cantoo/pdf-lib';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { order, orderFor, organization, person } from '../../harness/sandbox/caller';
import { pdfWith, type PageOptions } from '../../harness/sandbox/documents';
import { startSandbox, type Sandbox } from '../../sandbox';
import { describeWithPoppler, render, run, signatures } from '../support/poppler';

const fixture = (name: string) => readFileSync(join(__dirname, '../fixtures/sandbox', name));
/** An image twice as wide as high: red on the left, blue on the right. */
const redBlue = fixture('red-blue.png').toString('base64');
const green = fixture('green.jpg').toString('base64');
const valid = { digest: 'SHA-256', type: 'adbe.pkcs7.detached', valid: true };

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
});
afterAll(() => sandbox.stop());

/** Sends an order, waits until it is signed, and returns the signed document. */
async function signed(document: Buffer, changes: object = {}): Promise<Buffer> {
	const { signid, errorcode } = await order(sandbox, orderFor(sandbox, document, changes));
	expect(errorcode).toBe(0);
	await sandbox.sign(signid);
	const found = sandbox.orders.find((candidate) => candidate.signid === signid);
	if (!found?.signedDocument) throw new Error('the order was not signed');
	expect(found.sha256).toBe(createHash('sha256').update(found.signedDocument).digest('hex'));
	return found.signedDocument;
}

describeWithPoppler('signatures', () => {
	it('are valid, one a signer, in signing order, the last over the whole file', async () => {
		const third = { ...person, userName: 'Jane Doe', userNo: 'P 12345' };
		const pdf = await signed(await pdfWith({}), { signerlist: [organization, person, third] });
		expect(signatures(pdf)).toEqual([
			{ ...valid, name: organization.orgName, total: false },
			{ ...valid, name: person.userName, total: false },
			{ ...valid, name: third.userName, total: true },
		]);
	});

	it('are incremental updates: each revision is the start of the next', async () => {
		const pdf = await signed(await pdfWith({}));
		const end = pdf.indexOf('%%EOF', pdf.indexOf('/ByteRange')) + '%%EOF\n'.length;
		expect(signatures(pdf.subarray(0, end))).toEqual([
			{ ...valid, name: organization.orgName, total: true },
		]);
	});

	it('break when a byte is changed', async () => {
		const pdf = await signed(await pdfWith({}));
		const changed = Buffer.from(pdf);
		changed.write('Z', pdf.indexOf('%%EOF') + 2);
		expect(signatures(changed).map((signature) => signature.valid)).toEqual([false, false]);
	});

	it('chain to the sandbox’s signing CA', async () => {
		const pdf = await signed(await pdfWith({}), { signerlist: [person] });
		const contents = /\/Contents <([0-9a-f]+)>/.exec(pdf.toString('latin1'))?.[1] ?? '';
		const ca = readFileSync(sandbox.files.signingCa, 'latin1').replaceAll(/-----.*-----|\s/g, '');
		expect(Buffer.from(contents, 'hex').includes(Buffer.from(ca, 'base64'))).toBe(true);
	});

	it('can be added to a document that already has a form, annotations, and object streams', async () => {
		const once = await signed(await pdfWith({}, {}), { signerlist: [person] });
		const twice = await signed(once, { signerlist: [organization] });
		expect(signatures(twice).at(-1)).toEqual({
			...valid,
			name: organization.orgName,
			total: true,
		});
	});
});

describeWithPoppler('a document that claims to be PDF/A-1', () => {
	it.each([
		['without', undefined],
		['with', 'secret'],
	])('is signed %s a password, and the claim is dropped', async (_, password) => {
		const pdf = await PDFDocument.create();
		pdf.addPage();
		pdf.convertToPDFA({ conformance: '1B' });
		const document = Buffer.from(await pdf.save());
		expect(document.toString('latin1')).toContain('pdfaid');
		const result = await signed(document, { password });
		const opened = password === undefined ? [] : ['-upw', password];
		expect(signatures(result, ...opened).map(({ valid }) => valid)).toEqual([true, true]);
		expect(run('pdfinfo', result, ...opened).toString()).not.toMatch(/PDF subtype/);
	});
});

describeWithPoppler('a password', () => {
	it.each(['secret', '密码 pä§s'])(
		'%s opens the signed document, and nothing else does',
		async (password) => {
			const pdf = await signed(await pdfWith({}), { password });
			expect(signatures(pdf, '-upw', password)).toEqual([
				{ ...valid, name: organization.orgName, total: false },
				{ ...valid, name: person.userName, total: true },
			]);
			expect(() => signatures(pdf)).toThrow(/Incorrect password/);
			expect(() => signatures(pdf, '-upw', 'wrong')).toThrow(/Incorrect password/);
		},
	);
});

describeWithPoppler('stamps', () => {
	const sheet: Required<Pick<PageOptions, 'size' | 'crop'>> = {
		size: [600, 800],
		crop: [50, 60, 400, 300],
	};

	it.each<[string, PageOptions, [number, number]]>([
		['a plain page', { size: [600, 800] }, [600, 800]],
		['a cropped page', sheet, [400, 300]],
		['a page turned by 90°', { ...sheet, rotation: 90 }, [300, 400]],
		['a page turned by 180°', { ...sheet, rotation: 180 }, [400, 300]],
		['a page turned by 270°', { ...sheet, rotation: 270 }, [300, 400]],
		['a page turned by -90°', { ...sheet, rotation: -90 }, [300, 400]],
	])('are upright at their position on %s, as displayed', async (_, page, [w, h]) => {
		const [x1, x2] = [0.1, 0.5];
		const y1 = 0.2;
		const y2 = y1 + ((x2 - x1) * w) / 2 / h;
		const signlist = [
			{ pagenumber: 1, position: [x1, y1, x2, y2].map((n) => n.toFixed(9)).join() },
		];
		const signerlist = [{ ...person, stampbase: redBlue, signlist }];
		const { width, height, color } = render(await signed(await pdfWith(page), { signerlist }), 1);
		expect([width, height]).toEqual([w, h]);
		const middle = h * (1 - (y1 + y2) / 2);
		expect(color(w * x1 + 3, middle)).toBe('ff0000');
		expect(color(w * x2 - 4, middle)).toBe('0000ff');
		expect(color(w * x1 + 3, h * (1 - y1) - 4)).toBe('ff0000');
		expect(color(w * x2 - 4, h * (1 - y2) + 3)).toBe('0000ff');
		expect(color(w * x1 - 4, middle)).toBe('ffffff');
		expect(color(w * x2 + 3, middle)).toBe('ffffff');
		expect(color(w * x1 + 3, h * (1 - y1) + 4)).toBe('ffffff');
		expect(color(w * x1 + 3, h * (1 - y2) - 5)).toBe('ffffff');
	});

	it('keep their proportions and are centered in a rectangle of another shape', async () => {
		const signlist = [{ pagenumber: 1, position: '0.0,0.0,0.5,1.0' }];
		const signerlist = [{ ...person, stampbase: redBlue, signlist }];
		const { color } = render(await signed(await pdfWith({ size: [400, 400] }), { signerlist }), 1);
		expect([color(2, 200), color(197, 200)]).toEqual(['ff0000', '0000ff']);
		expect([color(2, 145), color(2, 254)]).toEqual(['ffffff', 'ffffff']);
	});

	it('overlap in signing order, PNG or JPEG', async () => {
		const signlist = [{ pagenumber: 1, position: '0.1,0.1,0.3,0.2' }];
		const first = { ...organization, stampbase: redBlue, signlist };
		const second = { ...person, stampbase: green, signlist };
		const document = await pdfWith({ size: [1000, 1000] });
		const above = render(await signed(document, { signerlist: [first, second] }), 1);
		expect(above.color(200, 850)).toMatch(/^0[0-2]8[0-2]0[0-2]$/);
		const below = render(await signed(document, { signerlist: [second, first] }), 1);
		expect(below.color(190, 850)).toBe('ff0000');
	});

	it('are on every signed page', async () => {
		const position = '0.4,0.4,0.6,0.6';
		const signlist = [1, 3].map((pagenumber) => ({ pagenumber, position }));
		const pdf = await signed(await pdfWith({}, {}, {}), {
			signerlist: [{ ...person, stampbase: green, signlist }],
		});
		const middles = [1, 2, 3].map((page) => render(pdf, page).color(297, 421) === 'ffffff');
		expect(middles).toEqual([false, true, false]);
	});

	it('are drawn as a seal with name and number when the signer sent none', async () => {
		const signlist = [{ pagenumber: 1, position: '0.1,0.1,0.4,0.4' }];
		const signer = { ...person, userName: 'Jane Doe', userNo: 'P 12345', signlist };
		const pdf = await signed(await pdfWith({ size: [500, 500] }), { signerlist: [signer] });
		expect(run('pdftotext', pdf).toString()).toMatch(/Jane Doe\s+P 12345/);
		const { color } = render(pdf, 1);
		expect([color(53, 375), color(196, 375)].join()).toMatch(/^d11[9a]1[9a],d11[9a]1[9a]$/);
		expect([color(47, 375), color(202, 375)]).toEqual(['ffffff', 'ffffff']);
	});
});

describeWithPoppler('templates', () => {
	it('give document, subject and places', async () => {
		const pdf = await signed(Buffer.alloc(0), {
			tempid: 'employment-contract',
			filebase: undefined,
			fileformat: undefined,
			signerlist: [
				{ ...organization, signlist: undefined, stampbase: green },
				{ ...person, signlist: undefined, stampbase: green },
			],
		});
		expect(sandbox.orders.at(-1)).toMatchObject({
			templateId: 'employment-contract',
			subject: 'Employment contract',
		});
		expect(signatures(pdf)).toHaveLength(2);
		const { color, width, height } = render(pdf, 2);
		expect(color(width * 0.225, height * 0.805)).not.toBe('ffffff');
		expect(color(width * 0.725, height * 0.805)).not.toBe('ffffff');
	});

	it('give their places to a document that is sent along', async () => {
		const pdf = await signed(await pdfWith({ size: [300, 300] }), {
			tempid: 'consent-form',
			signerlist: [{ ...person, signlist: undefined, stampbase: green }],
		});
		const { color, width } = render(pdf, 1);
		expect(width).toBe(300);
		expect(color(300 * 0.725, 300 * 0.805)).not.toBe('ffffff');
	});

	it('give way to the signer’s own places', async () => {
		const signlist = [{ pagenumber: 1, position: '0.0,0.9,0.1,1.0' }];
		const pdf = await signed(await pdfWith({ size: [300, 300] }), {
			tempid: 'consent-form',
			signerlist: [{ ...person, stampbase: green, signlist }],
		});
		const { color } = render(pdf, 1);
		expect(color(15, 15)).not.toBe('ffffff');
		expect(color(300 * 0.725, 300 * 0.805)).toBe('ffffff');
	});
});

describeWithPoppler('a document that isn’t a PDF', () => {
	it('becomes a signed PDF that names it and carries it as an attachment', async () => {
		const original = Buffer.from('a Word document');
		const signlist = [{ pagenumber: 3, position: '0.1,0.1,0.2,0.2' }];
		const pdf = await signed(original, {
			fileformat: 'DOCX',
			signerlist: [{ ...person, signlist }],
		});
		expect(signatures(pdf)).toMatchObject([{ valid: true, total: true }]);
		expect(run('pdftotext', pdf).toString()).toContain('document.docx (15 bytes)');
		expect(run('pdfdetach', pdf, '-list').toString()).toContain('1: document.docx');
		expect(render(pdf, 3).height).toBe(842);
	});
});
