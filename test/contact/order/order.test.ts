import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox';
import { argsFor, contactRun, type RunOptions } from '../support/contactRun';

const seal = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);
const person = { name: '张三', number: '110101199003070775', pic: 'front.png', otherpic: 'back.png' };
let folder: string;
let signer: string;
let sandbox: Sandbox | undefined;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'contact-order-'));
	signer = join(folder, 'signer.json');
	writeFileSync(signer, JSON.stringify(person));
	for (const name of ['front.png', 'back.png']) writeFileSync(join(folder, name), seal);
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(async () => {
	await sandbox?.stop();
	sandbox = undefined;
});

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	if (address === null || typeof address === 'string') throw new Error('no port');
	return address.port;
}

/** The command with an order whose push it takes itself. */
async function orderAt(
	options: SandboxOptions,
	args: string[] = [],
	run: RunOptions = {},
	prepare: (sandbox: Sandbox) => void = () => undefined,
) {
	const port = await freePort();
	const callbackUrl = `http://127.0.0.1:${port}/`;
	sandbox = await startSandbox({ pushIntervals: [50], callbackUrl, ...options });
	prepare(sandbox);
	const own = ['--order', '--signer', signer, '--listen', `${port}`, '--yes', ...args];
	const done = await contactRun(sandbox, {
		args: [...argsFor(sandbox, sandbox.url), ...own],
		...run,
	});
	return { ...done, sandbox };
}

describe('one order of the first contact', () => {
	it('shows where signatures lie, how the push comes, and what the signed document is like', async () => {
		const { result, exitCode, said, sandbox: platform, json, page } = await orderAt({});
		expect(said).toContain('The signed document came.');
		expect(exitCode).toBe(0);
		expect(platform.orders).toHaveLength(1);
		expect(result).toMatchObject({
			placement: { origin: 'lowerLeft', firstPage: 1, page: 'seen', foundBy: 'rendering' },
			push: { body: 'json', extendData: 'object', hash: { algorithm: 'SHA-256' } },
			document: {
				subFilter: 'adbe.pkcs7.detached',
				digest: 'SHA-256',
				certification: null,
				timestamp: false,
				signingTimeOffset: 0,
				securityStore: false,
				visibleSeal: true,
				watermark: false,
			},
		});
		for (const secret of [person.name, person.number, platform.tokenId, 'CONTACT-']) {
			expect(json).not.toContain(secret);
			expect(page).not.toContain(secret);
		}
	});

	it.each([
		[{ origin: 'upperLeft' }, { firstPage: 1, page: 'seen' }],
		[{ firstPage: 0 }, { origin: 'lowerLeft', page: 'seen' }],
		[{ page: 'mediaBox' }, { origin: 'lowerLeft', firstPage: 1 }],
		[{ origin: 'upperLeft', firstPage: 0, page: 'mediaBox' }, {}],
	] as const)('finds the signatures of a platform that differs: %j', async (placement, rest) => {
		const like = {
			format: 'wosigndoc-first-contact',
			version: 1,
			tool: '1.0.0',
			day: '2026-01-01',
			host: 'other',
			placement,
		} as const;
		const { result } = await orderAt({ like });
		expect(result?.placement).toEqual({ ...placement, ...rest, foundBy: 'rendering' });
	});

	it('sees what genuine documents have', async () => {
		const { result } = await orderAt({ signature: 'wosigndoc', timeStamp: true });
		expect(result?.document).toMatchObject({
			digest: 'SHA-1',
			timestamp: true,
			securityStore: true,
			signingTimeOffset: 0,
		});
	});

	it('refuses the push twice when asked to, and notes when it comes again', async () => {
		const { result } = await orderAt({}, ['--refuse']);
		expect(result?.push?.retryIntervals).toHaveLength(2);
		expect(result?.document?.subFilter).toBe('adbe.pkcs7.detached');
	});
});
