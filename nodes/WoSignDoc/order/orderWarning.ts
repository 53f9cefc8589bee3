import { quoted } from '../shared/inWords';
import type { UnknownField } from './input/matchFieldNames';

/** What may be wrong with an order, though it can be sent. */
export type OrderWarningCode =
	| 'missingMaterial'
	| 'personNumber'
	| 'organisationNumber'
	| 'imageType'
	| 'imageSize'
	| 'boxesOverlap'
	| 'boxTooSmall'
	| 'subjectCut'
	| 'ignoredField'
	| 'misspelledField'
	| 'documentRestricted'
	| 'documentUnchecked'
	| 'callbackSize';

/** A warning: a stable name, the place a person looks for, and what may go wrong. */
export interface OrderWarning {
	readonly code: OrderWarningCode;
	/** e.g. `Signer 2 › Position 1`; empty for the order as a whole. */
	readonly where: string;
	readonly message: string;
}

/** The warning as one line. */
export function warningText({ where, message }: OrderWarning): string {
	return where ? `${where}: ${message}` : message;
}

/** What tells of fields that nothing here is meant by. */
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
