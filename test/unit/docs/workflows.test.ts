import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { n8nVersions } from '../../../harness/n8n/n8nVersions';
import { readDocument, root } from '../../support/markdown';

const accessSchema = z.record(z.enum(['read', 'write', 'none']));
const stepSchema = z
	.object({
		name: z.string(),
		uses: z.string(),
		run: z.string(),
		with: z.record(z.union([z.string(), z.number(), z.boolean()])),
		env: z.record(z.string()),
		'working-directory': z.string(),
	})
	.partial()
	.strict();
const jobSchema = z
	.object({
		permissions: accessSchema.optional(),
		'timeout-minutes': z.number().optional(),
		uses: z.string().optional(),
		steps: z.array(stepSchema).default([]),
		strategy: z
			.object({ matrix: z.record(z.array(z.string())).default({}) })
			.passthrough()
			.optional(),
	})
	.passthrough();
const workflowSchema = z
	.object({
		name: z.string(),
		on: z.unknown(),
		permissions: accessSchema,
		jobs: z.record(jobSchema),
	})
	.passthrough();

const folder = '.github/workflows';
const files = readdirSync(join(root, folder));
const workflows = files.map((file) => {
	const text = readDocument(join(folder, file));
	return { file, text, workflow: workflowSchema.parse(parse(text)) };
});
const jobs = workflows.flatMap(({ file, workflow }) =>
	Object.entries(workflow.jobs).map(([name, job]) => ({ file, name, job })),
);

describe.each(workflows)('the workflow $file', ({ text, workflow }) => {
	it('pins each action to a commit, with the version in a comment', () => {
		const used = text.split('\n').filter((line) => /^\s*(?:- )?uses:/.test(line));
		const pinned =
			/uses: (?:[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\.\/\.github\/workflows\/[\w-]+\.yml)$/;
		expect(used.length).toBeGreaterThan(0);
		expect(used.filter((line) => !pinned.test(line))).toEqual([]);
	});

	it('allows its jobs no more than to read, unless a job says so itself', () => {
		expect(Object.entries(workflow.permissions).filter(([, access]) => access === 'write')).toEqual(
			[],
		);
	});

	it('leaves no token in the checkout, and ends every job in time', () => {
		const own = Object.values(workflow.jobs).filter(({ uses }) => uses === undefined);
		for (const job of own) expect(job['timeout-minutes']).toBeLessThanOrEqual(90);
		const checkouts = own
			.flatMap((job) => job.steps)
			.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
		expect(checkouts.map((step) => step.with?.['persist-credentials'])).toEqual(
			checkouts.map(() => false),
		);
	});

	it('runs only commands that there are', () => {
		const { scripts } = z
			.object({ scripts: z.record(z.string()) })
			.parse(JSON.parse(readDocument('package.json')));
		const commands = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
		expect(commands.filter((name) => !(name in scripts))).toEqual([]);
	});
});

describe('the workflows', () => {
	it('let only what publishes say who it is, and only what releases write', () => {
		const written = jobs.flatMap(({ file, name, job }) =>
			Object.entries(job.permissions ?? {})
				.filter(([, access]) => access === 'write')
				.map(([permission]) => `${file} ${name}: ${permission}`),
		);
		expect(written.sort()).toEqual([
			'publish-sandbox.yml publish: id-token',
			'publish.yml publish: id-token',
			'publish.yml release: contents',
		]);
	});

	it('publish nothing while a placeholder is left, or with another version’s tag', () => {
		for (const { job } of jobs.filter(({ name }) => name === 'publish')) {
			const commands = job.steps.flatMap(({ run }) => run ?? []);
			expect(commands[0]).toBe('npm run release:check -- "$GITHUB_REF_NAME"');
		}
	});

	it('publish with provenance, from no cache', () => {
		const publishing = jobs.filter(({ name }) => name === 'publish');
		expect(publishing).toHaveLength(2);
		for (const { job } of publishing) {
			expect(job.steps.at(-1)?.run).toBe('npm publish --provenance --access public');
			expect(job.steps.some(({ uses }) => uses?.includes('cache'))).toBe(false);
			const node = job.steps.find(({ uses }) => uses?.includes('setup-node'));
			expect(node?.with?.['package-manager-cache']).toBe(false);
		}
	});

	it.each(Object.values(n8nVersions))('test on n8n %s, its cache named after it', (version) => {
		const keys = jobs.flatMap(({ job }) =>
			job.steps
				.filter(({ uses }) => uses?.includes('actions/cache@'))
				.map((step) => [step.with?.['path'], step.with?.['key']].join(' '))
				.flatMap((key) =>
					(job.strategy?.matrix['n8n'] ?? ['']).map((one) =>
						key.replaceAll('${{ matrix.n8n }}', one),
					),
				),
		);
		const own = keys.filter((key) => key.includes(version));
		expect(own.length).toBeGreaterThan(0);
		for (const key of own) {
			expect(key).toMatch(new RegExp(`n8n-nodes-wosigndoc/n8n-${version} n8n-${version}-node24-`));
		}
		const known = Object.values<string>(n8nVersions);
		expect(keys.filter((key) => !known.some((one) => key.includes(one)))).toEqual([]);
	});
});

describe('the weekly workflow', () => {
	const weekly = workflows.find(({ file }) => file === 'weekly.yml')?.workflow.jobs;
	const commandOf = (job: string) => weekly?.[job]?.steps.at(-1);

	it('runs the end-to-end ring on each version that not every change is tested on', () => {
		const { middle, lowest } = n8nVersions;
		const versions = weekly?.['versions']?.strategy?.matrix['n8n'];
		expect(versions).toEqual([middle, lowest]);
		expect(commandOf('versions')?.run).toBe('npm run test:e2e -- --n8n ${{ matrix.n8n }}');
	});

	it('runs it with the defaults of n8n 3, and in n8n’s own images', () => {
		expect(commandOf('n8n-three-defaults')?.run).toBe('npm run test:e2e -- --defaults 3');
		expect(commandOf('images')).toMatchObject({ env: { N8N_IMAGE: '${{ matrix.image }}' } });
		const images = weekly?.['images']?.strategy?.matrix['image'];
		expect(images).toContain(`n8nio/n8n:${n8nVersions.tested}`);
	});
});

describe('what GitHub asks who opens an issue', () => {
	it.each(readdirSync(join(root, '.github/ISSUE_TEMPLATE')))('is YAML: %s', (file) => {
		expect(parse(readDocument(join('.github/ISSUE_TEMPLATE', file)))).toEqual(expect.any(Object));
	});
});
