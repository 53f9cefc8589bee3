import { outputItems } from '../../../harness/n8n/executions';
import { TRIGGER_NODE } from '../../../harness/n8n/workflows';
import { files, sha256, type Stage } from './stage';

const BUCKET = 'signed-contracts';

/** The example `signed-document-to-email-and-storage`, run with a real mail server and a real S3 server. */
export function testSignedDocument(stage: () => Stage): void {
	beforeAll(async () => {
		await stage().importExample('signed-document-to-email-and-storage');
		stage().pushTo('signed-to-email-and-storage');
	});

	it('is pushed again until it is stored, then mailed once, byte for byte', async () => {
		const { sandbox, storage, mailbox } = stage();
		const orderNumber = 'SIGNED-1';
		// No bucket yet: storage fails.
		const first = await sandbox.pushDocument({ orderNumber, document: files.contract });
		expect(first).toMatchObject({ attempt: 1, httpStatus: 500 });
		expect(mailbox.mails).toEqual([]);

		await storage.createBucket(BUCKET);
		const answered = await sandbox.waitForAnswer(orderNumber);
		expect(answered).toMatchObject({ httpStatus: 200, answer: '1' });

		const pushed = sha256(files.contract);
		expect(sha256(await storage.read(BUCKET, `${orderNumber}.pdf`))).toBe(pushed);
		expect(mailbox.mails).toHaveLength(1);
		const mail = await mailbox.waitForMail(`Signed: ${orderNumber}`);
		expect(mail.text).toContain(pushed);
		expect(mail.attachments.map(({ filename, content }) => [filename, sha256(content)])).toEqual([
			[`${orderNumber}.pdf`, pushed],
		]);
	});

	it.each([
		['HT/2026/01', 'HT_2026_01~87c744a7.pdf'],
		['采购-2026-001', '采购-2026-001.pdf'],
		['沃签〔2026〕1号', '沃签_2026_1号~fd25cc6b.pdf'],
		['合'.repeat(300), `${'合'.repeat(62)}~776be46d.pdf`],
	])(
		'of the order %s is stored and mailed under a name that every system takes',
		async (orderNumber, fileName) => {
			const { sandbox, storage, mailbox } = stage();
			const before = mailbox.mails.length;
			const attempt = await sandbox.pushDocument({ orderNumber, document: files.contract });
			expect(attempt).toMatchObject({ httpStatus: 200, answer: '1' });
			expect(sha256(await storage.read(BUCKET, fileName))).toBe(sha256(files.contract));
			expect(mailbox.mails).toHaveLength(before + 1);
			const [{ filename } = {}] = mailbox.mails.at(-1)?.attachments ?? [];
			expect(filename).toBe(fileName);
		},
	);

	it('that could not be signed is reported and acknowledged', async () => {
		const { sandbox, mailbox } = stage();
		const fault = { statusZero: [-50, -57] };
		const orderNumber = 'FAILED-1';
		const attempt = await sandbox.pushDocument({ orderNumber, document: files.contract, fault });
		expect(attempt).toMatchObject({ httpStatus: 200, answer: '1' });
		const mail = await mailbox.waitForMail(`Not signed: ${orderNumber}`);
		expect(mail.text).toContain('-50: Organization name and license number do not match');
		expect(mail.text).toContain('材料为空');
	});

	it('that does not verify is neither stored nor mailed nor acknowledged, until it comes whole', async () => {
		const { sandbox, storage, mailbox } = stage();
		const before = mailbox.mails.length;
		const orderNumber = 'FORGED-1';
		const fault = 'wrongHash';
		const attempt = await sandbox.pushDocument({ orderNumber, document: files.contract, fault });
		expect(attempt.httpStatus).toBeGreaterThanOrEqual(400);
		await stage().n8n.waitForExecution(
			(execution) =>
				execution.status === 'success' &&
				outputItems(execution, TRIGGER_NODE, 2)[0]?.json['orderNumber'] === orderNumber,
		);
		await expect(storage.read(BUCKET, `${orderNumber}.pdf`)).rejects.toThrow('404');
		expect(mailbox.mails).toHaveLength(before);
		sandbox.setFault(orderNumber, undefined);
		await sandbox.waitForAnswer(orderNumber);
		expect(sha256(await storage.read(BUCKET, `${orderNumber}.pdf`))).toBe(sha256(files.contract));
	});
}
