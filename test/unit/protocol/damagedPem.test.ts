import { checkClientCertificate } from '../../../nodes/WoSignDoc/protocol/certificate/clientCertificate';

/** A block of which the label is whole, but not what it holds. */
const block = (label: string) => `-----BEGIN ${label}-----\nAAECAwQF\n-----END ${label}-----\n`;

describe('a damaged text in place of a certificate is called by its label:', () => {
	it.each([
		['PUBLIC KEY', ': this is a public key'],
		['NEW CERTIFICATE REQUEST', ': this is a certificate signing request (CSR)'],
		['PKCS7', ': this is a PKCS#7 file (.p7b)'],
		['CMS', ': this is a PKCS#7 file (.p7b)'],
		['PKCS12', ': this is a PFX file'],
		['X509 CRL', ': this is a certificate revocation list (CRL)'],
		['RSA PRIVATE KEY', ': this is a private key'],
		['CERTIFICATE', ''],
		['MESSAGE', ''],
	])('%s', (label, name) => {
		const given = { certificate: block(label), privateKey: '', passphrase: undefined };
		const check = () => checkClientCertificate({ format: 'pem', ...given }, new Date(), 'UTC');
		expect(check).toThrow(new Error(`The certificate cannot be read${name}`));
	});
});
