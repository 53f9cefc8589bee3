import { deflateSync } from 'node:zlib';
import type { Objects } from '../../support/pdfText';
import { docMdp, formPdf, textField } from '../../support/signatures/formPdf';
import { updated } from '../../support/signatures/laterUpdate';
import { stream } from '../../support/signatures/signedPdf';
import { verify } from '../../support/signatures/verify';

const FORM = '/Type /XObject /Subtype /Form /BBox [0 0 200 40] ';
const fontOf = (font: string) => `/Resources << /Font << /F ${font} >> >> `;
const HELVETICA = '/Type /Font /Subtype /Type1 /BaseFont /Helvetica';
const PLAIN = fontOf(`<< ${HELVETICA} >>`);
const SHOWS_100 = 'BT /F 20 Tf (100) Tj ET';

/** The verdict on the look of the field that says 100: same, different, or unchecked. */
async function told(look: string, others: Objects = {}): Promise<string> {
	const objects = { 20: textField('/V (100) /AP << /N 60 0 R >>'), 60: look, ...others };
	const { intact, signatures } = await verify(updated(formPdf([docMdp(2)]), objects));
	const [filled] = signatures[0]?.coverage.filledIn ?? [];
	return intact ? (filled?.shows ?? 'nothing was filled in') : 'another';
}

const drawn = (content: string, resources = PLAIN) => stream(content, FORM + resources);

describe('a look of a field that says 100', () => {
	it.each<[string, string]>([
		['as one string', SHOWS_100],
		['in hexadecimal', 'BT /F 20 Tf <31 30 30> Tj ET'],
		['in pieces, with kerning', 'BT /F 20 Tf [(1) -20 (00)] TJ ET'],
		['with escapes', 'BT /F 20 Tf (\\0610\\060) Tj ET'],
		['with a comment', 'BT /F 20 Tf % (900) Tj\n(100) Tj ET'],
		['with marked content', '/Tx BMC /P << /MCID 0 >> BDC BT /F 20 Tf (100) Tj ET EMC EMC'],
		['with text that is filled', 'BT /F 20 Tf 0 Tr (100) Tj ET'],
		['on two lines', 'BT /F 20 Tf 12 TL 0 30 Td (10) Tj T* (0) Tj ET'],
		['on lines as far apart as one was moved', 'BT /F 20 Tf 0 35 Td 0 -10 TD (10) Tj T* (0) Tj ET'],
		['with little more space', 'BT /F 20 Tf 2 Tc -3 Tw (100) Tj ET'],
		['in black ink', 'BT /F 20 Tf 0 0 0 1 k (100) Tj ET'],
		['cut off at its box', 'q 1 1 198 38 re W n BT /F 20 Tf (100) Tj ET Q'],
	])('shows it %s', async (_, content) => {
		expect(await told(drawn(content))).toBe('same');
	});

	it.each<[string, string]>([
		['another amount', 'BT /F 20 Tf (900) Tj ET'],
		['more behind it', 'BT /F 20 Tf (100) Tj (000) Tj ET'],
		['more in hexadecimal', 'BT /F 20 Tf (100) Tj <303030> Tj ET'],
		['more on a line of its own', "BT /F 20 Tf (100) Tj (000) ' ET"],
		['more with other spacing', 'BT /F 20 Tf (100) Tj 0 0 (000) " ET'],
		['nothing', ''],
	])('is refused when it shows %s', async (_, content) => {
		expect(await told(drawn(content))).toBe('another');
	});

	it.each<[string, string]>([
		['draws an image', `${SHOWS_100} /Im Do`],
		['draws an image of its own', `${SHOWS_100} BI /W 1 /H 1 ID x EI`],
		['shades', `${SHOWS_100} /Sh sh`],
		['shows text that cannot be seen', 'BT /F 20 Tf 3 Tr (100) Tj ET'],
		['shows a line below its box', 'BT /F 20 Tf 50 TL 0 30 Td (10) Tj T* (0) Tj ET'],
		['shows one as far below as it was moved', 'BT /F 20 Tf 0 30 Td 0 -20 TD (10) Tj T* (0) Tj ET'],
		['pulls letters apart', 'BT /F 20 Tf 300 Tc (100) Tj ET'],
		['pulls words apart', 'BT /F 20 Tf -300 Tw (100) Tj ET'],
		['shows in little ink', 'BT /F 20 Tf 0 0 0 0.2 k (100) Tj ET'],
		['shows in no ink', 'BT /F 20 Tf k (100) Tj ET'],
		['shows letters of no size', 'BT /F Tf (100) Tj ET'],
		['cuts it off', 'q 0 0 20 38 re W n BT /F 20 Tf (100) Tj ET Q'],
		['cuts it off somewhere', 'q re W n BT /F 20 Tf (100) Tj ET Q'],
		['holds what is no content', `${SHOWS_100} }`],
		['has a string without an end', 'BT /F 20 Tf (100 Tj ET'],
		['chooses a font that is not there', `BT /G 20 Tf (100) Tj ET`],
	])('is not called the same when it %s', async (_, content) => {
		expect(await told(drawn(content))).toBe('unchecked');
	});
});

describe('the font of a look', () => {
	const font = (entries: string) => fontOf(`<< ${entries} >>`);

	it.each<[string, string]>([
		['TrueType', font('/Type /Font /Subtype /TrueType /BaseFont /Arial')],
		['with an encoding by name', font(`${HELVETICA} /Encoding /WinAnsiEncoding`)],
		['not embedded', font(`${HELVETICA} /FontDescriptor << /Type /FontDescriptor /Flags 32 >>`)],
		[
			'with other letters beyond ASCII',
			font(`${HELVETICA} /Encoding << /Differences [24 /breve /caron 128 /Euro] >>`),
		],
		['without a name', font('/Type /Font /Subtype /Type1')],
	])('is read when it is %s', async (_, resources) => {
		expect(await told(drawn(SHOWS_100, resources))).toBe('same');
	});

	it.each<[string, string, Objects?]>([
		['missing', ''],
		['no dictionary', fontOf('/Helvetica')],
		['of glyph numbers', font('/Type /Font /Subtype /Type0 /BaseFont /Helvetica')],
		['one of symbols', font(`${HELVETICA.replace('Helvetica', 'ZapfDingbats')}`)],
		['embedded', font(`${HELVETICA} /FontDescriptor << /FontFile2 62 0 R >>`)],
		[
			'embedded, described elsewhere',
			font(`${HELVETICA} /FontDescriptor 61 0 R`),
			{ 61: '<< /FontFile3 62 0 R >>' },
		],
		[
			'one that calls 1 the letter nine',
			font(`${HELVETICA} /Encoding << /Differences [49 /nine] >>`),
		],
		[
			'one that reaches the letter 1 by counting',
			font(`${HELVETICA} /Encoding << /Differences [31 /a /space] >>`),
		],
		[
			'one that reaches 1 by what is no code',
			font(`${HELVETICA} /Encoding << /Differences [200 /a (49) /nine] >>`),
		],
		['one with odd differences', font(`${HELVETICA} /Encoding << /Differences (49) >>`)],
	])('leaves the text unchecked when it is %s', async (_, resources, objects = {}) => {
		expect(await told(drawn(SHOWS_100, resources), { 62: '<< >>', ...objects })).toBe('unchecked');
	});
});

describe('a compressed look', () => {
	const packed = (content: string) => deflateSync(Buffer.from(content)).toString('latin1');
	const look = (filter: string, data: string) => stream(data, `${FORM}${PLAIN}${filter} `);

	it.each(['/Filter /FlateDecode', '/Filter [/FlateDecode]', ''])('is read: %s', async (filter) => {
		const write = (text: string) => look(filter, filter === '' ? text : packed(text));
		expect(await told(write(SHOWS_100))).toBe('same');
		expect(await told(write('BT /F 20 Tf (900) Tj ET'))).toBe('another');
	});

	it.each<[string, string, string]>([
		['in another file', '/F (x.bin)', SHOWS_100],
		[
			'with a predictor',
			'/Filter /FlateDecode /DecodeParms << /Predictor 12 >>',
			packed(SHOWS_100),
		],
		['twice', '/Filter [/FlateDecode /FlateDecode]', packed(SHOWS_100)],
		['by another filter', '/Filter /ASCIIHexDecode', SHOWS_100],
		['by no name', '/Filter [(FlateDecode)]', packed(SHOWS_100)],
		['and broken', '/Filter /FlateDecode', 'x'],
		['to more than is read', '/Filter /FlateDecode', packed(SHOWS_100 + ' '.repeat(70_000))],
		['not at all, and longer than is read', '', SHOWS_100 + ' '.repeat(70_000)],
	])('is unchecked: %s', async (_, filter, data) => {
		expect(await told(look(filter, data))).toBe('unchecked');
	});
});
