import { submitForm } from './form';
import { files, formLogin, person, upload, type Stage } from './stage';

/** Sends the form as a browser does and follows it to its last page; gives the page's HTML. */
async function submit({ n8n }: Stage, contract: Buffer, fileName: string): Promise<string> {
	return await submitForm(`${n8n.url}/form/send-a-contract`, [
		person.name,
		person.number,
		upload(fileName, 'application/pdf', contract),
		upload('id-card.png', 'image/png', files.identityCard),
		upload('material.png', 'image/png', files.material),
	]);
}

/** The example `contract-from-a-form`, filled in over HTTP as a browser fills it in. */
export function testContractFromForm(stage: () => Stage): void {
	beforeAll(async () => void (await stage().importExample('contract-from-a-form')));

	it('shows a form with all its fields', async () => {
		const url = `${stage().n8n.url}/form/send-a-contract`;
		const page = await (await fetch(url, { headers: formLogin })).text();
		for (const label of ['姓名', '身份证号', '合同', '身份证照片', '其他材料']) {
			expect(page).toContain(label);
		}
		expect(page.match(/<input[^>]*type='file'/g)).toHaveLength(3);
	});

	it('makes an order for whoever is named, and shows its number', async () => {
		const page = await submit(stage(), files.contract, 'contract.pdf');
		const orderNumber = /FORM-\d{8}-\d+/.exec(page)?.[0] ?? '';
		expect(page).toContain('已发起签署');
		const order = await stage().order(orderNumber);
		expect(order.document.equals(files.contract)).toBe(true);
		expect(order.subject).toBe(`Contract with ${person.name}`);
		expect(order.signers).toMatchObject([{ ...person }]);
	});

	it('shows what was wrong when it cannot be sent', async () => {
		const before = stage().sandbox.orders.length;
		const page = await submit(stage(), Buffer.from('not a PDF'), 'contract.pdf');
		expect(page).toContain('未发起');
		expect(page).toContain('the file format is pdf');
		expect(stage().sandbox.orders.length).toBe(before);
	});
}
