import { z } from 'zod';
import type { Problem } from '../../protocol/errors';
import { quoted } from '../../shared/validationMessage';
import { signerLabel } from '../fields/fieldLabels';
import { positionFields } from '../fields/positionProperties';
import type { OrderWarning } from '../orderWarning';
import { ignoredFields } from './ignoredFields';
import { readJsonText } from './jsonText';
import type { UnknownField } from './matchFieldNames';
import { matchFieldNames } from './matchFieldNames';

/** A table row has no room for a list, so its one position is in two columns. */
export const POSITION_COLUMNS = ['pagenumber', 'position'] as const;

/** Names of a position's fields: the API's, and those of the node's form. */
const POSITION_NAMES = [...POSITION_COLUMNS, ...positionFields.map(({ name }) => name)];

/** A signer's positions, not yet validated. */
export interface PositionsInput {
	/** Left to the schema; undefined if nothing says where to sign. */
	readonly signlist: unknown;
	readonly problems: readonly Problem[];
	readonly warnings: readonly OrderWarning[];
}

interface PositionFields {
	readonly pagenumber?: unknown;
	readonly position?: unknown;
	readonly signlist?: unknown;
}

const objectSchema = z.record(z.unknown());

/**
 * Where a signer of the parameter `signersJson` signs: its list, which may be JSON text, or a single entry, and before
 * it the position in the signer's own two columns.
 *
 * @param signer names the signer in problems and warnings
 */
export function readPositionsJson(
	{ pagenumber, position, signlist }: PositionFields,
	signer: string,
): PositionsInput {
	const hasColumns = pagenumber !== undefined || position !== undefined;
	const columns = hasColumns ? [{ pagenumber, position }] : [];
	const read = typeof signlist === 'string' ? readList(signlist) : { list: signlist, problems: [] };
	const { list } = read;
	// Text that isn't a list is left to the schema.
	if (typeof list === 'string') {
		const where = `${signer} › ${signerLabel('signlist', undefined)}`;
		const problems = read.problems.map((message) => ({ where, message }));
		return { signlist: list, problems, warnings: [] };
	}
	if (list === undefined && !hasColumns) return { signlist: undefined, problems: [], warnings: [] };
	const entries: unknown[] = Array.isArray(list) ? list : list === undefined ? [] : [list];
	const positions = entries.map((entry, index) =>
		readPosition(entry, `${signer} › Position ${columns.length + index + 1}`),
	);
	return {
		signlist: [...columns, ...positions.map(({ fields }) => fields)],
		problems: positions.flatMap(({ problems }) => problems),
		warnings: positions.flatMap(({ warnings }) => warnings),
	};
}

/** A list as JSON text; other text unchanged, and, if it looks like JSON, what is wrong with it. */
function readList(text: string): { list: unknown; problems: readonly string[] } {
	const read = readJsonText(text);
	if (read.kind === 'value') return { list: read.value, problems: [] };
	return { list: text, problems: /^\s*(?:[[{]|```)/.test(text) ? [read.problem] : [] };
}

/** A problem, not a warning: without the intended field, the position would be a different one. */
function misspelled({ name, similar }: UnknownField): string[] {
	return similar === undefined ? [] : [`unknown field ${quoted(name)}; is "${similar}" meant?`];
}

function readPosition(given: unknown, where: string) {
	const parsed = objectSchema.safeParse(given);
	if (!parsed.success) return { fields: given, problems: [], warnings: [] };
	const { fields, problems, unknown } = matchFieldNames(parsed.data, POSITION_NAMES);
	return {
		fields,
		problems: [...problems, ...unknown.flatMap(misspelled)].map((message) => ({ where, message })),
		warnings: ignoredFields(
			unknown.filter(({ similar }) => similar === undefined),
			where,
		),
	};
}
