import fc from 'fast-check';
import type { NamedFile } from '../../../nodes/WoSignDoc/order/input/fileFormat';
import { fileFormatOf } from '../../../nodes/WoSignDoc/order/input/fileFormat';

const PDF = '%PDF-1.7\n';
const OCTETS = 'application/octet-stream';
const member = (name: string) => `PK\u0003\u0004${'\u0014'.repeat(26)}${name}`;

async function formatOf(file: NamedFile, beginning = 'Dear Sir'): Promise<string> {
	const bytes = Buffer.from(beginning, 'latin1');
	return await fileFormatOf(file, async () => await Promise.resolve(bytes));
}

describe('the file format', () => {
	it.each<[string, NamedFile, string, string]>([
		['a date', { fileName: '劳动合同2026.11.26', mimeType: OCTETS }, PDF, 'pdf'],
		['a version', { fileName: '合同 V1.2', mimeType: 'application/pdf' }, PDF, 'pdf'],
		['a copy’s suffix', { fileName: '合同.pdf.bak', mimeType: OCTETS }, PDF, 'pdf'],
		['a stage', { fileName: '合同.终稿', mimeType: OCTETS }, member('word/document.xml'), 'docx'],
		['nothing', { fileName: '合同', mimeType: OCTETS }, PDF, 'pdf'],
		['no name', {}, member('OFD.xml'), 'ofd'],
		['no name, of a vague type', { mimeType: 'text/plain' }, PDF, 'pdf'],
	])('is that of the bytes for a name that ends in %s', async (_, file, bytes, format) => {
		expect(await formatOf(file, bytes)).toBe(format);
	});

	it.each<[string, NamedFile, string]>([
		['a document’s extension', { fileName: 'Contract v1.2.PDF ', mimeType: 'text/plain' }, 'pdf'],
		['an old extension', { fileName: 'a.b.doc', mimeType: 'application/pdf' }, 'doc'],
		['a type', { fileName: 'contract', mimeType: 'application/pdf; charset=binary' }, 'pdf'],
		['a type without a name', { mimeType: 'application/ofd' }, 'ofd'],
		['the type of WPS', { fileName: '合同', mimeType: 'application/wps-office.doc' }, 'doc'],
		['text', { fileName: 'v1.2', mimeType: 'text/plain' }, 'txt'],
	])('is that of the name, else of the type: %s', async (_, file, format) => {
		expect(await formatOf(file)).toBe(format);
	});

	it.each<[string, NamedFile, string]>([
		['there is no indication', { fileName: 'contract', mimeType: OCTETS }, 'Dear Sir'],
		['a container may hold a text or a table', { fileName: 'a' }, '\u00d0\u00cf\u0011\u00e0'],
		[
			'an archive may hold anything',
			{ fileName: 'a.zip', mimeType: 'application/zip' },
			member('a'),
		],
		['it may be an error page', { fileName: 'a' }, '<!DOCTYPE html>'],
		['a type is the name of a property', { mimeType: 'constructor' }, ''],
		['there is nothing', {}, ''],
	])('is unknown where %s', async (_, file, bytes) => {
		expect(await formatOf(file, bytes)).toBe('');
	});

	it('is never a number that a name ends in', async () => {
		const name = fc
			.tuple(fc.string({ unit: 'grapheme' }), fc.nat())
			.map(([text, number]) => `${text}.${number}`);
		await fc.assert(
			fc.asyncProperty(name, async (fileName) => {
				expect(await formatOf({ fileName, mimeType: OCTETS }, PDF)).toBe('pdf');
			}),
		);
	});
});
