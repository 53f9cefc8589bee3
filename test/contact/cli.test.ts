import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');

/** Runs the package's command; returns its exit code and output. */
async function command(...args: string[]): Promise<{ code: unknown; printed: string }> {
	const child = spawn(process.execPath, [tsx, join(root, 'packages/sandbox/cli.ts'), ...args]);
	let printed = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (part) => (printed += String(part)));
	}
	const [code] = (await once(child, 'close')) as unknown[];
	return { code, printed };
}

describe('the command of the sandbox’s package', () => {
	it('with contact runs the first contact, with its own options', async () => {
		const { code, printed } = await command('contact', '--help');
		expect(code).toBe(0);
		expect(printed).toContain('--certificate FILE');
		expect(printed).not.toContain('--page-port');
	});

	it('without contact runs the sandbox, whose help mentions contact', async () => {
		const { code, printed } = await command('--help');
		expect(code).toBe(0);
		expect(printed).toMatch(/--page-port N[^]*consent-form/);
		expect(printed).toContain('npx n8n-nodes-wosigndoc-sandbox contact --help');
	});

	it('with contact names an unknown option, and what is missing', async () => {
		const unknown = await command('contact', '--token', 'T');
		expect([unknown.code, unknown.printed]).toEqual([1, expect.stringContaining("'--token'")]);
		const missing = await command('contact');
		expect(missing.code).toBe(1);
		expect(missing.printed).toContain('Set --certificate and --key, or --pfx');
	});
});
