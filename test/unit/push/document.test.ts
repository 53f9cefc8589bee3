import fc from 'fast-check';
import { fileTypeOf } from '../../../nodes/WoSignDoc/protocol/fileType';
import { safeFileName } from '../../../nodes/WoSignDoc/push/safeFileName';

describe('the file name of a signed document', () => {
	it.each([
		['CONTRACT-2026-0042', 'CONTRACT-2026-0042.pdf'],
		['合同 2026/042', '合同_2026_042.pdf'],
		['../../etc/passwd', 'etc_passwd.pdf'],
		['', 'document.pdf'],
		['...', 'document.pdf'],
		['a\u0000b\r\nc', 'a_b_c.pdf'],
	])('is made safe: %j → %s', (orderNumber, fileName) => {
		expect(safeFileName(orderNumber, 'pdf')).toBe(fileName);
	});

	it('is never a path, hidden, empty or long, whatever the order number', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (orderNumber) => {
				const fileName = safeFileName(orderNumber, 'pdf');
				expect(fileName).toMatch(/^[^./\\\s][^/\\:*?"<>|\s\u0000-\u001f]*\.pdf$/u);
				expect([...fileName].length).toBeLessThanOrEqual(104);
			}),
		);
	});
});

/** What stands before the name of a member of a ZIP file. */
const ZIP_HEADER = `PK\u0003\u0004${'\u0000'.repeat(26)}`;

describe('the type of a signed document', () => {
	it.each([
		['%PDF-1.7', 'application/pdf', 'pdf'],
		[`${'\n'.repeat(500)}%PDF-1.4`, 'application/pdf', 'pdf'],
		[
			`${ZIP_HEADER}[Content_Types].xml…${ZIP_HEADER}word/document.xml`,
			'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
			'docx',
		],
		[`${ZIP_HEADER}OFD.xml`, 'application/ofd', 'ofd'],
		[`${ZIP_HEADER}a.txt…xl/…ppt/`, 'application/zip', 'zip'],
		['hello', 'application/octet-stream', 'bin'],
	])('is told from its bytes: %j', (text, mimeType, extension) => {
		expect(fileTypeOf(Buffer.from(text, 'latin1'))).toEqual({ mimeType, extension });
	});
});
