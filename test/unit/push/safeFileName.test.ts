import fc from 'fast-check';
import { previewFileName, safeFileName } from '../../../nodes/WoSignDoc/push/safeFileName';

const FORMS = ['NFC', 'NFD', 'NFKC', 'NFKD'] as const;

type Fold = (name: string) => string;

const CASES: readonly Fold[] = [
	(name) => name,
	(name) => name.toLowerCase(),
	(name) => name.toUpperCase(),
	(name) => name.toUpperCase().toLowerCase(),
	(name) => name.toLowerCase().toUpperCase(),
];

/** What file systems take for the same name: case, normal forms, characters without a look, ends that Windows drops. */
const FOLDS: readonly Fold[] = CASES.flatMap((inCase) => [
	(name) => inCase(name).replace(/[. ]+$/, ''),
	(name) => inCase(name).replace(/\p{Default_Ignorable_Code_Point}/gu, ''),
	...FORMS.flatMap((form): Fold[] => [
		(name) => inCase(name).normalize(form),
		(name) => inCase(name.normalize(form)),
	]),
]);

/** After what Microsoft lists, written again here; a device counts whatever follows a dot, a colon or spaces. */
const DEVICE =
	/^(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3]) *([.:]|$)/i;

/** Parts out of which such numbers are made as people have them, or as they go wrong. */
const part = fc.oneof(
	fc.constantFrom(
		...[
			'HT',
			'ht',
			'Ht',
			'合同',
			'采购',
			'2026',
			'01',
			'é',
			'É',
			'e\u0301',
			'ß',
			'SS',
			'ẞ',
			'İ',
			'ı',
		],
		...[
			'Σ',
			'ς',
			'ﬁ',
			'FI',
			'①',
			'１',
			'Ａ',
			'㎜',
			'Å',
			'\u212b',
			'\u212a',
			'K',
			'が',
			'か\u3099',
			'각',
		],
		...[
			'/',
			'\\',
			'-',
			'_',
			'.',
			'~',
			' ',
			':',
			'＃',
			'/../',
			'\u200b',
			'\u115f',
			'\ufe0f',
			'\ud800',
		],
		...['~1a2b3c4d', '.pdf', 'CON', 'nul', 'COM1', 'com\u00b9', 'CONIN$', '\u0000', '\r\n', '😀'],
	),
	fc.string({ unit: 'binary', maxLength: 4 }),
);
const orderNumber = fc.oneof(
	fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
	fc.string({ unit: 'binary', maxLength: 400 }),
	fc.uuid(),
	fc.array(part, { maxLength: 3 }).map((parts) => parts.join('').repeat(100).slice(0, 400)),
);

/** Another number that could be taken for the first. */
const disguise = fc.constantFrom<Fold>(
	...FOLDS,
	(number) => `${number.slice(0, 1).toUpperCase()}${number.slice(1).toLowerCase()}`,
	(number) => number.replace(/[^\p{L}\p{N}]/gu, '_'),
	(number) => number.replaceAll('/', ':'),
	(number) => number.replaceAll('\ud800', '\ud801'),
	(number) => `${number}.`,
	(number) => `${number} `,
	(number) => `.${number}`,
	(number) => `${number}\u200b`,
	(number) => `${number}\u115f`,
	(number) => `${number}/`,
	(number) => number.slice(0, 250),
	// What we made of it, as a number.
	(number) => safeFileName(number, 'pdf').replace(/\.pdf$/, ''),
	(number) => safeFileName(number, 'pdf'),
	() => 'document',
	() => '',
);

describe('the file name of a signed document', () => {
	it.each([
		'CONTRACT-2026-0042',
		'20261126001',
		'1961005746230337538',
		'采购-2026-001',
		'HT_2026.11.26-A',
		'계약-1',
		'ДОГОВОР-7',
		'550e8400-e29b-41d4-a716-446655440000',
	])('is the plain order number: %s', (number) => {
		expect(safeFileName(number, 'pdf')).toBe(`${number}.pdf`);
	});

	it.each([
		['HT/2026/01', 'HT_2026_01~87c744a7.pdf'],
		['合同 2026/042', '合同_2026_042~67017b0e.pdf'],
		['沃签〔2026〕1号', '沃签_2026_1号~fd25cc6b.pdf'],
		['../../etc/passwd', 'etc_passwd~3754d6cb.pdf'],
		['', 'document~e3b0c442.pdf'],
		['...', 'document~ab5df625.pdf'],
		['a\u0000b\r\nc', 'a_b_c~8d3b08b9.pdf'],
		['ab-1', 'ab-1~42c213a5.pdf'],
		['550E8400-e29b-41d4-a716-446655440000', '550E8400-e29b-41d4-a716-446655440000~cebf67a1.pdf'],
		['x~1a2b3c4d', 'x_1a2b3c4d~1fbd6aa6.pdf'],
		['CON', 'CON~a3dbc4b6.pdf'],
		['nul.pdf', 'nul_pdf~780e9d9b.pdf'],
		['con.txt.pdf', 'con_txt_pdf~bfc894ef.pdf'],
		['COM¹', 'COM1~844eb874.pdf'],
		['COM1.A', 'COM1_A~ec1da81f.pdf'],
		['CONIN$', 'CONIN~4954c3bf.pdf'],
		['-rf', 'rf~686c39ac.pdf'],
		['.HIDDEN', 'HIDDEN~c16dbceb.pdf'],
		['A\u115fB', 'A_B~7803d898.pdf'],
		['A.', 'A~e5365717.pdf'],
		['合'.repeat(300), `${'合'.repeat(62)}~776be46d.pdf`],
	])('is made safe, and marked with the start of the number’s SHA-256: %j → %s', (number, name) => {
		expect(safeFileName(number, 'pdf')).toBe(name);
	});

	it('is never a path, hidden, an option, a device, empty or long, whatever the order number', () => {
		fc.assert(
			fc.property(orderNumber, fc.constantFrom('pdf', 'docx'), (number, extension) => {
				const name = safeFileName(number, extension);
				expect(name).toMatch(/^[^.\-~\s][^/\\:*?"<>|\s\p{C}]*[^. ]$/u);
				expect(name.endsWith(`.${extension}`)).toBe(true);
				expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
				expect(FOLDS.map((fold) => fold(name)).filter((folded) => DEVICE.test(folded))).toEqual([]);
			}),
			{ numRuns: 3_000 },
		);
	});

	it.each([`A${'-'.repeat(1_000_000)}/`, `A${'\u0301\u0323'.repeat(500_000)}`])(
		'is made in no time of an order number made to hold it up',
		(number) => expect(safeFileName(number, 'pdf')).toMatch(/^[AÁẠ].*~[\da-f]{8}\.pdf$/u),
	);

	it('is never that of another order number, whatever the file system folds', () => {
		fc.assert(
			fc.property(orderNumber, fc.oneof(disguise, orderNumber), (number, other) => {
				const another = typeof other === 'string' ? other : other(number);
				fc.pre(another !== number);
				const [name, otherName] = [safeFileName(number, 'pdf'), safeFileName(another, 'pdf')];
				expect(FOLDS.filter((fold) => fold(name) === fold(otherName))).toEqual([]);
			}),
			{
				numRuns: 5_000,
				examples: [
					['ab-1', 'AB-1'],
					['STRAẞE', 'STRASSE'],
				],
			},
		);
	});

	it('distinguishes every Unicode letter, digit, and mark from every other', () => {
		const letters = Array.from({ length: 0x110000 }, (_, point) => point)
			.filter((point) => point < 0xd800 || point > 0xdfff)
			.map((point) => String.fromCodePoint(point))
			.filter((letter) => /[\p{L}\p{M}\p{N}]/u.test(letter));
		const names = letters.map((letter) => safeFileName(`A${letter}`, 'pdf'));
		expect(names.length).toBeGreaterThan(100_000);
		for (const inCase of CASES) {
			const folded = new Set(names.map((name) => inCase(name.normalize('NFKD'))));
			expect(folded.size).toBe(names.length);
		}
	});
});

describe('the file name of a preview', () => {
	it.each([
		['contract.pdf', 'contract.preview.pdf'],
		['劳动合同V1.2.PDF', '劳动合同V1.2.preview.pdf'],
		['HT/2026/01.pdf', 'HT_2026_01~87c744a7.preview.pdf'],
		['con.pdf', 'con~1143da2b.preview.pdf'],
		['ＣＯＮ.pdf', 'CON~34522c85.preview.pdf'],
		['.pdf', 'document~e3b0c442.preview.pdf'],
		[`${'合'.repeat(80)}.pdf`, `${'合'.repeat(59)}~a077857d.preview.pdf`],
	])('is the document’s own, made safe: %s → %s', (documentName, name) => {
		expect(previewFileName(documentName)).toBe(name);
		expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
	});
});
