import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { checkClientCertificate } from '../../../nodes/WoSignDoc/protocol/certificate/clientCertificate';
import { localTime } from '../../../nodes/WoSignDoc/protocol/localTime';
import { parseCredential } from '../../../nodes/WoSignDoc/shared/credential';
import { withoutPassphraseBytes } from './noPassphrase';
import type { OpensslFiles } from './opensslFiles';
import { makeOpensslFiles, PASSPHRASE } from './opensslFiles';

let files: OpensslFiles;
beforeAll(() => (files = makeOpensslFiles()));
afterAll(() => files.remove());

const YEAR = 365 * 86_400_000;

function check(name: string, passphrase: string, now = new Date(), timeZone = 'UTC') {
	return checkClientCertificate(
		{ format: 'pfx', pfx: files.bytes(name), passphrase },
		now,
		timeZone,
	);
}

describe('a PFX file', () => {
	it.each([
		['encrypted with AES', 'aes.pfx', PASSPHRASE],
		['encrypted with 3DES, as Windows does', 'des3.pfx', PASSPHRASE],
		['encrypted with 3DES and no passphrase', 'des3empty.pfx', ''],
		['that is not encrypted', 'plain.pfx', PASSPHRASE],
	])('%s has its expiry checked', (_, name, passphrase) => {
		const { validTo } = new X509Certificate(files.text('certificate.pem'));
		expect(check(name, passphrase)).toEqual(new Date(validTo));
		expect(() => check(name, passphrase, new Date(Date.now() + YEAR))).toThrow(
			`The certificate expired on ${localTime(new Date(validTo), 'UTC')}`,
		);
	});

	it('encrypted with no bytes at all opens without a passphrase, as it does for OpenSSL', () => {
		const pfx = withoutPassphraseBytes(files.bytes('des3empty.pfx'));
		expect(() => createSecureContext({ pfx, passphrase: '' })).not.toThrow();
		const { validTo } = new X509Certificate(files.text('certificate.pem'));
		const given = { format: 'pfx', pfx, passphrase: '' } as const;
		expect(checkClientCertificate(given, new Date(), 'UTC')).toEqual(new Date(validTo));
	});

	it.each(['aes.pfx', 'des3.pfx'])('does not open with another passphrase: %s', (name) => {
		for (const passphrase of ['other', '', '密码']) {
			expect(() => check(name, passphrase)).toThrow('The PFX file’s passphrase is wrong');
		}
	});

	it.each([
		['certificates.pfx', 'The PFX file has certificates, but no private key'],
		['key.pfx', 'The PFX file has a private key, but no certificate'],
		['certificate.der', 'The PFX cannot be read: this is a certificate'],
		['p7b.der', 'The PFX cannot be read: this is a PKCS#7 file (.p7b)'],
		['key.der', 'The PFX cannot be read: this is a private key'],
	])(
		'that lacks its key or certificate, or is something else, is reported: %s',
		(name, message) => {
			expect(() => check(name, PASSPHRASE)).toThrow(expect.objectContaining({ message }));
		},
	);

	it.each([
		['md5desKey.pfx', 'PBE-MD5-DES'],
		['rc2Certificate.pfx', 'RC2-CBC'],
	])(
		'in a form that OpenSSL 3 refuses is not said to have a wrong passphrase: %s',
		(name, form) => {
			expect(() => check(name, PASSPHRASE)).toThrow(
				`The PFX file is in an old form (${form}) that OpenSSL 3 refuses`,
			);
		},
	);

	it('shows dates in the time zone of the workflow', () => {
		const end = new Date(new X509Certificate(files.text('certificate.pem')).validTo);
		const local = new Date(end.getTime() + 8 * 3_600_000).toISOString().slice(0, 16);
		expect(() =>
			check('aes.pfx', PASSPHRASE, new Date(Date.now() + YEAR), 'Asia/Shanghai'),
		).toThrow(`The certificate expired on ${local.replace('T', ' ')} (Asia/Shanghai)`);
	});
});

describe('the field PFX', () => {
	const credential = (pfx: string) =>
		parseCredential({
			environment: 'test',
			tokenId: 'token',
			certificateFormat: 'pfx',
			pfx,
			passphrase: PASSPHRASE,
		});
	const base64 = () => files.bytes('des3.pfx').toString('base64');

	it.each<[string, () => string]>([
		['as one line', base64],
		['in lines', () => base64().replace(/.{64}/g, '$&\r\n')],
		[
			'between the lines of a certificate, as certutil writes it',
			() => `-----BEGIN CERTIFICATE-----\r\n${base64()}\r\n-----END CERTIFICATE-----\r\n`,
		],
		['as a data URL', () => `data:application/x-pkcs12;base64,${base64()}`],
	])('takes base64 %s', (_, pfx) => {
		expect(credential(pfx()).clientCertificate).toMatchObject({ pfx: files.bytes('des3.pfx') });
	});

	it.each([
		['C:\\certs\\client.pfx', 'this is a file’s name, not its contents. n8n reads no files here'],
		[
			'0\u0082\u000b�\u0002\u0001',
			'this is not base64. Give the whole .pfx or .p12 file as base64',
		],
	])('that holds no base64 is refused with what to do: %j', (pfx, told) => {
		expect(() => credential(pfx)).toThrow(told);
	});
});

describe('a time for people', () => {
	it('is in their time zone, and in UTC where that is unknown', () => {
		const time = new Date('2026-12-10T23:59:30Z');
		expect(localTime(time, 'Asia/Shanghai')).toBe('2026-12-11 07:59 (Asia/Shanghai)');
		expect(localTime(time, 'Nowhere/At_All')).toBe('2026-12-10 23:59 (UTC)');
	});
});
