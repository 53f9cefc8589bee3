import { z } from 'zod';
import { SIGN_TYPES } from '../../protocol/constants';
import type { Problem } from '../../protocol/errors';
import { parameterLabel } from '../fields/fieldLabels';
import type { OrderWarning } from '../orderWarning';
import { ignoredFields } from './ignoredFields';
import { matchFieldNames } from './matchFieldNames';
import { POSITION_COLUMNS, readPositionsJson } from './positionsJson';

/** Signers in the API's field names, not yet validated, and what is wrong with the way they are written. */
export interface SignersInput {
	/** For the schema; anything but a list is for it to refuse. */
	readonly signerlist: unknown;
	readonly problems: readonly Problem[];
	readonly warnings: readonly OrderWarning[];
}

const ORGANISATION_NAMES = ['orgName', 'orgNo'] as const;
const PERSON_NAMES = ['userName', 'userNo'] as const;

/** The API's names of any signer's fields (PROTOCOL.md, CreateSignOrder, A signer), and ours for binary fields. */
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

/** Words for a signer's type as tables have them. */
const TYPE_WORDS: ReadonlyMap<string, string> = new Map([
	...['organisation', 'organization', 'company', '单位', '企业'].map(
		(word) => [word, SIGN_TYPES.organisation] as const,
	),
	...['person', 'individual', '个人'].map((word) => [word, SIGN_TYPES.person] as const),
]);

const typeSchema = z
	.union([z.string().trim(), z.number().transform(String)])
	.transform((type) => TYPE_WORDS.get(type.toLowerCase()) ?? type);
const objectSchema = z.record(z.unknown());
const itemSchema = z.object({ json: objectSchema }).transform(({ json }) => json);

/**
 * The parameter `signersJson`: JSON text or what an expression gave, one signer or a list, n8n's items or
 * rows of a table among them.
 */
export function readSignersJson(value: unknown): SignersInput {
	const parsed = typeof value === 'string' ? parse(value) : value;
	if (parsed instanceof SyntaxError) return unreadable(parsed);
	const list = objectSchema.safeParse(parsed).success ? [parsed] : parsed;
	if (!Array.isArray(list)) return { signerlist: list, problems: [], warnings: [] };
	const signers = list.map(readSigner);
	return {
		signerlist: signers.map(({ signer }) => signer),
		problems: signers.flatMap(({ problems }) => problems),
		warnings: signers.flatMap(({ warnings }) => warnings),
	};
}

function parse(text: string): unknown {
	if (!text.trim()) return undefined;
	try {
		return JSON.parse(text);
	} catch (error) {
		return error;
	}
}

/** Where the text stops to be JSON; the rest of the message may show the text, and with it an identity number. */
function unreadable({ message }: SyntaxError): SignersInput {
	const [reached] = /line \d+ column \d+|end of JSON input/.exec(message) ?? [];
	const at = reached === undefined ? '' : `, at ${reached.replace('end of JSON input', 'its end')}`;
	const problem = { where: parameterLabel('signers'), message: `not valid JSON${at}` };
	return { signerlist: undefined, problems: [problem], warnings: [] };
}

function readSigner(given: unknown, index: number) {
	const where = `Signer ${index + 1}`;
	const row = itemSchema.or(objectSchema).safeParse(given);
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

/** A table has columns for both types; a person's company, say, means nothing. */
function namesOf(signType: unknown) {
	return [
		...COMMON_NAMES,
		...(signType === SIGN_TYPES.person ? [] : ORGANISATION_NAMES),
		...(signType === SIGN_TYPES.organisation ? [] : PERSON_NAMES),
	];
}
