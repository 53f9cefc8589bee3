import { readFileSync } from 'node:fs';
import {
	checkClientCertificate,
	expiryNotice,
} from '../../../nodes/WoSignDoc/protocol/certificate/clientCertificate';
import { inspectPfx } from '../../../nodes/WoSignDoc/protocol/certificate/pfx';
import { startSandbox } from '../../../sandbox';
import type { Sandbox } from '../../../sandbox';

const NOW = new Date();
let sandbox: Sandbox;

beforeAll(async () => (sandbox = await startSandbox()));
afterAll(async () => await sandbox.stop());

const text = (name: keyof Sandbox['files']) => readFileSync(sandbox.files[name], 'utf8');
const bytes = (name: keyof Sandbox['files']) => readFileSync(sandbox.files[name]);

function checkPem(certificate: string, privateKey: string, passphrase?: string, now = NOW) {
	return checkClientCertificate({ format: 'pem', certificate, privateKey, passphrase }, now, 'UTC');
}

function checkPfx(pfx: Buffer, passphrase: string) {
	return checkClientCertificate({ format: 'pfx', pfx, passphrase }, NOW, 'UTC');
}

describe('a client certificate', () => {
	it('that is valid has its last day reported', () => {
		const end = checkPem(text('certificate'), text('privateKey'));
		expect(end?.getTime()).toBeGreaterThan(NOW.getTime());
		expect(checkPfx(bytes('pfx'), sandbox.credential.passphrase)).toEqual(end);
	});

	it('may have an encrypted key', () => {
		const { passphrase } = sandbox.credential;
		expect(checkPem(text('certificate'), text('encryptedPrivateKey'), passphrase)).toBeDefined();
	});

	it.each<[string, () => unknown, string]>([
		['expired', () => checkPem(text('expiredCertificate'), text('privateKey')), 'expired on 20'],
		[
			'not valid yet',
			() => checkPem(text('certificate'), text('privateKey'), undefined, new Date(0)),
			'valid only from 20',
		],
		['of another key', () => checkPem(text('certificate'), text('strangerKey')), 'does not belong'],
		['no certificate', () => checkPem('nothing', text('privateKey')), 'certificate cannot be read'],
		['without a key', () => checkPem(text('certificate'), 'nothing'), 'key cannot be read'],
		[
			'with an encrypted key and no passphrase',
			() => checkPem(text('certificate'), text('encryptedPrivateKey')),
			'passphrase is missing',
		],
		[
			'with an encrypted key and a wrong passphrase',
			() => checkPem(text('certificate'), text('encryptedPrivateKey'), 'wrong'),
			'passphrase is wrong',
		],
		['a PFX with a wrong passphrase', () => checkPfx(bytes('pfx'), 'wrong'), 'passphrase is wrong'],
		[
			'an old PFX',
			() => checkPfx(bytes('legacyPfx'), sandbox.credential.passphrase),
			'old form (PBE-SHA1-RC2-40)',
		],
		['no PFX', () => checkPfx(Buffer.from('nothing'), ''), 'PFX cannot be read'],
	])('is refused with the reason: %s', (_, check, reason) => {
		expect(check).toThrow(
			expect.objectContaining({
				code: 'invalidCredential',
				message: expect.stringContaining(reason) as string,
				description: expect.stringMatching(/./) as string,
			}),
		);
	});

	it('that ends within 30 days is reported, one day later not yet', () => {
		const day = 86_400_000;
		const at = (days: number) => new Date(NOW.getTime() + days * day);
		expect(expiryNotice(at(30), NOW, 'UTC')).toContain('expires in 30 days');
		expect(expiryNotice(at(31), NOW, 'UTC')).toBeUndefined();
		expect(expiryNotice(undefined, NOW, 'UTC')).toBeUndefined();
	});
});

describe('looking into a PFX', () => {
	it('never throws, whatever the bytes', () => {
		const pfx = bytes('pfx');
		for (let at = 0; at < pfx.length; at += 97) {
			const damaged = Buffer.from(pfx);
			damaged[at] = (damaged[at] ?? 0) ^ 0xff;
			expect(inspectPfx(damaged, sandbox.credential.passphrase).kind).toMatch(/./);
			expect(inspectPfx(pfx.subarray(0, at), '').kind).toBe('notPfx');
		}
	});
});
