import { containedN8n } from '../../../harness/n8n/n8nProgram';
import { n8nThreeDefaults } from '../../../harness/n8n/n8nThree';

const contained = containedN8n({
	image: 'docker.n8n.io/n8nio/n8n:next',
	name: 'n8n-tests',
	variables: ['N8N_PORT', 'N8N_ENCRYPTION_KEY'],
	userFolder: '/tmp/n8n-tests',
});

describe('n8n in a container', () => {
	it('uses the network, folder, and user of the test run', () => {
		const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
		expect(contained.line.join(' ')).toBe(
			'docker run --rm --network host --name n8n-tests ' +
				`--user ${user} --env HOME=/tmp/n8n-tests --volume /tmp/n8n-tests:/tmp/n8n-tests ` +
				'--env N8N_PORT --env N8N_ENCRYPTION_KEY docker.n8n.io/n8nio/n8n:next',
		);
	});

	it('is killed by its name, because a signal would end the client only', () => {
		expect(contained.kill).toEqual(['docker', 'kill', 'n8n-tests']);
	});

	it('has the task runner of the same tag, whose token no list of processes shows', async () => {
		const { line, environment } = await contained.taskRunner('http://127.0.0.1:1', 'secret');
		expect(line.at(-1)).toBe('docker.n8n.io/n8nio/runners:next');
		expect(line.join(' ')).not.toContain('secret');
		expect(environment).toMatchObject({ N8N_RUNNERS_AUTH_TOKEN: 'secret' });
	});
});

describe('n8n 3’s defaults', () => {
	it('leave no service of one’s own network open but this machine, and no package unverified', () => {
		expect(n8nThreeDefaults('/n8n')).toMatchObject({
			N8N_UNVERIFIED_PACKAGES_ENABLED: 'false',
			N8N_SSRF_PROTECTION_ENABLED: 'true',
			N8N_SSRF_ALLOWED_IP_RANGES: '127.0.0.1/32',
			N8N_RUNNERS_MODE: 'external',
		});
	});

	it('do not choose the expression engine that n8n takes out', () => {
		expect(n8nThreeDefaults('/n8n')).not.toHaveProperty('N8N_EXPRESSION_ENGINE');
	});
});
