import type { BackingTest } from './backingTest';
import { testLink } from './backingTest';
import { table } from './markdown';

/** A kind of external input, and how the node handles it. */
export interface ReceivedData {
	readonly comes: string;
	readonly becomes: string;
	readonly test: BackingTest;
}

const RESPONSE = 'unit/order/parseResponse.test.ts';
const SERVERS = 'node/order/misbehavingServers.test.ts';
const CHECK = 'node/order/check.test.ts';
const SIGNERS = 'node/order/signers.test.ts';
const FORMAT = 'unit/order/fileFormat.test.ts';
const NUMBERS = 'unit/protocol/writtenNumber.test.ts';
const IMAGES = 'unit/protocol/imageEnd.test.ts';

const CREATED = 'comes out under the user’s own order number when the answer %s';
const DECODED = 'is decoded by its charset: %s';
const SHOWN_FORMAT = 'is that of the bytes for a name that ends in %s';
const STRANGE = 'are not sent with %s in a number; a corrected number is offered';

const ANSWERS: readonly ReceivedData[] = [
	{
		comes: 'Text in a charset that `Content-Type` declares, such as GBK',
		becomes: 'Decoded with it; ISO-8859-1, which servers declare by default, is read as UTF-8',
		test: [RESPONSE, DECODED, 'GBK'],
	},
	{
		comes: 'Bytes that are invalid in the declared charset, or in UTF-8 if none is declared',
		becomes: '`unreadableResponse`, with that reason; never wrong characters',
		test: [SERVERS, 'gets its own message: %s', 'GBK that is not declared'],
	},
	{
		comes: '`signid` as a number of 19 digits',
		becomes: 'Its digits as text',
		test: [RESPONSE, CREATED, 'has an ID of 19 digits'],
	},
	{
		comes: '`null` or blank text',
		becomes: 'Treated as a missing field',
		test: [RESPONSE, CREATED, 'has a null for no error code'],
	},
	{
		comes: '`errorcode` `0`, `"000"`, `[]`, `{}`',
		becomes: 'No code',
		test: [RESPONSE, CREATED, 'has three zeros for no error code'],
	},
	{
		comes: '`errorcode` `"-57&-50"`, or a list',
		becomes: 'All codes are reported; `error.code` is the first, `error.errors` has all of them',
		test: [RESPONSE, 'with two codes reports both: %s', '"-57&-50"'],
	},
	{
		comes: 'A different order number than the one sent',
		becomes: 'Your own is returned; the warning `otherOrderNumber` names both',
		test: [
			RESPONSE,
			'keeps the user’s own order number, with a warning that names both, when the answer names %s',
			'someone else’s',
		],
	},
	{
		comes: 'An accepted order together with an error code',
		becomes: 'The order is returned, with the warning `codeOnSuccess`',
		test: [RESPONSE, 'comes out with a warning when the answer has an error code as well'],
	},
	{
		comes: 'A `status` other than 0 or 1, such as `""`, `"0x1"`, `"1e0"`',
		becomes: '`unreadableResponse`: the order may exist',
		test: [RESPONSE, 'says so: %s', 'a hexadecimal status'],
	},
	{
		comes: '`status` 1 without `signid`, or 0 without a code',
		becomes: '`unreadableResponse`, with that reason: the order may exist',
		test: [RESPONSE, 'says so: %s', 'no ID'],
	},
];

const FILES: readonly ReceivedData[] = [
	{
		comes: 'A name that ends in a document’s file extension',
		becomes: 'That format',
		test: [FORMAT, 'is that of the name, else of the type: %s', 'a document’s extension'],
	},
	{
		comes:
			'A name that ends in a date or a version (`劳动合同2026.11.26`, `合同 V1.2`), or has no extension',
		becomes: 'The format of the MIME type, or else of the first bytes',
		test: [FORMAT, SHOWN_FORMAT, 'a date'],
	},
	{
		comes:
			'A file whose format can’t be determined with certainty: an OLE container, an archive, a web page',
		becomes: 'An error; set the option File Format',
		test: [FORMAT, 'is unknown where %s', 'a container may hold a text or a table'],
	},
	{
		comes: 'Contents that don’t match the format',
		becomes: 'An error that names both',
		test: [CHECK, '%s', 'a file of another format'],
	},
	{
		comes: 'An image of 0 bytes',
		becomes: 'An error',
		test: [CHECK, '%s', 'an empty image'],
	},
	{
		comes: 'A truncated PNG or JPEG',
		becomes: 'The warning `imageCut`',
		test: [IMAGES, 'is cut off if it ends anywhere before its end'],
	},
];

const GIVEN_NUMBERS: readonly ReceivedData[] = [
	{
		comes: 'A number that lost digits, also as text, such as `1.1010519491231E+17`',
		becomes: 'An error, in order numbers, identity card numbers, and license numbers',
		test: [NUMBERS, 'are reported in every number, even in text: %s', '1.1010519491231E+17'],
	},
	{
		comes: 'An invalid 18-digit number that ends in 000',
		becomes: 'The same error: spreadsheets keep 15 digits',
		test: [NUMBERS, 'are reported if a spreadsheet kept 15 of 18 digits: %s', 'a card'],
	},
	{
		comes: 'Full-width digits and letters in an identity card or license number',
		becomes: 'An error that names the characters and suggests the corrected number, partly hidden',
		test: [SIGNERS, STRANGE, 'a full-width digit'],
	},
	{
		comes: 'Similar-looking characters in these numbers: `×`, `Χ` or `Х` for `X`, `O` for `0`',
		becomes: 'The same',
		test: [SIGNERS, STRANGE, 'a sign for an X'],
	},
	{
		comes:
			'Invisible characters in these numbers: zero-width characters, direction marks, a byte order mark',
		becomes: 'The same',
		test: [SIGNERS, STRANGE, 'a hidden mark'],
	},
	{
		comes: 'Spaces, hyphens, an apostrophe, or `.0` in an otherwise valid number',
		becomes: 'The same',
		test: [NUMBERS, 'is reported with its position and a corrected number: %s'],
	},
	{
		comes: 'An order number with an invisible character',
		becomes: 'An error that suggests the number without it',
		test: [NUMBERS, 'with an invisible character is reported, and a corrected one offered: %j'],
	},
	{
		comes: 'An order number with full-width digits or letters, or with unusual spaces',
		becomes: 'Sent unchanged, with the warning `orderNumberCharacters`',
		test: [NUMBERS, 'in unusual characters gets a warning that offers the usual ones: %s'],
	},
	{
		comes: 'Letters in a foreign ID number, for a signer from another country',
		becomes: 'No warning',
		test: [NUMBERS, 'is no letter of a foreign document: %s'],
	},
];

const ROWS: readonly ReceivedData[] = [
	{
		comes: '`row_number`, and empty columns',
		becomes: 'No warning',
		test: [SIGNERS, 'are sent without warnings about row numbers and empty columns'],
	},
	{
		comes: 'An empty row',
		becomes: 'Skipped, with the warning `emptyRow`; signers are numbered without it',
		test: [SIGNERS, 'are sent without empty rows, with a warning'],
	},
	{
		comes: '`姓名`, `身份证号`, `单位名称`, `统一社会信用代码`, `类型` and similar headings',
		becomes: 'The API’s fields, unless the row already has those',
		test: [SIGNERS, 'may have Chinese headings and the vendor’s own words'],
	},
	{
		comes: 'Other Chinese headings',
		becomes: 'The warning `ignoredField`; also named in the error if a field is missing',
		test: [SIGNERS, 'under unknown headings are not sent, and the headings are named'],
	},
	{
		comes: '`个人签署`, `单位签署`, `个人`, `企业` and similar types',
		becomes: 'Person or organization; other types are an error that names them',
		test: [SIGNERS, 'of an unknown type are not sent, and the type is named'],
	},
	{
		comes: 'JSON text with a byte order mark or a ```` ```json ```` fence',
		becomes: 'Read without them',
		test: [SIGNERS, 'may come as JSON text with %s around it', 'a fence'],
	},
	{
		comes: 'JSON text with a syntax error',
		becomes: 'An error with line and column; full-width punctuation (，：“”) is named',
		test: ['unit/order/jsonText.test.ts', 'is reported with the position of the error: %j'],
	},
];

/** All external inputs, for the test that checks that the backing tests exist. */
export const RECEIVED: readonly ReceivedData[] = [...ANSWERS, ...FILES, ...GIVEN_NUMBERS, ...ROWS];

/** The tables of the reference. */
export function receivedTables(): Record<'answers' | 'files' | 'numbers' | 'rows', string> {
	return {
		answers: receivedTable(ANSWERS),
		files: receivedTable(FILES),
		numbers: receivedTable(GIVEN_NUMBERS),
		rows: receivedTable(ROWS),
	};
}

function receivedTable(rows: readonly ReceivedData[]): string {
	return table(
		['Input', 'What the node does', 'Test'],
		rows.map(({ comes, becomes, test }) => [comes, becomes, testLink(test)]),
	);
}
