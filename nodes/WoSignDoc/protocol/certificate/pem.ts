const BLOCK = /-----BEGIN ([A-Z0-9 #]+)-----([\s\S]*?)-----END \1-----/g;
const LINE_LENGTH = 64;

/** What shows nothing: zero-width characters, marks of direction, a byte order mark. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** What word processors and Chinese keyboards make of a hyphen, but for the full-width one, which NFKC turns back. */
const DASH = /[\u2010-\u2015\u2212\u2500\u2043\u30fc]/g;
/**
 * The first or last line of a block; its dashes may have been counted wrong, or run into those of the next block.
 * A run of dashes or white space is tried from its beginning alone: long ones would take quadratic time.
 */
const ARMOUR =
	/(?:(?<!-)-+)?(?:(?<!\s)\s+)?\b(BEGIN|END)\s+((?:[A-Z0-9]+\s+){0,3}(?:CERTIFICATE|REQUEST|KEY|PARAMETERS|PKCS ?#?7|CMS|CRL|PFX|PKCS ?#?12))\s*-+/g;

/** RFC 1421, section 4.6.1: what tells how a key in OpenSSL's older form is encrypted; behind it come IV and data. */
const ENCRYPTION = /Proc-Type:\s*4,\s*ENCRYPTED\s*DEK-Info:\s*([A-Z0-9-]+)\s*,/i;
const OTHER_HEADER = /^[^\S\n]*[A-Za-z-]+:.*$/gm;
const LONG_BLOCKS = /^(?:AES|CAMELLIA|ARIA|SEED|SM4)/i;

/** A block of a PEM text: its label, e.g. `CERTIFICATE`, and what it holds. */
export interface PemBlock {
	readonly label: string;
	/** The base64 between the lines of dashes, without headers and white space. */
	readonly base64: string;
	/** The cipher of a key in OpenSSL's older form, e.g. `DES-EDE3-CBC`; undefined when it has none. */
	readonly cipher: string | undefined;
	/** The block as it should be, its line feed included. */
	readonly text: string;
}

/**
 * Restores PEM as people paste it: line breaks lost or turned into spaces, `\n` as two characters, CRLF, spaces
 * around, full-width characters, dashes of other kinds, zero-width characters. The headers of an encrypted key
 * (`Proc-Type`, `DEK-Info`) are kept. What stands around the blocks is left out, but a block without its beginning or
 * end stays, and text without any block comes back trimmed, for the parser to refuse.
 */
export function repairPem(text: string): string {
	const plain = plainText(text);
	const blocks = blocksOf(plain);
	const rest = plain.replace(BLOCK, '').trim();
	if (blocks.length === 0) return rest;
	return blocks.map((block) => block.text).join('') + (isCutOff(rest) ? rest : '');
}

/** The blocks of a PEM text, in their order. */
export function pemBlocks(text: string): PemBlock[] {
	return blocksOf(plainText(text));
}

/** Whether a text has the beginning or the end of a block, but not both. */
export function isCutOff(text: string): boolean {
	return /-----(?:BEGIN|END) /.test(text.replace(BLOCK, ''));
}

/** The certificate blocks of a PEM text, in their order. */
export function pemCertificates(pem: string): string[] {
	return pemBlocks(pem).flatMap(({ label, text }) => (label.endsWith('CERTIFICATE') ? [text] : []));
}

function plainText(text: string): string {
	return text
		.replace(INVISIBLE, '')
		.normalize('NFKC')
		.replace(DASH, '-')
		.replace(/\\+r/g, '')
		.replace(/\\+n/g, '\n')
		.replace(/\r\n?/g, '\n')
		.replace(ARMOUR, (_, end: string, label: string) => armour(end, label));
}

function armour(end: string, label: string): string {
	return `-----${end} ${label.replace(/\s+/g, ' ')}-----`;
}

function blocksOf(plain: string): PemBlock[] {
	return [...plain.matchAll(BLOCK)].map(([, label = '', body = '']) => {
		const { headers, cipher, base64 } = contentsOf(body);
		const lines = base64.match(new RegExp(`.{1,${LINE_LENGTH}}`, 'g')) ?? [];
		const text = [armour('BEGIN', label), ...headers, ...lines, armour('END', label), ''].join(
			'\n',
		);
		return { label, base64, cipher, text };
	});
}

function contentsOf(body: string): Pick<PemBlock, 'base64' | 'cipher'> & { headers: string[] } {
	const [found, cipher] = ENCRYPTION.exec(body) ?? [];
	if (found === undefined || cipher === undefined) {
		const base64 = body.replace(OTHER_HEADER, '').replace(/\s+/g, '');
		return { headers: [], cipher: undefined, base64 };
	}
	// Without its line break only the cipher tells where the IV, in hexadecimal digits, ends.
	const ivLength = LONG_BLOCKS.test(cipher) ? 32 : 16;
	const rest = body.slice(body.indexOf(found) + found.length).replace(/\s+/g, '');
	return {
		headers: ['Proc-Type: 4,ENCRYPTED', `DEK-Info: ${cipher},${rest.slice(0, ivLength)}`, ''],
		cipher,
		base64: rest.slice(ivLength),
	};
}
