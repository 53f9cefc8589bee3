import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAndPackSandbox } from '../../harness/n8n/buildAndPack';
import { order, orderFor } from '../../harness/sandbox/caller';
import { pdfWith } from '../../harness/sandbox/documents';
import { npm } from '../../setup/step';
import { startReceiver, type Receiver } from '../support/receiver';
import { visit } from './support/pageVisitor';
import { printing } from './support/printing';
import { signedRanges, signerOf } from './support/signedRange';

const sm2 = '1.2.156.10197.1.501';
const bin = 'node_modules/.bin/n8n-nodes-wosigndoc-sandbox';

let folder: string;
let installed: string;
let receiver: Receiver;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'sandbox-package-'));
	installed = join(folder, 'installed');
	mkdirSync(installed);
	const tarball = await buildAndPackSandbox(folder);
	const [program = '', ...parameters] = [...npm, 'install', '--offline', '--silent', tarball];
	execFileSync(program, parameters, { cwd: installed });
	receiver = await startReceiver();
});
afterAll(async () => {
	await receiver.stop();
	rmSync(folder, { recursive: true });
});

it('installs one package that needs no other', () => {
	const found = readdirSync(join(installed, 'node_modules'));
	expect(found.filter((name) => !name.startsWith('.'))).toEqual(['n8n-nodes-wosigndoc-sandbox']);
	const own = join(installed, 'node_modules/n8n-nodes-wosigndoc-sandbox');
	expect(readdirSync(join(own, 'dist')).sort()).toEqual([
		'LICENSE.md',
		'THIRD_PARTY_LICENSES.md',
		'cli.js',
		'contact.js',
		'sandbox.js',
		'sbom.cdx.json',
	]);
	expect(existsSync(join(own, 'README.md'))).toBe(true);
});

it('has the command for the first contact, which needs no other package either', () => {
	const run = (...options: string[]) =>
		spawnSync(join(installed, bin), ['contact', ...options], { cwd: installed, encoding: 'utf8' });
	expect(run('--help').stdout).toContain('n8n-nodes-wosigndoc-sandbox contact [options]');
	expect(run().stdout).toContain('Set --certificate and --key, or --pfx');
});

it('takes an order with the printed credential, signs and pushes it, and shows it on its page', async () => {
	const signing = ['--signature', 'sm2', '--time-stamp'];
	const parameters = ['--port', '0', '--callback', receiver.url, ...signing];
	const child = spawn(join(installed, bin), parameters, { cwd: installed });
	const printed = printing(child);
	try {
		const url = await printed(/WoSignDoc sandbox: (https:\S+)/);
		const page = await printed(/Web page: +(http:\S+)/);
		const tokenId = await printed(/^Token +(\S+)$/m);
		const file = async (name: string) =>
			readFileSync(await printed(new RegExp(`^${name} +(\\S+)$`, 'm')), 'utf8');
		const credential = {
			certificate: await file('certificate'),
			privateKey: await file('privateKey'),
			caCertificate: await file('ca'),
		};
		const sandbox = { url, tokenId, credential };
		const fields = orderFor(sandbox, await pdfWith({}), { orderNumber: 'HT-2026-001' });
		expect(await order(sandbox, fields)).toMatchObject({ status: 1, errorcode: 0 });
		await receiver.received(1);
		const { extendData } = JSON.parse(String(receiver.pushes[0]?.body)) as {
			extendData: { content: string };
		};
		const found = signedRanges(Buffer.from(extendData.content, 'base64'));
		const signers = found.map(({ cms }) => signerOf(cms));
		expect(signers.map(({ signatureAlgorithm }) => signatureAlgorithm)).toEqual([sm2, sm2]);
		expect(signers.every(({ timeStamp }) => timeStamp !== undefined)).toBe(true);
		await printed(/(push +HT-2026-001 #1 .* received)/);
		const { status, text } = await visit(page, '/');
		expect(status).toBe(200);
		expect(text).toMatch(/HT-2026-001[^]*已签署[^]*attempt 1[^]*>received</);
	} finally {
		child.kill('SIGTERM');
	}
	expect(await once(child, 'exit')).toEqual([0, null]);
});
