import { readdirSync, rmSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { order, orderFor, organization, person } from '../../../harness/sandbox/caller';
import { pdfWith } from '../../../harness/sandbox/documents';
import { profileNames, readProfile, startSandbox } from '../../../sandbox';
import { startReceiver } from '../../support/receiver';

const wrong = join(__dirname, '../../fixtures/sandbox/wrong');
const files = readdirSync(wrong).map((name) => join(wrong, name));

it.each([...profileNames, ...files])(
	'a platform like %s takes an order, signs and pushes',
	async (name) => {
		const receiver = await startReceiver();
		const sandbox = await startSandbox({
			like: await readProfile(name),
			callbackUrl: receiver.url,
		});
		const typed = name.includes('numbers-for-strings') ? { signType: 1 } : {};
		const signerlist = [{ ...organization, ...typed }];
		const fields = orderFor(sandbox, await pdfWith({}), { signerlist, orderNumber: 'N-1' });
		expect(Number((await order(sandbox, fields)).status)).toBe(1);
		expect(await sandbox.waitForAnswer('N-1')).toMatchObject({ accepted: true });
		await sandbox.stop();
		await receiver.stop();
		expect(receiver.pushes).toHaveLength(1);
	},
);

it('a platform that takes numbers only refuses a type as text', async () => {
	const sandbox = await startSandbox({
		like: await readProfile(join(wrong, 'numbers-for-strings.json')),
	});
	const fields = orderFor(sandbox, await pdfWith({}), { signerlist: [person] });
	expect(await order(sandbox, fields)).toMatchObject({ errorcode: '-79' });
	await sandbox.stop();
});

describe('a profile', () => {
	const folder = mkdtempSync(join(tmpdir(), 'profile-'));
	afterAll(() => rmSync(folder, { recursive: true }));
	const reading = async (text: string) => {
		const file = join(folder, 'first-contact.json');
		writeFileSync(file, text);
		return await readProfile(file).catch((error: Error) => error.message);
	};
	const head = { format: 'wosigndoc-first-contact', version: 1, tool: '0.0.0', day: '2026-01-01' };

	it('with members that are unknown or wrong is refused, all of them named', async () => {
		const push = { body: 'xml', retries: 3 };
		const message = await reading(JSON.stringify({ ...head, host: 'test', push, mood: 'good' }));
		expect(message).toContain('is not a valid first-contact.json');
		for (const name of ['push.body', '"retries"', '"mood"']) expect(message).toContain(name);
	});

	it('that isn’t JSON, or is missing, is rejected with the names of the existing ones', async () => {
		expect(await reading('{')).toContain(
			'neither a built-in profile (as-documented, as-2018) nor a JSON file',
		);
		await expect(readProfile('as-2019')).rejects.toThrow('no such file');
	});
});
