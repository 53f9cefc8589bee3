import { addsAfterSigning } from '../../../harness/sandbox/profile';
import { poppler, run, signatures } from '../../support/poppler';
import { verify } from '../../support/signatures/verify';
import { submitForm } from './form';
import { files, person, upload, type Stage } from './stage';

/** Sends the form as a browser does and follows it to its last page; gives the page's HTML. */
async function submit({ n8n }: Stage, annex: Buffer): Promise<string> {
	return await submitForm(`${n8n.url}/form/send-a-contract-in-parts`, [
		person.name,
		person.number,
		upload('合同.pdf', 'application/pdf', files.contract),
		upload('annex.pdf', 'application/pdf', annex),
		upload('id-card.png', 'image/png', files.identityCard),
		upload('material.png', 'image/png', files.material),
	]);
}

/** The example `contract-from-parts`, filled in over HTTP as a browser fills it in. */
export function testContractFromParts(stage: () => Stage): void {
	let signed: Buffer;

	beforeAll(async () => void (await stage().importExample('contract-from-parts')));

	it('joins the files into one order, signed in the parts that the positions name', async () => {
		const page = await submit(stage(), files.contract);
		expect(page).toContain('annex.pdf: 2 pages from page 3');
		const order = await stage().order(/PARTS-\d{8}-\d+/.exec(page)?.[0] ?? '');
		expect(order.fileFormat).toBe('pdf');
		expect(order.signers[0]?.places.map((place) => place.page)).toEqual([2, 3, 4]);
		await stage().sandbox.sign(order.signid);
		signed = order.signedDocument ?? Buffer.alloc(0);
	});

	it('is intact once it is signed', async () => {
		expect(await verify(signed)).toMatchObject({ intact: true });
	});

	(poppler ? it : it.skip)('is what other readers show, too', async () => {
		expect(run('pdfinfo', signed).toString()).toMatch(/Pages: +5/);
		expect(signatures(signed)).toMatchObject([{ valid: true, total: !(await addsAfterSigning()) }]);
	});

	it('says which part was signed before, and sends nothing', async () => {
		const before = stage().sandbox.orders.length;
		const page = await submit(stage(), signed);
		expect(page).toContain('未发起');
		expect(page).toContain('Part 2 (annex.pdf)');
		expect(page).toContain('is signed already');
		expect(stage().sandbox.orders.length).toBe(before);
	});
}
