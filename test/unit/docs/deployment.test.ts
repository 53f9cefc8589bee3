import Ajv from 'ajv';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { n8nVersions } from '../../../harness/n8n/n8nVersions';
import { version } from '../../../packages/sandbox/package.json';
import { compose, environmentOf, sandboxCompose } from '../../support/deployment';
import { readDocument, root } from '../../support/markdown';

const n8n = ['main', 'webhook', 'worker'];

/** Skipped without Docker Compose, which needs no engine to judge a file. */
const itWithCompose = spawnSync('docker', ['compose', 'version']).status === 0 ? it : it.skip;

/** n8n's own lists of its settings. */
const settings = ['@n8n/config/package.json', 'n8n-core/package.json']
	.map((manifest) => join(dirname(require.resolve(manifest)), 'dist'))
	.flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.js'))
			.map((file) => readFileSync(join(folder, file), 'utf8')),
	)
	.join('\n');

/** Read by a module of n8n itself. */
const READ_ELSEWHERE = ['N8N_UNVERIFIED_PACKAGES_ENABLED'];

/** What n8n 3 does not know any more, or n8n 2.41 warns of at its start. */
const REMOVED = [
	'EXECUTIONS_DATA_PRUNE_TIMEOUT',
	'EXECUTIONS_PROCESS',
	'N8N_AVAILABLE_BINARY_DATA_MODES',
	'N8N_BINARY_DATA_STORAGE_PATH',
	'N8N_BINARY_DATA_TTL',
	'N8N_CONFIG_FILES',
	'N8N_DB_PING_TIMEOUT',
	'N8N_EXPRESSION_ENGINE',
	'N8N_EXPRESSION_EVALUATOR',
	'N8N_MIGRATE_FS_STORAGE_PATH',
	'N8N_OUTBOUND_PROXY_MODE',
	'N8N_RUNNERS_ENABLED',
	'N8N_SKIP_WEBHOOK_DEREGISTRATION_SHUTDOWN',
	'N8N_WORKFLOW_TAGS_DISABLED',
	'OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS',
	'WEBHOOK_URL',
];

const files = ['queue', 'sandbox'].map((name) => `deploy/${name}/compose.yaml`);

describe.each(files)('%s', (file) => {
	const { $schema, ...composeSpec } = z
		.record(z.unknown())
		.parse(JSON.parse(readDocument('test/fixtures/schemas/compose-spec.json')));
	// Ajv knows this draft by its address without TLS.
	const validate = new Ajv({ unknownFormats: 'ignore', logger: false }).compile(composeSpec);
	const parsed = (text: string): unknown => parse(text, { merge: true });

	it('is as the Compose Specification’s schema says', () => {
		expect($schema).toBe('https://json-schema.org/draft-07/schema');
		validate(parsed(readDocument(file)));
		expect(validate.errors).toBeNull();
	});

	it.each([
		['a setting that no service has', /image: /, 'imgae: '],
		['a port that is none', /ports: \[.*\]/, 'ports: [[80]]'],
		['volumes that are no list', /volumes: \[.*\]/, 'volumes: 7'],
		['a section that is not known', /^services:/m, 'servcies:'],
	])('is refused by it with %s', (_, pattern, mistake) => {
		const text = readDocument(file);
		expect(text).toMatch(pattern);
		expect(validate(parsed(text.replace(pattern, mistake)))).toBe(false);
	});

	itWithCompose('is accepted by Docker Compose', () => {
		const named = readDocument('deploy/queue/.env.example').matchAll(/^#? ?([A-Z0-9_]+)=/gm);
		const values = Object.fromEntries([...named].map(([, name = '']) => [name, '1']));
		const parameters = ['compose', '--file', file, 'config', '--quiet'];
		const { status, stderr } = spawnSync('docker', parameters, {
			cwd: root,
			encoding: 'utf8',
			env: { ...process.env, ...values },
		});
		expect([stderr, status]).toEqual(['', 0]);
	});
});

describe('deploy/queue/compose.yaml', () => {
	it.each(n8n)('runs the tested n8n: %s', (service) => {
		expect(compose.services[service]).toMatchObject({ image: `n8nio/n8n:${n8nVersions.tested}` });
	});

	it.each([...new Set(n8n.flatMap((service) => Object.keys(environmentOf(service))))])(
		'sets what n8n knows: %s',
		(name) => {
			expect(READ_ELSEWHERE.includes(name) || settings.includes(`'${name}'`)).toBe(true);
		},
	);

	it.each(n8n)('sets nothing that n8n 3 removes: %s', (service) => {
		const names = Object.keys(compose.services[service]?.environment ?? {});
		expect(names.filter((name) => REMOVED.includes(name))).toEqual([]);
	});

	it('lets n8n 3 load the package, verified or not', () => {
		for (const service of n8n) {
			expect(environmentOf(service)).toMatchObject({ N8N_UNVERIFIED_PACKAGES_ENABLED: 'true' });
		}
	});

	it('gives every n8n process the same environment, except for its own settings', () => {
		const [main = {}, webhook, worker] = n8n.map(environmentOf);
		expect(worker).toEqual({ ...webhook, QUEUE_HEALTH_CHECK_ACTIVE: 'true' });
		expect(main).toEqual({ ...webhook, N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true' });
	});

	it.each(Object.entries(compose.services))(
		'depends on services that there are: %s',
		(_, service) => {
			const dependencies = z.record(z.unknown()).parse(service['depends_on'] ?? {});
			expect(Object.keys(compose.services)).toEqual(
				expect.arrayContaining(Object.keys(dependencies)),
			);
		},
	);

	it('asks for nothing that .env.example does not name', () => {
		const asked = [...readDocument('deploy/queue/compose.yaml').matchAll(/\$\{([A-Z0-9_]+)[:}]/g)];
		const named = readDocument('deploy/queue/.env.example');
		expect(
			asked.map(([, name = '']) => name).filter((name) => !named.includes(`${name}=`)),
		).toEqual([]);
	});

	it('hands on the caller that a proxy in front names, so that Allowed IPs compares who calls', () => {
		const template = readDocument('deploy/queue/site.conf.template');
		const handedOn = [...template.matchAll(/X-Forwarded-For (\S+);/g)].map(([, value]) => value);
		expect(handedOn).toEqual(['$proxy_add_x_forwarded_for']);
	});

	it('sets every variable in nginx’s configuration', () => {
		const asked = readDocument('deploy/queue/site.conf.template').matchAll(/\$\{([A-Z_]+)\}/g);
		const told = Object.keys(compose.services['proxy']?.environment ?? {});
		expect([...new Set([...asked].map(([, name = '']) => name))].sort()).toEqual(told.sort());
	});
});

describe('deploy/sandbox/compose.yaml', () => {
	const { n8n, sandbox } = sandboxCompose.services;
	const texts = z.array(z.string());

	it('runs the tested n8n, and this version of the sandbox', () => {
		expect(n8n).toMatchObject({ image: `n8nio/n8n:${n8nVersions.tested}` });
		expect(texts.parse(sandbox?.['command']).slice(0, 3)).toEqual([
			'npx',
			'--yes',
			`n8n-nodes-wosigndoc-sandbox@${version}`,
		]);
	});

	it.each(Object.keys(n8n?.environment ?? {}))('sets what n8n knows: %s', (name) => {
		expect(settings).toContain(`'${name}'`);
	});

	it('opens only the editor and the page, to this machine alone', () => {
		expect(texts.parse(n8n?.['ports'])).toEqual(['127.0.0.1:5678:5678']);
		expect(texts.parse(sandbox?.['ports'])).toEqual(['127.0.0.1:7444:7444']);
		expect(Object.keys(sandboxCompose.services)).toEqual(['n8n', 'sandbox']);
	});

	it('shows a Production URL under which the sandbox reaches n8n', () => {
		expect(n8n?.environment).toMatchObject({
			N8N_WEBHOOK_URL: 'http://n8n:5678/',
			N8N_EDITOR_BASE_URL: 'http://localhost:5678/',
		});
	});

	it('keeps n8n’s data and the sandbox’s keys in volumes', () => {
		const mounted = [n8n, sandbox].flatMap((service) => texts.parse(service?.['volumes']));
		expect(mounted).toEqual(['n8n:/home/node/.n8n', 'sandbox:/home/node']);
		expect(Object.keys(z.record(z.unknown()).parse(sandboxCompose['volumes']))).toEqual([
			'n8n',
			'sandbox',
		]);
		expect(sandbox?.['command']).toContain('--directory=credentials');
		expect(sandbox?.['working_dir']).toBe('/home/node');
	});
});
