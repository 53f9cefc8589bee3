import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { PdfParser } from '../../../nodes/WoSignDoc/pdf/file/pdfParser';
import { verify } from '../../support/signatures/verify';

const FOLDER = resolve(__dirname, '../../fixtures/attacks');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.pdf'));
const attacks = files.filter((name) => !name.startsWith('dos-'));
const read = (name: string) => readFileSync(resolve(FOLDER, name));

describe('a signed file with bytes appended that make a viewer show another page', () => {
	it.each(attacks)('%s is not intact', async (name) => {
		const file = read(name);
		const { intact, signatures } = await verify(file);
		expect([intact, signatures[0]?.integrity, signatures[0]?.coverage.after]).toEqual([
			false,
			'ok',
			'more',
		]);
		const signedLength = file.length - (signatures[0]?.coverage.bytesAfter ?? 0);
		expect(await verify(file.subarray(0, signedLength))).toMatchObject({ intact: true });
	});
});

describe('a small file that names the same object or stream again and again', () => {
	it.each<[string, number]>([
		['dos-reference-400x200000.pdf', 60_000],
		['dos-parents-400x200000.pdf', 60_000],
		['dos-objstm-4000.pdf', 30_000],
		['dos-xref-entries-4000000.pdf', 3_000],
	])('%s has each value parsed once', async (name, most) => {
		const values = jest.spyOn(PdfParser.prototype, 'value');
		await verify(read(name));
		expect(values.mock.calls.length).toBeLessThan(most);
		values.mockRestore();
	});
});
