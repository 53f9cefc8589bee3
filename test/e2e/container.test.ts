import { delimiter, resolve } from 'node:path';
import { IN_MEMORY } from '../../harness/n8n/installation';
import { installN8n } from '../../harness/n8n/installN8n';
import { n8nVersions } from '../../harness/n8n/n8nVersions';
import type { RunningN8n } from '../../harness/n8n/runningN8n';
import { startN8n } from '../../harness/n8n/startN8n';
import { chain } from '../../harness/n8n/workflows';

// n8n 1.x runs code by itself.
const describeOnN8n2 = IN_MEMORY || process.env['N8N_IMAGE'] ? describe.skip : describe;

// Without a container engine: a `docker` that runs the installed n8n. With one, `N8N_IMAGE` runs the whole ring.
describeOnN8n2('an n8n that the harness starts by docker', () => {
	const { PATH, N8N_VERSION: version = n8nVersions.tested } = process.env;
	let n8n: RunningN8n;

	beforeAll(async () => {
		const folder = resolve(__dirname, '../support/docker');
		process.env['DOCKER_STANDS_FOR'] = await installN8n(version);
		process.env['PATH'] = folder + delimiter + (PATH ?? '');
		const tarball = process.env['PACKAGE_TARBALL'];
		n8n = await startN8n({
			image: `n8nio/n8n:${version}`,
			...(tarball === undefined ? {} : { tarball }),
		});
	});

	afterAll(async () => {
		await n8n?.stop();
		process.env['PATH'] = PATH;
	});

	const run = async (path: string) => (await fetch(n8n.webhookUrl(path))).text();

	it('runs workflows, with their code in an external task runner, and reports what they did', async () => {
		const workflowId = await n8n.createWorkflow(
			chain('Code', [
				{
					name: 'Webhook',
					type: 'n8n-nodes-base.webhook',
					typeVersion: 2,
					webhookId: 'code',
					parameters: { path: 'code', responseMode: 'lastNode', options: {} },
				},
				{
					name: 'Code',
					type: 'n8n-nodes-base.code',
					typeVersion: 2,
					parameters: { jsCode: 'return [{ json: { ran: 6 * 7 } }];' },
				},
			]),
		);
		expect(await run('code')).toBe('{"ran":42}');
		expect(await n8n.executions()).toMatchObject([{ workflowId, status: 'success' }]);
	});

	it('comes back after a crash, with its workflows', async () => {
		await n8n.kill();
		await expect(run('code')).rejects.toThrow();
		await n8n.restart();
		expect(await run('code')).toBe('{"ran":42}');
	});
});
