import { clientTlsOptions, parseCredential } from '../../../nodes/WoSignDoc/shared/credential';

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
const KEY = '-----BEGIN PRIVATE KEY-----\nBBBB\n-----END PRIVATE KEY-----\n';
const AUTHORITY = '-----BEGIN CERTIFICATE-----\nCCCC\n-----END CERTIFICATE-----\n';
const GOOD = {
	environment: 'production',
	tokenId: ' token ',
	certificateFormat: 'pem',
	certificate: CERTIFICATE.replace(/\n/g, ' '),
	privateKey: KEY,
	caCertificate: AUTHORITY,
};

describe('the credential', () => {
	it.each([
		[{}, 'https://docapi.wosign.com'],
		[{ environment: 'test' }, 'https://docapitest.wosign.com'],
		[
			{ environment: 'custom', baseUrl: ' https://gateway.example.com:8443/x ' },
			'https://gateway.example.com:8443/x',
		],
	])('names the address of its environment: %j', (fields, baseUrl) => {
		expect(parseCredential({ ...GOOD, ...fields })).toMatchObject({ baseUrl, tokenId: 'token' });
	});

	it('gives a connection its repaired certificate, and always verifies the server', () => {
		expect(clientTlsOptions(parseCredential(GOOD))).toEqual({ cert: CERTIFICATE, key: KEY });
	});

	it('trusts an authority of its own at a custom address only', () => {
		const custom = { ...GOOD, environment: 'custom', baseUrl: 'https://127.0.0.1' };
		expect(clientTlsOptions(parseCredential(custom))).toMatchObject({ ca: AUTHORITY });
		expect(clientTlsOptions(parseCredential(GOOD))).not.toHaveProperty('ca');
	});

	it('takes a PFX as base64, broken into lines or as a data URL', () => {
		const pfx = 'data:application/x-pkcs12;base64,QUJD\nREVG';
		const fields = { ...GOOD, certificateFormat: 'pfx', pfx, passphrase: 'p' };
		expect(clientTlsOptions(parseCredential(fields))).toEqual({
			pfx: Buffer.from('ABCDEF'),
			passphrase: 'p',
		});
	});

	it('that is incomplete names every field that is wrong, and no value', () => {
		const secret = 'sEcReT-value';
		const fields = {
			environment: 'custom',
			baseUrl: `http://${secret}.example`,
			tokenId: '',
			certificateFormat: 'pem',
			passphrase: secret,
		};
		expect(() => parseCredential(fields)).toThrow(/'TokenID' is empty/);
		const complete = { ...fields, tokenId: secret };
		expect(() => parseCredential(complete)).toThrow(
			/'Base URL' must be.*'Certificate' is empty.*'Private Key' is empty/,
		);
		expect(() => parseCredential(complete)).not.toThrow(new RegExp(secret));
	});
});
