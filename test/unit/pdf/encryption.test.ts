import { PDFDocument } from '@cantoo/pdf-lib';
import type { SecurityOptions } from '@cantoo/pdf-lib';
import { onePage, pdfOf } from '../../support/pdfText';
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
	pdf.addPage([300, 200]);
	return Buffer.from(await pdf.save());
}

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
		['revision 4, metadata in clear', ['128', '--use-aes=y', '--cleartext-metadata']],
		['revision 5', ['256', '--force-R5']],
		['revision 6', ['256']],
	] as const;
	const packings = ['disable', 'generate'];

	describe.each(handlers)('%s', (_, [bits, ...options]) => {
		const encrypt = async (userPassword: string, packing: string) =>
			qpdf(
				await plain(),
				'--allow-weak-crypto',
				`--object-streams=${packing}`,
				...['--encrypt', userPassword, 'owner', bits, ...options, '--'],
			);

		it.each(packings)('is readable but restricted without a user password: %s', async (packing) => {
			expect(await readPieces([await encrypt('', packing)])).toEqual(RESTRICTED);
		});

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
