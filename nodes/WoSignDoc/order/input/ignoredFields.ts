import { quoted } from '../../shared/validationMessage';
import type { OrderWarning } from '../orderWarning';
import type { UnknownField } from './matchFieldNames';

/** A warning for each field that is unknown and wasn't matched to another. */
export function ignoredFields(fields: readonly UnknownField[], where: string): OrderWarning[] {
	return fields.map(({ name, similar }) =>
		similar === undefined
			? { code: 'ignoredField', where, message: `unknown field ${quoted(name)} was ignored` }
			: { code: 'misspelledField', where, message: misspelled(name, similar) },
	);
}

function misspelled(name: string, similar: string): string {
	return `unknown field ${quoted(name)} was ignored; it resembles "${similar}". Rename it if that is what it means`;
}
