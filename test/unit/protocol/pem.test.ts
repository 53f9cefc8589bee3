import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { pemCertificates, repairPem } from '../../../nodes/WoSignDoc/protocol/certificate/pem';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PEM = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const ENCRYPTED = privateKey
	.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open' })
	.toString();

describe('pasted PEM', () => {
	it.each([
		['as it should be', PEM],
		['with CRLF', PEM.replace(/\n/g, '\r\n')],
		['with line breaks turned into spaces', PEM.replace(/\n/g, ' ')],
		['with line breaks lost', PEM.replace(/\n/g, '')],
		['with \\n as two characters', PEM.replace(/\n/g, '\\n')],
		['with \\r\\n as four characters', PEM.replace(/\n/g, '\\r\\n')],
		['with spaces around and in front of every line', `  ${PEM.replace(/\n/g, '\n\t ')}  `],
	])('is repaired: %s', (_, pasted) => {
		expect(repairPem(pasted)).toBe(PEM);
	});

	it.each([
		['as it should be', ENCRYPTED],
		['with CRLF', ENCRYPTED.replace(/\n/g, '\r\n')],
		['with \\n as two characters', ENCRYPTED.replace(/\n/g, '\\n')],
	])('keeps the headers of an encrypted key: %s', (_, pasted) => {
		const key = createPrivateKey({ key: repairPem(pasted), passphrase: 'open' });
		expect(key.equals(privateKey)).toBe(true);
	});

	it('keeps each certificate of a chain', () => {
		const block = (text: string) =>
			`-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`;
		const chain = repairPem(`${block('AAAA')}${block('BBBB')}`.replace(/\n/g, ''));
		expect(chain).toBe(block('AAAA') + block('BBBB'));
		expect(pemCertificates(chain + PEM)).toHaveLength(2);
	});

	it('is left unchanged, except for surrounding spaces, if it isn’t PEM', () => {
		expect(repairPem(' nothing ')).toBe('nothing');
	});
});
