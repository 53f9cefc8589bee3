import { z } from 'zod';
import { SIGN_TYPES } from '../protocol/constants';
import type { Problem } from '../protocol/errors';
import { meantFields } from './fieldNames';
import type { OrderNotice } from './orderNotice';

/** Signers in the API's field names, not yet judged, and what their form alone tells. */
export interface SignersInput {
	/** For the schema; anything but a list is for it to refuse. */
	readonly signerlist: unknown;
	readonly problems: readonly Problem[];
	readonly notices: readonly OrderNotice[];
}

const ORGANISATION_NAMES = ['orgName', 'orgNo'] as const;
const PERSON_NAMES = ['userName', 'userNo'] as const;
/** A row of a table has no room for a list: its one place stands in two columns. */
const PLACE_NAMES = ['pagenumber', 'position'] as const;

/** The API's names of a signer's fields (PROTOCOL.md, CreateSignOrder, A signer), and ours for binary fields. */
const NAMES = [
	'signType',
	...ORGANISATION_NAMES,
	...PERSON_NAMES,
	'country',
	'stampbase',
	'pic',
	'otherpic',
	'signlist',
	'stampBinary',
	'picBinary',
	'otherpicBinary',
	...PLACE_NAMES,
] as const;

type SignerFields = Readonly<Partial<Record<(typeof NAMES)[number], unknown>>>;

/** Names of a place to sign: the API's, and those of the node's form. */
const PLACE_FIELD_NAMES = [
	...PLACE_NAMES,
	'page',
	'placeBy',
	'unit',
	'origin',
	'x1',
	'y1',
	'x2',
	'y2',
	'centerX',
	'centerY',
	'width',
	'height',
	'preset',
	'margin',
] as const;

/** Words for a signer's type as tables have them. */
const TYPE_WORDS: ReadonlyMap<string, string> = new Map([
	...['organisation', 'organization', 'company', '单位', '企业'].map(
		(word) => [word, SIGN_TYPES.organisation] as const,
	),
	...['person', 'individual', '个人'].map((word) => [word, SIGN_TYPES.person] as const),
]);

/** A signer's type as a text or a number. */
const typeSchema = z.union([z.string().trim(), z.number().transform(String)]);
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
	if (!Array.isArray(list)) return { signerlist: list, problems: [], notices: [] };
	const signers = list.map(readSigner);
	return {
		signerlist: signers.map(({ signer }) => signer),
		problems: signers.flatMap(({ problems }) => problems),
		notices: signers.flatMap(({ notices }) => notices),
	};
}

function unreadable({ message }: SyntaxError): SignersInput {
	// The rest of the message may show the text, and with it an identity number.
	const [position] = /position \d+/.exec(message) ?? ['its end'];
	const problem = { where: 'Signers', message: `not valid JSON, at ${position}` };
	return { signerlist: undefined, problems: [problem], notices: [] };
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		return error;
	}
}

function readSigner(given: unknown, index: number) {
	const where = `Signer ${index + 1}`;
	const row = itemSchema.or(objectSchema).safeParse(given);
	if (!row.success) return { signer: given, problems: [], notices: [] };
	const { fields, problems, unknown } = meantFields(row.data, NAMES);
	const { signer, unsent } = withoutOtherType(withType(fields));
	const message = (name: string) => `the field "${name}" is not part of a signer and is not sent`;
	return {
		signer: withPlaces(signer),
		problems: problems.map((problem) => ({ where, message: problem })),
		notices: [...unknown, ...unsent].map((name): OrderNotice => ({
			code: 'ignoredField',
			where,
			message: message(name),
		})),
	};
}

function withType(fields: SignerFields): SignerFields {
	const { signType } = fields;
	const known = TYPE_WORDS.get(typeSchema.safeParse(signType).data?.toLowerCase() ?? '');
	return known === undefined ? fields : { ...fields, signType: known };
}

/** A table has columns for both types; a person's company, say, is not sent. */
function withoutOtherType(fields: SignerFields): { signer: SignerFields; unsent: string[] } {
	const type = typeSchema.safeParse(fields.signType).data;
	const others: readonly string[] =
		type === SIGN_TYPES.organisation
			? PERSON_NAMES
			: type === SIGN_TYPES.person
				? ORGANISATION_NAMES
				: [];
	const entries = Object.entries(fields);
	return {
		signer: Object.fromEntries(entries.filter(([name]) => !others.includes(name))),
		unsent: entries.flatMap(([name]) => (others.includes(name) ? [name] : [])),
	};
}

function withPlaces(fields: SignerFields): SignerFields {
	const { pagenumber, position, signlist, ...signer } = fields;
	const ownPlace =
		pagenumber === undefined && position === undefined ? [] : [{ pagenumber, position }];
	const listed = typeof signlist === 'string' ? parse(signlist) : signlist;
	if (listed === undefined) return ownPlace.length > 0 ? { ...signer, signlist: ownPlace } : signer;
	const places: unknown[] = Array.isArray(listed) ? listed : [listed];
	return { ...signer, signlist: [...ownPlace, ...places.map(readPlace)] };
}

function readPlace(given: unknown): unknown {
	const place = objectSchema.safeParse(given);
	if (!place.success) return given;
	return meantFields(place.data, PLACE_FIELD_NAMES).fields;
}
