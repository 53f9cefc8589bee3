import { fileTypeOf } from '../../../nodes/WoSignDoc/protocol/fileType';

/** The bytes before the name of a ZIP file's member. */
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
	])('is detected from its bytes: %j', (text, mimeType, extension) => {
		expect(fileTypeOf(Buffer.from(text, 'latin1'))).toEqual({ mimeType, extension });
	});
});
