import { z } from 'zod';
import {
	credentialData,
	startInstallation,
	type Installation,
} from '../../harness/n8n/installation';
import { n8nVersions } from '../../harness/n8n/n8nVersions';
import { exampleNames, readExample } from '../support/exampleFiles';

const { N8N_IMAGE: image, N8N_VERSION: version = n8nVersions.tested } = process.env;

// Older ones know nothing of n8n 3 yet.
const knowsN8nThree = !image && version === n8nVersions.tested;
const describeOnNewN8n = knowsN8nThree ? describe : describe.skip;

const reportSchema = z.object({
	report: z.object({
		workflowResults: z.array(z.object({ ruleTitle: z.string() }).passthrough()),
		instanceResults: z.array(z.object({ ruleId: z.string() }).passthrough()),
	}),
});

// `npm run test:e2e -- --defaults 3` runs the whole ring with n8n 3's defaults.
describeOnNewN8n('on the way to n8n 3', () => {
	let installation: Installation;

	beforeAll(async () => {
		const environment = {
			N8N_SSRF_PROTECTION_ENABLED: 'true',
			N8N_SSRF_ALLOWED_IP_RANGES: '192.0.2.1/32',
		};
		installation = await startInstallation({ autoSign: false }, environment);
	});

	afterAll(async () => await installation?.stop());

	it('n8n’s migration report has nothing to say of the example workflows', async () => {
		const { session } = installation.n8n;
		for (const name of exampleNames) {
			const { pinData, ...example } = readExample(name);
			await session.call('POST', '/workflows', { ...example, pinData, active: false });
		}
		const { report } = reportSchema.parse(
			await session.call('GET', '/breaking-changes/report?version=v3'),
		);
		expect(report.workflowResults.map(({ ruleTitle }) => ruleTitle)).toEqual([]);
		// That it is about n8n 3 shows in what concerns every n8n.
		expect(report.instanceResults.map(({ ruleId }) => ruleId)).toContain(
			'workflow-import-url-removed-v3',
		);
	});

	it('a platform in the local network is blocked, with n8n’s reason, until its address is allowed', async () => {
		const { n8n, sandbox } = installation;
		const { status, message } = await n8n.testCredential({
			name: 'Inside',
			type: 'woSignDocApi',
			data: credentialData(sandbox),
		});
		expect(status).toBe('Error');
		expect(message).toContain('n8n does not allow requests to this address');
		expect(sandbox.orders).toEqual([]);
	});
});
