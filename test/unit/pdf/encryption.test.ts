import { PDFDocument } from '@cantoo/pdf-lib';
import type { SecurityOptions } from '@cantoo/pdf-lib';
import { drawPreview } from '../../../nodes/WoSignDoc/pdf/drawPreview';
import { onePage, pdfOf, streamOf } from '../../support/pdfText';
import { describeWithQpdf, qpdf } from './qpdf';
import { readable, readPieces } from './readInPieces';

const RESTRICTED = { ...readable([300, 200]), restricted: true };
const PROTECTED = { kind: 'passwordProtected' };

async function encrypted(options: SecurityOptions, useObjectStreams: boolean): Promise<Buffer> {
	const pdf = await PDFDocument.create();
	pdf.addPage([300, 200]);
	pdf.encrypt({ allowWeakCryptography: true, ...options });
	return Buffer.from(await pdf.save({ useObjectStreams }));
}

async function plain(): Promise<Buffer> {
	const pdf = await PDFDocument.create();
	pdf.addPage([300, 200]).drawText('Signature of Alice', { x: 20, y: 100, size: 12 });
	return Buffer.from(await pdf.save());
}

/** A text in a font whose characters only an encrypted string and a stream of indirect length name. */
const chinese = () =>
	pdfOf({
		...onePage('/MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Font << /F 6 0 R >> >>'),
		4: streamOf('BT /F 12 Tf 20 100 Td <7532> Tj <65b9> Tj ET', '', '5 0 R'),
		5: '44',
		6: '<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /UniGB-UTF16-H /DescendantFonts [7 0 R] >>',
		7: '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /X /DW 1000 /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>',
	});

/** Where a keyword is, and nothing where it is not. */
async function hitsOf(pdf: Buffer, keyword: string) {
	const facts = await readPieces([pdf], [keyword]);
	return facts.kind === 'readable' ? facts.text?.hits.get(keyword) : undefined;
}

const PREVIEW = { warning: ['PREVIEW'], boxes: [], title: 'A preview', rows: [] };

const algorithms = ['RC4-40', 'RC4-128', 'AES-128', 'AES-256'] as const;
const cases = algorithms.flatMap((algorithm) =>
	[false, true].map((useObjectStreams) => ({ algorithm, useObjectStreams })),
);

describe.each(cases)(
	'$algorithm, object streams: $useObjectStreams',
	({ algorithm, useObjectStreams }) => {
		it('is readable but restricted when only the owner has a password', async () => {
			const options = { algorithm, ownerPassword: 'owner', userPassword: '' };
			expect(await readPieces([await encrypted(options, useObjectStreams)])).toEqual(RESTRICTED);
		});

		it('is password protected when its readers need one', async () => {
			const options = { algorithm, ownerPassword: 'owner', userPassword: 'reader' };
			expect(await readPieces([await encrypted(options, useObjectStreams)])).toEqual(PROTECTED);
		});
	},
);

describeWithQpdf('a file that qpdf encrypted', () => {
	const handlers = [
		['revision 2', ['40']],
		['revision 3', ['128', '--use-aes=n']],
		['revision 4, RC4', ['128', '--force-V4']],
		['revision 4, AES', ['128', '--use-aes=y']],
		['revision 4, unencrypted metadata', ['128', '--use-aes=y', '--cleartext-metadata']],
		['revision 5', ['256', '--force-R5']],
		['revision 6', ['256']],
	] as const;
	const packings = ['disable', 'generate'];

	describe.each(handlers)('%s', (_, [bits, ...options]) => {
		const encrypt = async (userPassword: string, packing: string, pdf?: Buffer) =>
			qpdf(
				pdf ?? (await plain()),
				'--allow-weak-crypto',
				`--object-streams=${packing}`,
				...['--encrypt', userPassword, 'owner', bits, ...options, '--'],
			);

		it.each(packings)('is readable but restricted without a user password: %s', async (packing) => {
			expect(await readPieces([await encrypt('', packing)])).toEqual(RESTRICTED);
		});

		it.each(packings)('has its text searched where no password is needed: %s', async (packing) => {
			const hits = await hitsOf(await encrypt('', packing), 'Alice');
			expect(hits).toHaveLength(1);
			expect(hits).toEqual(await hitsOf(await plain(), 'Alice'));
			expect(await hitsOf(await encrypt('', packing, chinese()), '甲方')).toHaveLength(1);
		});

		it.each(packings)(
			'is drawn on without encryption if no password is needed: %s',
			async (packing) => {
				for (const pdf of [await encrypt('', packing), await encrypt('', packing, chinese())]) {
					const drawn = await drawPreview(pdf, PREVIEW);
					if (!drawn) throw new Error('not drawn');
					// It ends in an error where QPDF has anything against the file.
					const checked = qpdf(Buffer.from(drawn), '--warning-exit-0', '--qdf');
					expect(checked.includes('/Encrypt')).toBe(false);
					const keyword = pdf.includes('GB1') ? '甲方' : 'Alice';
					expect(await hitsOf(Buffer.from(drawn), keyword)).toEqual(await hitsOf(pdf, keyword));
				}
			},
		);

		it.each(packings)('is password protected with one: %s', async (packing) => {
			expect(await readPieces([await encrypt('reader', packing)])).toEqual(PROTECTED);
		});
	});
});

describe('another encryption', () => {
	it('is password protected when it is for the holders of certificates', async () => {
		const pdf = pdfOf(onePage(), '/Encrypt << /Filter /Adobe.PubSec /V 4 >>');
		expect(await readPieces([pdf])).toEqual(PROTECTED);
	});

	it('is not checked when its algorithm is unknown', async () => {
		const pdf = pdfOf(onePage(), '/Encrypt << /Filter /Standard /V 3 /R 3 >>');
		expect(await readPieces([pdf])).toMatchObject({ kind: 'unchecked' });
	});
});
