import { z } from 'zod';
import { SIGN_TYPES } from '../../protocol/constants';
import type { Problem } from '../../protocol/errors';
import { parameterLabel } from '../fields/fieldLabels';
import type { OrderWarning } from '../orderWarning';
import { isOfTable, plainHeading } from './headings';
import { ignoredFields } from './ignoredFields';
import { isEmpty } from './isEmpty';
import { readJsonText } from './jsonText';
import { matchFieldNames } from './matchFieldNames';
import { POSITION_COLUMNS, readPositionsJson } from './positionsJson';

/** Signers under the API's field names, not yet validated, and what is wrong with how they are written. */
export interface SignersInput {
	/** Left to the schema, which rejects anything that isn't a list. */
	readonly signerlist: unknown;
	readonly problems: readonly Problem[];
	readonly warnings: readonly OrderWarning[];
}

const ORGANIZATION_NAMES = ['orgName', 'orgNo'] as const;
const PERSON_NAMES = ['userName', 'userNo'] as const;

/** The API's names of any signer's fields (PROTOCOL.md, CreateSignOrder, A signer), and our own for binary fields. */
const COMMON_NAMES = [
	'signType',
	'country',
	'stampbase',
	'pic',
	'otherpic',
	'signlist',
	'stampBinary',
	'picBinary',
	'otherpicBinary',
	...POSITION_COLUMNS,
] as const;

/** Words for a signer's type in tables. */
const TYPE_WORDS: ReadonlyMap<string, string> = new Map([
	...'organization organization company 单位 单位签署 企业 企业签署 公司 公司签署 机构 组织'
		.split(' ')
		.map((word) => [word, SIGN_TYPES.organization] as const),
	...'person individual 个人 个人签署 自然人'
		.split(' ')
		.map((word) => [word, SIGN_TYPES.person] as const),
]);

const SIGNERS_LABEL = parameterLabel('signers');
const typeSchema = z
	.union([z.string().trim(), z.number().transform(String)])
	.transform((type) => TYPE_WORDS.get(type.toLowerCase()) ?? type);
const objectSchema = z.record(z.unknown());
const itemSchema = z.object({ json: objectSchema }).transform(({ json }) => json);

/**
 * The parameter `signersJson`: JSON text or an expression's value, one signer or a list, including n8n items and table
 * rows.
 */
export function readSignersJson(value: unknown): SignersInput {
	const read = typeof value === 'string' ? readText(value) : { value, problems: [] };
	const given = read.value;
	const list = objectSchema.safeParse(given).success ? [given] : given;
	if (!Array.isArray(list)) {
		const problems = read.problems.map((message) => ({ where: SIGNERS_LABEL, message }));
		return { signerlist: list, problems, warnings: [] };
	}
	const rows: readonly unknown[] = list;
	const signers = rows.filter((row) => !isEmptyRow(row)).map(readSigner);
	return {
		signerlist: signers.map(({ signer }) => signer),
		problems: signers.flatMap(({ problems }) => problems),
		warnings: [...emptyRows(rows), ...signers.flatMap(({ warnings }) => warnings)],
	};
}

function readText(text: string): { value: unknown; problems: readonly string[] } {
	if (isEmpty(text)) return { value: undefined, problems: [] };
	const read = readJsonText(text);
	return read.kind === 'value'
		? { value: read.value, problems: [] }
		: { value: undefined, problems: [read.problem] };
}

/** A table row, or an n8n item whose JSON is one. */
const rowSchema = itemSchema.or(objectSchema);

/** Whether all cells of a row are empty, as at the end of many tables. */
function isEmptyRow(given: unknown): boolean {
	const row = rowSchema.safeParse(given);
	if (!row.success) return false;
	return Object.entries(row.data).every(
		([key, cell]) => isEmpty(cell) || isOfTable(plainHeading(key)),
	);
}

/** Maximum rows that one warning names: a table may have thousands of empty ones. */
const MOST_NAMED = 10;

/** Reported, because the signers after them are counted without them. */
function emptyRows(rows: readonly unknown[]): OrderWarning[] {
	const empty = rows.flatMap((row, index) => (isEmptyRow(row) ? [index + 1] : []));
	if (empty.length === 0) return [];
	const rest = empty.length - MOST_NAMED;
	const named = [...empty.slice(0, MOST_NAMED), ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
	const which = empty.length === 1 ? `row ${named}` : `rows ${named}`;
	const skipped = empty.length === 1 ? 'is empty and was skipped' : 'are empty and were skipped';
	const message = `${which} of ${rows.length} ${skipped}; signers are numbered without`;
	return [{ code: 'emptyRow', where: SIGNERS_LABEL, message }];
}

function readSigner(given: unknown, index: number) {
	const where = `Signer ${index + 1}`;
	const row = rowSchema.safeParse(given);
	if (!row.success) return { signer: given, problems: [], warnings: [] };
	const { signType } = matchFieldNames(row.data, COMMON_NAMES).fields;
	const type = typeSchema.safeParse(signType).data ?? signType;
	const { fields, problems, unknown } = matchFieldNames(row.data, namesOf(type));
	const { pagenumber, position, signlist, ...rest } = fields;
	const positions = readPositionsJson({ pagenumber, position, signlist }, where);
	return {
		signer: { ...rest, signType: type, signlist: positions.signlist },
		problems: [...problems.map((message) => ({ where, message })), ...positions.problems],
		warnings: [...ignoredFields(unknown, where), ...positions.warnings],
	};
}

/** A table has columns for both signer types; a person's company, for example, is ignored. */
function namesOf(signType: unknown) {
	return [
		...COMMON_NAMES,
		...(signType === SIGN_TYPES.person ? [] : ORGANIZATION_NAMES),
		...(signType === SIGN_TYPES.organization ? [] : PERSON_NAMES),
	];
}
