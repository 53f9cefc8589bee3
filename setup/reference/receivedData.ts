import type { BackingTest } from './backingTest';
import { testLink } from './backingTest';
import { table } from './markdown';

/** What comes from outside, and what the node makes of it. */
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
const STRANGE = 'are not sent with %s in a number; the right number is offered';

const ANSWERS: readonly ReceivedData[] = [
	{
		comes: 'Text in a charset that `Content-Type` declares, such as GBK',
		becomes: 'Decoded by it; ISO-8859-1, which servers declare by default, is read as UTF-8',
		test: [RESPONSE, DECODED, 'GBK'],
	},
	{
		comes: 'Bytes that are not of the declared charset, or of UTF-8 where none is declared',
		becomes: '`unreadableResponse`, which says so; never other characters',
		test: [SERVERS, 'is told in words of its own: %s', 'GBK that is not declared'],
	},
	{
		comes: '`signid` as a number of 19 digits',
		becomes: 'Its digits as text',
		test: [RESPONSE, CREATED, 'has an ID of 19 digits'],
	},
	{
		comes: '`null` or blank text',
		becomes: 'As if the field were not there',
		test: [RESPONSE, CREATED, 'has a null for no error code'],
	},
	{
		comes: '`errorcode` `0`, `"000"`, `[]`, `{}`',
		becomes: 'No code',
		test: [RESPONSE, CREATED, 'has three zeros for no error code'],
	},
	{
		comes: '`errorcode` `"-57&-50"`, or a list',
		becomes: 'Each code is told; `error.code` is the first, `error.errors` has them all',
		test: [RESPONSE, 'for two reasons tells both: %s', '"-57&-50"'],
	},
	{
		comes: 'Another order number than the one sent',
		becomes: 'Your own comes out; the warning `otherOrderNumber` names both',
		test: [
			RESPONSE,
			'comes out so, with a warning that names both, when the answer names %s',
			'somebody else’s',
		],
	},
	{
		comes: 'An order that was taken, and an error code as well',
		becomes: 'The order comes out, with the warning `codeOnSuccess`',
		test: [RESPONSE, 'comes out with a warning when the answer has an error code as well'],
	},
	{
		comes: 'A `status` other than 0 or 1, such as `""`, `"0x1"`, `"1e0"`',
		becomes: '`unreadableResponse`: the order may exist',
		test: [RESPONSE, 'says so: %s', 'a hexadecimal status'],
	},
	{
		comes: '`status` 1 without `signid`, or 0 without a code',
		becomes: '`unreadableResponse`, which says so: the order may exist',
		test: [RESPONSE, 'says so: %s', 'no ID'],
	},
];

const FILES: readonly ReceivedData[] = [
	{
		comes: 'A name that ends in the extension of a document',
		becomes: 'That format',
		test: [FORMAT, 'is that of the name, else of the type: %s', 'a document’s extension'],
	},
	{
		comes:
			'A name that ends in a date or a version (`劳动合同2026.11.26`, `合同 V1.2`), or in nothing',
		becomes: 'The format of the MIME type, else of the first bytes',
		test: [FORMAT, SHOWN_FORMAT, 'a date'],
	},
	{
		comes:
			'A file whose format does not show for certain: an OLE container, an archive, a web page',
		becomes: 'An error; the option File Format decides',
		test: [FORMAT, 'is unknown where %s', 'a container may hold a text or a table'],
	},
	{
		comes: 'Bytes that are not of the format',
		becomes: 'An error that names both',
		test: [CHECK, '%s', 'a file that is of another format'],
	},
	{
		comes: 'An image of 0 bytes',
		becomes: 'An error',
		test: [CHECK, '%s', 'an image without a byte'],
	},
	{
		comes: 'A PNG or JPEG whose end is missing',
		becomes: 'The warning `imageCut`',
		test: [IMAGES, 'is cut off wherever it ends before its end'],
	},
];

const GIVEN_NUMBERS: readonly ReceivedData[] = [
	{
		comes: 'A number that lost digits, or its text, such as `1.1010519491231E+17`',
		becomes: 'An error, in order, identity card and license numbers',
		test: [NUMBERS, 'are told in every number, though it is text: %s', '1.1010519491231E+17'],
	},
	{
		comes: 'A number of 18 digits that ends in 000 and cannot be right',
		becomes: 'The same error: spreadsheets keep 15 digits',
		test: [NUMBERS, 'are told where a spreadsheet kept 15 of the 18: %s', 'a card'],
	},
	{
		comes: 'Full-width digits and letters in an identity card or license number',
		becomes: 'An error that says which characters, and offers the right number, its middle hidden',
		test: [SIGNERS, STRANGE, 'a full-width digit'],
	},
	{
		comes: 'A character that looks like another there: `×`, `Χ` or `Х` for `X`, `O` for `0`',
		becomes: 'The same',
		test: [SIGNERS, STRANGE, 'a sign for an X'],
	},
	{
		comes: 'A character there that cannot be seen: zero-width, direction marks, a byte order mark',
		becomes: 'The same',
		test: [SIGNERS, STRANGE, 'a hidden mark'],
	},
	{
		comes: 'Spaces, hyphens, an apostrophe or `.0` in a number that is right without',
		becomes: 'The same',
		test: [NUMBERS, 'is told with its place, and the right number offered: %s'],
	},
	{
		comes: 'An order number with a character that cannot be seen',
		becomes: 'An error that offers the number without it',
		test: [NUMBERS, 'with a character that cannot be seen is told, and the right one offered: %j'],
	},
	{
		comes: 'An order number in full-width digits or letters, or with unusual spaces',
		becomes: 'Sent as it is, with the warning `orderNumberCharacters`',
		test: [NUMBERS, 'in unusual characters is remarked on, and the usual ones are offered: %s'],
	},
	{
		comes: 'Letters of a foreign document, for a signer of another country',
		becomes: 'Nothing is said',
		test: [NUMBERS, 'is no letter of a foreign document: %s'],
	},
];

const ROWS: readonly ReceivedData[] = [
	{
		comes: '`row_number`, and columns whose cells are empty',
		becomes: 'Nothing is said',
		test: [SIGNERS, 'are sent without a word of row numbers and empty columns'],
	},
	{
		comes: 'A row whose cells are all empty',
		becomes: 'Skipped, with the warning `emptyRow`; signers are numbered without it',
		test: [SIGNERS, 'are sent without rows that are empty, which is said'],
	},
	{
		comes: '`姓名`, `身份证号`, `单位名称`, `统一社会信用代码`, `类型` and the like as headings',
		becomes: 'The API’s fields, unless the row has those as well',
		test: [SIGNERS, 'may have Chinese headings and the vendor’s own words'],
	},
	{
		comes: 'Another Chinese heading',
		becomes: 'The warning `ignoredField`, also named in the error if something is missing',
		test: [
			SIGNERS,
			'under headings that are not understood are not sent, and the headings are named',
		],
	},
	{
		comes: '`个人签署`, `单位签署`, `个人`, `企业` and the like as a type',
		becomes: 'Person or organization; another word is named in the error',
		test: [SIGNERS, 'of a type that is not understood are not sent, and the word is named'],
	},
	{
		comes: 'JSON text with a byte order mark or a ```` ```json ```` fence',
		becomes: 'Read without them',
		test: [SIGNERS, 'may come as JSON text with %s around it', 'a fence'],
	},
	{
		comes: 'JSON text with a slip',
		becomes: 'An error with line and column; full-width signs (，：“”) are named',
		test: ['unit/order/jsonText.test.ts', 'is told where it is wrong: %j'],
	},
];

/** Everything that comes from outside, for the test that looks for the tests. */
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
		['What comes', 'What the node makes of it', 'Test'],
		rows.map(({ comes, becomes, test }) => [comes, becomes, testLink(test)]),
	);
}
