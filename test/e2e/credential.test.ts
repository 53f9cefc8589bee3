import { readFileSync } from 'node:fs';
import { credentialData, startInstallation } from '../../harness/n8n/installation';
import type { Installation } from '../../harness/n8n/installation';

let installation: Installation;

beforeAll(async () => (installation = await startInstallation()));
afterAll(async () => await installation?.stop());

async function test(fields: Record<string, unknown> = {}) {
	return await installation.n8n.testCredential({
		name: 'Tested',
		type: 'woSignDocApi',
		data: credentialData(installation.sandbox, fields),
	});
}

function pem(name: keyof Installation['sandbox']['files']): string {
	return readFileSync(installation.sandbox.files[name], 'utf8');
}

describe('the credential test on a real n8n', () => {
	it('is green for the token and certificate of a known caller', async () => {
		// A platform that reads no JSON is found out here.
		const { encodings = ['json'] } = installation.like?.requests ?? {};
		const more = ' WoSignDoc reads percent-encoded requests only, and the node sends them so.';
		const message = `The credential is good.${encodings.includes('json') ? '' : more}`;
		expect(await test()).toEqual({ status: 'OK', message });
		expect(installation.sandbox.orders).toHaveLength(0);
	});

	it('is green for PEM that lost its line breaks', async () => {
		const { certificate, privateKey } = installation.sandbox.credential;
		const flat = certificate.replace(/\n/g, ' ');
		const escaped = privateKey.replace(/\n/g, '\\n');
		expect(await test({ certificate: flat, privateKey: escaped })).toMatchObject({ status: 'OK' });
	});

	it('is green for a PFX', async () => {
		const { pfx, passphrase } = installation.sandbox.credential;
		expect(await test({ certificateFormat: 'pfx', pfx, passphrase })).toMatchObject({
			status: 'OK',
		});
	});

	it('is green, with a note about the balance, for an account that is out of money', async () => {
		const { poor } = installation.sandbox.otherTokens;
		const { status, message } = await test({ tokenId: poor });
		expect(status).toBe('OK');
		expect(message).toContain('[-68]');
	});

	it('is green, with the expiration date, for a certificate that expires soon', async () => {
		const { status, message } = await test({ certificate: pem('expiringCertificate') });
		expect(status).toBe('OK');
		expect(message).toMatch(/expires in \d+ days/);
	});

	it.each<[string, () => Record<string, unknown>, string]>([
		['a wrong token', () => ({ tokenId: 'nobody' }), '[-65]'],
		[
			'a token that may not',
			() => ({ tokenId: installation.sandbox.otherTokens.forbidden }),
			'[-67]',
		],
		[
			'a certificate unknown there',
			() => ({ certificate: pem('unregisteredCertificate'), privateKey: pem('strangerKey') }),
			'[-80]',
		],
		['an expired certificate', () => ({ certificate: pem('expiredCertificate') }), 'expired on'],
		['another’s key', () => ({ privateKey: pem('strangerKey') }), 'does not belong'],
		[
			'half a certificate',
			() => ({ certificate: '-----BEGIN CERTIFICATE-----\nAA' }),
			'cannot be read',
		],
		[
			'a wrong PFX passphrase',
			() => ({
				certificateFormat: 'pfx',
				pfx: installation.sandbox.credential.pfx,
				passphrase: 'x',
			}),
			'passphrase is wrong',
		],
		[
			'an old PFX',
			() => ({
				certificateFormat: 'pfx',
				pfx: readFileSync(installation.sandbox.files.legacyPfx, 'base64'),
				passphrase: installation.sandbox.credential.passphrase,
			}),
			'openssl pkcs12 -legacy',
		],
		['a server not trusted', () => ({ caCertificate: '' }), 'not trusted'],
		['a server not there', () => ({ baseUrl: 'https://127.0.0.1:9' }), 'No connection'],
		['an address of another service', () => ({ baseUrl: `${installation.n8n.url}` }), 'https://'],
	])('is red, saying why, for %s', async (_, fields, said) => {
		const { status, message } = await test(fields());
		expect(status).toBe('Error');
		expect(message).toContain(said);
	});
});
