import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { files, sha256, type Stage } from './stage';

const PATH = 'contracts-to-sign';
const SENDER = 'contracts@example.com';
const ADMINISTRATOR = 'n8n-admin@example.com';

/** The example `failed-and-rejected`: who gets which mail. */
export function testFailedAndRejected(stage: () => Stage): void {
	beforeAll(async () => {
		await stage().importExample('failed-and-rejected', { folder: stage().n8n.filesFolder });
		stage().pushTo('failed-and-rejected');
	});

	const recipientOf = async (subject: string) => {
		const { to, text } = await stage().mailbox.waitForMail(subject);
		return { to: [to].flat().map((address) => address?.text), text };
	};

	it('answers with the ID of an order that is accepted, and mails nobody', async () => {
		const before = stage().mailbox.mails.length;
		const response = await stage().postOrder(PATH, { orderNumber: 'ACCEPTED-1' });
		const { signid } = await stage().order('ACCEPTED-1');
		expect(response.status).toBe(200);
		expect(await response.json()).toEqual({ orderNumber: 'ACCEPTED-1', signid });
		expect(stage().mailbox.mails).toHaveLength(before);
	});

	it('tells the sender of an order that is itself wrong', async () => {
		const fields = { orderNumber: 'WRONG-1', name: '' };
		const response = await stage().postOrder(PATH, fields);
		expect(response.status).toBe(422);
		expect(await response.json()).toMatchObject({ error: { code: 'invalidParameters' } });
		const { to, text } = await recipientOf('Not sent: WRONG-1');
		expect(to).toEqual([SENDER]);
		expect(text).toContain('Signer 1');
	});

	it('tells the administrator when the account’s balance is used up', async () => {
		stage().sandbox.failNextRequest(-68);
		const response = await stage().postOrder(PATH, { orderNumber: 'POOR-1' });
		expect(response.status).toBe(422);
		expect(await response.json()).toMatchObject({ error: { code: -68, kind: 'account' } });
		const mail = stage().mailbox.mails.at(-1);
		expect(mail?.subject).toBe('WoSignDoc cannot be used: [-68] The account’s balance is too low');
		expect([mail?.to].flat().map((address) => address?.text)).toEqual([ADMINISTRATOR]);
		expect(mail?.text).toContain('POOR-1');
	});

	it('saves a signed document before it acknowledges', async () => {
		const { sandbox, n8n } = stage();
		await stage().postOrder(PATH, { orderNumber: 'SAVED-1' });
		const signed = await stage().sign('SAVED-1');
		expect(await sandbox.waitForAnswer('SAVED-1')).toMatchObject({ answer: '1' });
		const document = readFileSync(join(n8n.filesFolder, 'SAVED-1.pdf'));
		expect(sha256(document)).toBe(signed.sha256);
	});

	it('tells the sender when a signing fails, in both languages, and acknowledges', async () => {
		const { sandbox } = stage();
		await stage().postOrder(PATH, { orderNumber: 'FAILS-1' });
		await sandbox.refuse((await stage().order('FAILS-1')).signid, [-50]);
		expect(await sandbox.waitForAnswer('FAILS-1')).toMatchObject({ answer: '1' });
		const { to, text } = await recipientOf('Signing failed: FAILS-1');
		expect(to).toEqual([SENDER]);
		expect(text).toContain('-50: Organization name and license number do not match');
		expect(text).toContain('公司名称和营业执照号匹配失败');
	});

	it('tells the administrator of a push that does not verify, which is not acknowledged', async () => {
		const document = files.contract;
		const fault = 'wrongHash';
		const { sandbox } = stage();
		const attempt = await sandbox.pushDocument({ orderNumber: 'REJECTED-1', document, fault });
		expect(attempt.httpStatus).toBe(422);
		expect(attempt.answer).toMatch(/^0 /);
		const { to, text } = await recipientOf('A push was rejected: hashMismatch');
		expect(to).toEqual([ADMINISTRATOR]);
		expect(text).toContain('REJECTED-1');
		sandbox.setCallbackUrl(undefined);
	});
}
