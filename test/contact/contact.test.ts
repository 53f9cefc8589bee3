import { startSandbox, type Sandbox } from '../../sandbox';
import { contactRun } from './support/contactRun';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());

it('recognizes a platform that follows the document, with nothing to set', async () => {
	const { exitCode, said, result, page } = await contactRun(sandbox);
	expect(said).toContain('Written: ');
	expect(exitCode).toBe(0);
	expect(result).toMatchObject({
		host: 'other',
		network: { tlsVersions: ['TLSv1.2', 'TLSv1.3'], renegotiation: false, proxy: false },
		requests: {
			encodings: ['json', 'percentEncoded'],
			signerType: 'both',
			pageNumber: 'number',
			emptyFields: 'optional',
			sortedKeys: 'optional',
			orderNumberKey: 'orderNumber',
			plusSigns: 'kept',
		},
		responses: { statuses: [200], form: 'object', keys: 'lowerCase', numbers: 'number' },
	});
	expect(page).toContain('Nothing: everything observed is as the node assumes.');
	expect(page).not.toContain('**refuted**');
});

it('records the documented code for each incomplete request, in both encodings', async () => {
	const { result, page } = await contactRun(sandbox);
	expect(result?.requests?.codes).toHaveLength(30);
	const rows = page.split('\n').filter((line) => /^\| \w+ \| -\d+ \| -\d+ \| -\d+ \|$/.test(line));
	expect(rows).toHaveLength(15);
	for (const row of rows) {
		const [json, percentEncoded, documented] = row.match(/-\d+/g) ?? [];
		expect([json, percentEncoded]).toEqual([documented, documented]);
	}
});
