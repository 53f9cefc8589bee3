import { makeIdentity } from '../../support/signatures/identities';
import { plainPdf, signedPdf } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { verify } from '../../support/signatures/verify';

const sign = signerOf(makeIdentity());

/** The reported name of a signature's field with this string in the file. */
async function nameOf(written: string): Promise<string | undefined> {
	const field = `<< /FT /Sig /T ${written} /V 10 0 R >>`;
	const { signatures } = await verify(signedPdf(plainPdf(), sign, { objects: { 11: field } }));
	return signatures[0]?.field;
}

describe('the name of a signature’s field', () => {
	it.each<[string, string, string]>([
		['in parentheses that pair', '(a(b)c)', 'a(b)c'],
		['with what stands for itself', String.raw`(\(\)\\\x)`, String.raw`()\x`],
		['with line ends and tabs', String.raw`(a\nb\rc\td\be\f)`, 'a\nb\rc\td\be\f'],
		['with bytes in octal', String.raw`(\101\60\5x\1018\501)`, 'A0\x05xA8A'],
		['that ends in octal', String.raw`(a\7)`, 'a\x07'],
		['whose lines go on, ended either way', '(a\\\nb\\\rc\\\r\nd)', 'abcd'],
		['whose line ends are normalized', '(a\nb\rc\r\nd)', 'a\nb\nc\nd'],
		['in hexadecimal, a digit short', '<41 4>', 'A@'],
	])('is read %s', async (_, written, name) => {
		expect(await nameOf(written)).toBe(name);
	});
});
