const BLOCK = /-----BEGIN ([A-Z0-9 #]+)-----([\s\S]*?)-----END \1-----/g;
const LINE_LENGTH = 64;

/** Invisible characters: zero-width characters, direction marks, a byte order mark. */
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
/** What word processors and Chinese keyboards turn a hyphen into, except the full-width one, which NFKC turns back. */
const DASH = /[\u2010-\u2015\u2212\u2500\u2043\u30fc]/g;
/**
 * The first or last line of a block; its dashes may be miscounted, or run into those of the next block. A run of dashes
 * or white space is matched only from its start: otherwise long runs would take quadratic time.
 */
const ARMOUR =
	/(?:(?<!-)-+)?(?:(?<!\s)\s+)?\b(BEGIN|END)\s+((?:[A-Z0-9]+\s+){0,3}(?:CERTIFICATE|REQUEST|KEY|PARAMETERS|PKCS ?#?7|CMS|CRL|PFX|PKCS ?#?12))\s*-+/g;

/**
 * RFC 1421, section 4.6.1: the header that says how a key in OpenSSL's older format is encrypted, followed by IV and
 * data.
 */
const ENCRYPTION = /Proc-Type:\s*4,\s*ENCRYPTED\s*DEK-Info:\s*([A-Z0-9-]+)\s*,/i;
const OTHER_HEADER = /^[^\S\n]*[A-Za-z-]+:.*$/gm;
const LONG_BLOCKS = /^(?:AES|CAMELLIA|ARIA|SEED|SM4)/i;

/** A block of a PEM text: its label, e.g. `CERTIFICATE`, and its contents. */
export interface PemBlock {
	readonly label: string;
	/** The base64 between the dashed lines, without headers and white space. */
	readonly base64: string;
	/** The cipher of a key in OpenSSL's older format, e.g. `DES-EDE3-CBC`; undefined if it has none. */
	readonly cipher: string | undefined;
	/** The block as it should be, with a final line feed. */
	readonly text: string;
}

/**
 * Restores PEM as people paste it: line breaks lost or turned into spaces, `
 * ` as two characters, CRLF, surrounding spaces, full-width characters, other kinds of dashes, zero-width characters.
 * The headers of an encrypted key (`Proc-Type`, `DEK-Info`) are kept. Text around the blocks is dropped, but a block
 * without its beginning or end stays, and text without any block is returned trimmed, for the parser to reject.
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
	// Without a line break, only the cipher shows where the IV, in hexadecimal digits, ends.
	const ivLength = LONG_BLOCKS.test(cipher) ? 32 : 16;
	const rest = body.slice(body.indexOf(found) + found.length).replace(/\s+/g, '');
	return {
		headers: ['Proc-Type: 4,ENCRYPTED', `DEK-Info: ${cipher},${rest.slice(0, ivLength)}`, ''],
		cipher,
		base64: rest.slice(ivLength),
	};
}
