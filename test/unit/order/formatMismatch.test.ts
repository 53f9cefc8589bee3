import { formatMismatch } from '../../../nodes/WoSignDoc/order/judge/formatMismatch';

/** The first bytes of files, as their programs write them. */
const member = (name: string) => `PK\u0003\u0004${'\u0014'.repeat(26)}${name}\u0000`;
const zipOf = (...names: string[]) => names.map(member).join('some bytes');
const FILES = {
	pdf: '%PDF-1.7\n',
	docx: zipOf('[Content_Types].xml', '_rels/.rels', 'word/document.xml'),
	xlsx: zipOf('[Content_Types].xml', 'xl/workbook.xml'),
	pptx: zipOf('[Content_Types].xml', 'ppt/presentation.xml'),
	ofd: zipOf('OFD.xml', 'Doc_0/Document.xml'),
	zip: zipOf('readme.txt'),
	doc: '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1',
	rtf: '{\\rtf1\\ansi',
	png: '\u0089PNG\r\n\u001a\n',
	jpg: '\u00ff\u00d8\u00ff\u00e0',
	html: '<!DOCTYPE html><html>',
	text: 'Dear Sir or Madam',
} as const;
type Kind = keyof typeof FILES;

function mismatch(format: string, kind: Kind): string | undefined {
	return formatMismatch(format, Buffer.from(FILES[kind], 'latin1'));
}

it.each<[string, Kind]>([
	['pdf', 'pdf'],
	['docx', 'docx'],
	['docm', 'docx'],
	['xlsx', 'xlsx'],
	['xltx', 'xlsx'],
	['pptx', 'pptx'],
	['ofd', 'ofd'],
	['doc', 'doc'],
	['xls', 'doc'],
	['wps', 'doc'],
	['doc', 'rtf'],
	['rtf', 'rtf'],
	['jpeg', 'jpg'],
	['jpg', 'jpg'],
	['png', 'png'],
	['htm', 'html'],
])('a file may be called %s when it is of the kind %s', (format, kind) => {
	expect(mismatch(format, kind)).toBeUndefined();
});

it.each(['docx', 'dotx', 'xlsx', 'xltx', 'pptx', 'potx', 'ofd', 'wps', 'odt', 'zip'])(
	'a container of unknown contents may be called %s',
	(format) => {
		expect(mismatch(format, 'zip')).toBeUndefined();
	},
);

it.each<[string, Kind, string]>([
	['pdf', 'docx', 'the file format is pdf, but the file is of the kind DOCX'],
	['pdf', 'html', 'the file format is pdf, but the file is of the kind HTML'],
	['docx', 'pdf', 'the file format is docx, but the file is of the kind PDF'],
	['docx', 'xlsx', 'the file format is docx, but the file is of the kind XLSX'],
	['doc', 'docx', 'the file format is doc, but the file is of the kind DOCX'],
	['pdf', 'zip', 'the file format is pdf, but the file is of the kind ZIP'],
	['png', 'jpg', 'the file format is png, but the file is of the kind JPG'],
	['pdf', 'text', 'the file format is pdf, but the contents aren’t a valid file of this format'],
])('a file called %s that is a %s is reported', (format, kind, message) => {
	expect(mismatch(format, kind)).toBe(message);
});

it('a DOCX that a password locks is not called an old one alone', () => {
	expect(mismatch('docx', 'doc')).toContain('opens only with a password');
	expect(mismatch('xlsx', 'doc')).toContain('opens only with a password');
});

it.each(['txt', 'xml', 'mht', ''])('a file called "%s" may hold anything', (format) => {
	expect(mismatch(format, 'text')).toBeUndefined();
	expect(mismatch(format, 'pdf')).toBeUndefined();
});

it.each(['pdf', 'txt'])('an empty file is reported, whatever its name: %s', (format) => {
	expect(formatMismatch(format, Buffer.alloc(0))).toBe('the file is empty');
});

it('a presentation is not taken for the table that its bytes seem to name, nor for one inside it', () => {
	const seeming = `${FILES.pptx}xl/worksheets word/ OFD.xml`;
	const embedding = `${FILES.pptx}${member('ppt/embeddings/table.xlsx')}${FILES.xlsx}`;
	for (const file of [seeming, embedding]) {
		expect(formatMismatch('pptx', Buffer.from(file, 'latin1'))).toBeUndefined();
	}
});
