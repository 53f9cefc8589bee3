import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkClientCertificate } from '../../../nodes/WoSignDoc/protocol/certificate/clientCertificate';
import { repairPem } from '../../../nodes/WoSignDoc/protocol/certificate/pem';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';

const readme = readFileSync(join(__dirname, '../../../README.md'), 'utf8');
const commands = [...readme.matchAll(/^openssl (pkcs12 .*)$/gm)].map(([, rest = '']) => rest);

let folder: string;
let sandbox: Sandbox;
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'openssl-commands-'));
	sandbox = await startSandbox({ autoSign: false });
});
afterAll(async () => {
	await sandbox.stop();
	rmSync(folder, { recursive: true });
});

describe('the commands of the README that make PEM out of a .pfx', () => {
	it('are two', () => expect(commands).toHaveLength(2));

	it.each([
		['as it is usual', 'pfx', []],
		['of an old form, with -legacy', 'legacyPfx', ['-legacy']],
	] as const)('give a pair that the credential takes, from one %s', (_, name, more) => {
		copyFileSync(sandbox.files[name], join(folder, 'client.pfx'));
		for (const command of commands) {
			// A person is asked for the passphrase.
			const passphrase = ['-passin', `pass:${sandbox.credential.passphrase}`];
			execFileSync('openssl', [...command.split(' '), ...more, ...passphrase], {
				cwd: folder,
				stdio: 'pipe',
			});
		}
		const pem = (file: string) => repairPem(readFileSync(join(folder, file), 'utf8'));
		const end = checkClientCertificate(
			{
				format: 'pem',
				certificate: pem('certificate.pem'),
				privateKey: pem('key.pem'),
				passphrase: undefined,
			},
			new Date(),
			'UTC',
		);
		expect(end?.getTime()).toBeGreaterThan(Date.now());
	});
});
