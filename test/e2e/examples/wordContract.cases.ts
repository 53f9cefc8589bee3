import { startGotenberg, type Gotenberg } from '../../support/gotenberg';
import { submitForm } from './form';
import { files, person, upload, type Stage } from './stage';

/** Sends the form as a browser does and follows it to its last page; gives the page's HTML. */
async function submit({ n8n }: Stage, name: string, contract: Buffer): Promise<string> {
	return await submitForm(`${n8n.url}/form/send-a-word-contract`, [
		person.name,
		person.number,
		upload(name, 'application/octet-stream', contract),
		upload('id-card.png', 'image/png', files.identityCard),
		upload('material.png', 'image/png', files.material),
	]);
}

/** The example `word-contract-with-gotenberg`, with a fake Gotenberg. */
export function testWordContract(stage: () => Stage): void {
	let gotenberg: Gotenberg;

	beforeAll(async () => {
		gotenberg = await startGotenberg(files.contract);
		await stage().importExample('word-contract-with-gotenberg', { gotenberg: gotenberg.url });
	});
	afterAll(async () => await gotenberg.stop());

	it.each([
		['劳动合同2026.11.26.docx', 'PK word', '/forms/libreoffice/convert', 'contract.docx'],
		['contract.HTML', '<p>Contract</p>', '/forms/chromium/convert/html', 'index.html'],
	])('has %s converted, and the PDF signed', async (name, content, route, sentAs) => {
		const page = await submit(stage(), name, Buffer.from(content));
		expect(gotenberg.asked.at(-1)).toEqual({ route, files: [sentAs] });
		const order = await stage().order(/WORD-\d{8}-\d+/.exec(page)?.[0] ?? '');
		expect(order.fileFormat).toBe('pdf');
		expect(order.document.equals(files.contract)).toBe(true);
		expect(order.signers).toMatchObject([{ ...person }]);
	});

	it('says what Gotenberg says of a document that it cannot convert, and sends nothing', async () => {
		const before = stage().sandbox.orders.length;
		const page = await submit(stage(), 'contract.docx', Buffer.from('no Word document'));
		expect(page).toContain('未发起');
		expect(page).toContain('LibreOffice failed to process a document');
		expect(stage().sandbox.orders.length).toBe(before);
	});
}
