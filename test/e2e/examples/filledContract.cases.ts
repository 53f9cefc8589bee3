import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { formDocument } from '../../support/formDocument';
import { addsAfterSigning } from '../../../harness/sandbox/profile';
import { poppler, run, signatures } from '../../support/poppler';
import { verify } from '../../support/signatures/verify';
import { submitForm } from './form';
import { files, person, upload, type Stage } from './stage';

/** Sends the form as a browser does and follows it to its last page; gives the page's HTML. */
async function submit({ n8n }: Stage, terms: string): Promise<string> {
	return await submitForm(`${n8n.url}/form/send-a-filled-contract`, [
		person.name,
		person.number,
		'深圳',
		terms,
		upload('id-card.png', 'image/png', files.identityCard),
		upload('material.png', 'image/png', files.material),
	]);
}

/** The example `filled-contract`, with a PDF form on disk, filled in over HTTP as a browser does. */
export function testFilledContract(stage: () => Stage): void {
	let signed: Buffer;

	beforeAll(async () => {
		const folder = stage().n8n.filesFolder;
		writeFileSync(join(folder, 'contract-form.pdf'), await formDocument());
		await stage().importExample('filled-contract', { folder });
	});

	it('fills the form fields of the contract, and its order is signed', async () => {
		const page = await submit(stage(), '租金每月 3,000 元。\n押金两个月。');
		const order = await stage().order(/FILLED-\d{8}-\d+/.exec(page)?.[0] ?? '');
		expect(order.fileFormat).toBe('pdf');
		await stage().sandbox.sign(order.signid);
		signed = order.signedDocument ?? Buffer.alloc(0);
		expect(await verify(signed)).toMatchObject({ intact: true });
	});

	it('leaves no field that could be changed later', async () => {
		const fields = (await PDFDocument.load(signed)).getForm().getFields();
		expect(fields.map((field) => field.constructor.name)).toEqual(['PDFSignature']);
	});

	(poppler ? it : it.skip)('shows the texts in other readers, too', async () => {
		const text = run('pdftotext', signed).toString();
		for (const shown of [person.name, '深圳', '租金每月 3,000 元。', '押金两个月。']) {
			expect(text).toContain(shown);
		}
		expect(signatures(signed)).toMatchObject([{ valid: true, total: !(await addsAfterSigning()) }]);
	});

	it('names the form field whose text has no room, and sends nothing', async () => {
		const before = stage().sandbox.orders.length;
		const page = await submit(stage(), '条款。'.repeat(5_000));
		expect(page).toContain('未发起');
		expect(page).toContain('Form Field Values › terms');
		expect(stage().sandbox.orders.length).toBe(before);
	});

	it('says so where the contract is not a PDF', async () => {
		writeFileSync(join(stage().n8n.filesFolder, 'contract-form.pdf'), 'no PDF');
		const page = await submit(stage(), '租金每月 3,000 元。');
		expect(page).toContain('未发起');
		expect(page).toContain('only a PDF has form fields');
	});
}
