import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import {
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { startSandbox, type Sandbox } from '../../sandbox';

let sandbox: Sandbox;
const text = (name: keyof Sandbox['files']) => readFileSync(sandbox.files[name], 'latin1');
const certificate = (name: keyof Sandbox['files']) => new X509Certificate(text(name));

beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());

describe('the credential files', () => {
	it('hold the credential that is given as texts', () => {
		expect(text('ca')).toBe(sandbox.credential.caCertificate);
		expect(text('certificate')).toBe(sandbox.credential.certificate);
		expect(text('privateKey')).toBe(sandbox.credential.privateKey);
		expect(readFileSync(sandbox.files.pfx).toString('base64')).toBe(sandbox.credential.pfx);
	});

	it('hold the CAs of the documents’ signers as trusted roots, one after the other', () => {
		expect(text('trustedRoots')).toBe(sandbox.credential.trustedRoots);
		const roots = text('trustedRoots')
			.split(/(?=-----BEGIN)/)
			.map((pem) => new X509Certificate(pem));
		expect(roots.map(({ subject }) => subject)).toEqual([
			'CN=WoSignDoc Sandbox Signing CA',
			'CN=WoSignDoc Sandbox SM2 Signing CA',
			'CN=WoSignDoc Sandbox Time-Stamping CA',
		]);
		expect(roots[0]?.raw).toEqual(certificate('signingCa').raw);
		expect(roots.map(({ ca }) => ca)).toEqual([true, true, true]);
	});

	it('can be read by their owner alone', () => {
		for (const path of Object.values(sandbox.files)) expect(statSync(path).mode & 0o077).toBe(0);
	});

	it.each([
		['certificate', 'privateKey', 'ca', true],
		['expiringCertificate', 'privateKey', 'ca', true],
		['expiredCertificate', 'privateKey', 'ca', true],
		['unregisteredCertificate', 'strangerKey', 'ca', true],
		['strangerCertificate', 'strangerKey', 'ca', false],
	] as const)('%s belongs to %s; issued by %s: %s', (name, key, issuer, issued) => {
		const found = certificate(name);
		expect(found.checkPrivateKey(createPrivateKey(text(key)))).toBe(true);
		expect(found.verify(certificate(issuer).publicKey)).toBe(issued);
	});

	it('are valid as long as their names say', () => {
		const days = (name: keyof Sandbox['files']) =>
			(Date.parse(certificate(name).validTo) - Date.now()) / 86_400_000;
		expect(days('certificate')).toBeGreaterThan(300);
		expect(days('expiringCertificate')).toBeGreaterThan(1);
		expect(days('expiringCertificate')).toBeLessThan(30);
		expect(days('expiredCertificate')).toBeLessThan(-30);
	});

	it('hold a PFX that Node.js reads, with its passphrase only', () => {
		const pfx = readFileSync(sandbox.files.pfx);
		const { passphrase } = sandbox.credential;
		expect(() => createSecureContext({ pfx, passphrase })).not.toThrow();
		expect(() => createSecureContext({ pfx, passphrase: 'wrong' })).toThrow(/mac verify failure/);
	});

	it('hold an old PFX whose algorithms OpenSSL 3 refuses', () => {
		const pfx = readFileSync(sandbox.files.legacyPfx);
		const { passphrase } = sandbox.credential;
		expect(() => createSecureContext({ pfx, passphrase })).toThrow(/unsupported/i);
		expect(() => createSecureContext({ pfx, passphrase: 'wrong' })).toThrow(/mac verify failure/);
	});

	it('hold an encrypted key', () => {
		const { passphrase } = sandbox.credential;
		const key = createPrivateKey({ key: text('encryptedPrivateKey'), passphrase });
		expect(key.equals(createPrivateKey(text('privateKey')))).toBe(true);
	});
});

describe('the folder', () => {
	it('is removed on stop when the sandbox made it', async () => {
		const other = await startSandbox();
		const folder = dirname(other.files.ca);
		expect(existsSync(folder)).toBe(true);
		await other.stop();
		expect(existsSync(folder)).toBe(false);
	});

	it('is kept when it was given', async () => {
		const directory = mkdtempSync(join(tmpdir(), 'given-'));
		try {
			const other = await startSandbox({ directory });
			await other.stop();
			const files = Object.values(other.files).map((path) => basename(path));
			expect(readdirSync(directory).sort()).toEqual([...files, 'sandbox-keys.json'].sort());
			for (const name of readdirSync(directory))
				expect(statSync(join(directory, name)).mode & 0o077).toBe(0);
		} finally {
			rmSync(directory, { recursive: true });
		}
	});

	it('keeps the keys, so that the CAs of its first start stay those of the next', async () => {
		const directory = mkdtempSync(join(tmpdir(), 'given-'));
		try {
			const first = await startSandbox({ directory });
			await first.stop();
			const keyFile = join(directory, 'sandbox-keys.json');
			const kept = JSON.parse(readFileSync(keyFile, 'utf8')) as { rsa: Record<string, string> };
			// Keys that no other sandbox of this process has.
			const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
			kept.rsa['client'] = other.export({ type: 'pkcs8', format: 'pem' }).toString();
			writeFileSync(keyFile, JSON.stringify({ ...kept, sm2SigningCa: '1' }));
			const next = await startSandbox({ directory });
			await next.stop();
			expect(createPrivateKey(next.credential.privateKey).equals(other)).toBe(true);
			const rootKeys = ({ credential }: Sandbox) =>
				credential.trustedRoots
					.split(/(?=-----BEGIN)/)
					.map((pem) => new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' }));
			expect(rootKeys(next)[0]).toEqual(rootKeys(first)[0]);
			expect(rootKeys(next)[1]).not.toEqual(rootKeys(first)[1]);
			const issuer = new X509Certificate(first.credential.caCertificate);
			const issued = new X509Certificate(next.credential.certificate);
			expect(issued.checkIssued(issuer) && issued.verify(issuer.publicKey)).toBe(true);
		} finally {
			rmSync(directory, { recursive: true });
		}
	});

	it.each(['', '{}', 'null', '{"rsa":{"ca":"x"},"sm2SigningCa":"1"}'])(
		'is not used when its keys are %p',
		async (content) => {
			const directory = mkdtempSync(join(tmpdir(), 'given-'));
			try {
				writeFileSync(join(directory, 'sandbox-keys.json'), content);
				await expect(startSandbox({ directory })).rejects.toThrow(
					"sandbox-keys.json can't be read. Delete it to start with new keys.",
				);
				expect(readdirSync(directory)).toEqual(['sandbox-keys.json']);
			} finally {
				rmSync(directory, { recursive: true });
			}
		},
	);

	it('is not left behind when the port is taken', async () => {
		const made = () =>
			readdirSync(tmpdir()).filter((name) => name.startsWith('wosigndoc-sandbox-'));
		const port = Number(new URL(sandbox.url).port);
		const before = made();
		await expect(startSandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
		expect(made().filter((name) => !before.includes(name))).toEqual([]);
	});
});
