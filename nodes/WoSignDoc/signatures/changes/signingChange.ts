import { isNamed } from '../../pdf/file/pdfValue';
import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';
import { referencesIn } from '../../pdf/file/references';
import { textOf } from '../textString';
import { hasArea, laterAppearance, rectangleOf } from './appearance';
import { changedKeys } from './change';
import type { Comparison } from './comparison';
import type { SignedField } from './documentChange';
import type { FormField } from './formFields';
import { FIELD_KEYS, isInvisibleField } from './invisibleField';

/**
 * The keys that change when an existing field is signed (ISO 32000-1, 12.7.4.5): its value, appearance and time, page
 * and flags.
 */
const SIGNING_KEYS = new Set(['V', 'AP', 'M', 'P', 'F', 'Type']);
/** Flags of an annotation that don't change how it is shown on a screen: Print and Locked. */
const QUIET_FLAGS = 4 | 128;
const LONGEST_NAME = 512;

/** A signer’s signature in a new field, visible or not; undefined for anything else. */
export async function newSignedField(
	comparison: Comparison,
	number: number,
): Promise<SignedField | undefined> {
	const field = comparison.later.objects.get(number)?.value;
	if (field?.kind !== 'dictionary' || !isNamed(field, 'FT', 'Sig')) return undefined;
	const signature = signerIn(comparison, field);
	if (signature === undefined) return undefined;
	const name = field.entries.get('T');
	const signed = {
		kind: 'signed',
		field: name?.kind === 'string' ? textOf(name.bytes, LONGEST_NAME) : '',
		...{ signature, isNew: true, pages: [] },
	} as const;
	if (isInvisible(comparison, field)) return { ...signed, rectangle: undefined };
	if (![...field.entries.keys()].every((key) => FIELD_KEYS.has(key))) return undefined;
	if (referencesIn(field).some(({ generation }) => generation !== 0)) return undefined;
	const isAnnotation = !field.entries.has('Type') || isNamed(field, 'Type', 'Annot');
	if (!isNamed(field, 'Subtype', 'Widget') || !isAnnotation) return undefined;
	const rectangle = await shownIn(comparison, field, number);
	return rectangle && { ...signed, rectangle };
}

/** A signer's signature in an existing empty field; undefined for anything else. */
export async function fieldSigning(
	comparison: Comparison,
	{ number, name, widgets }: FormField,
): Promise<SignedField | undefined> {
	const before = (await comparison.references.signed.object(number))?.value;
	const after = comparison.later.objects.get(number)?.value;
	if (before?.kind !== 'dictionary' || after?.kind !== 'dictionary') return undefined;
	if (widgets.length !== 1 || widgets[0] !== number || before.entries.has('V')) return undefined;
	const signature = signerIn(comparison, after);
	if (signature === undefined || !changesOnlySigning(comparison, before, after)) return undefined;
	const signed = { kind: 'signed', field: name, signature, isNew: false, pages: [] } as const;
	const wasInvisible = !hasArea(rectangleOf(before.entries.get('Rect')));
	if (wasInvisible) {
		return isInvisible(comparison, after) ? { ...signed, rectangle: undefined } : undefined;
	}
	const rectangle = await shownIn(comparison, after, number);
	return rectangle && { ...signed, rectangle };
}

/**
 * The signature that a field refers to, if it is a signer's, valid, and made later: otherwise no one has signed the
 * appearance.
 */
function signerIn(
	{ signatures, later, references }: Comparison,
	{ entries }: PdfDictionary,
): number | undefined {
	const value = entries.get('V');
	if (value?.kind !== 'reference' || value.generation !== 0) return undefined;
	const { number } = value;
	const isLater = later.objects.has(number) && !references.isReferenced(number);
	return isLater && signatures.signers.has(number) ? number : undefined;
}

function isInvisible({ signatures, later }: Comparison, field: PdfDictionary): boolean {
	return isInvisibleField(field, {
		signatureNumbers: signatures.all,
		later: (one) => later.objects.get(one),
	});
}

function changesOnlySigning(
	{ references, pages }: Comparison,
	before: PdfDictionary,
	after: PdfDictionary,
): boolean {
	return changedKeys(before, after).every((key) => {
		const value = after.entries.get(key);
		if (key === 'Type') return isNamed(after, 'Type', 'Annot');
		if (key === 'F') return haveSameSight(before.entries.get('F'), value);
		if (key === 'M') return value?.kind === 'string';
		if (key === 'P')
			return (
				value?.kind === 'reference' &&
				pages.has(value.number) &&
				!references.isAmbiguous(value.number)
			);
		return SIGNING_KEYS.has(key);
	});
}

function haveSameSight(was: PdfValue | undefined, is: PdfValue | undefined): boolean {
	const [before, after] = [was, is].map((flags) => {
		if (!flags) return 0;
		return flags.kind === 'number' && flags.whole ? flags.value & ~QUIET_FLAGS : NaN;
	});
	return before === after;
}

/** Where a widget shows an appearance that a later revision writes; undefined if that can't be determined. */
async function shownIn(comparison: Comparison, field: PdfDictionary, number: number) {
	const rectangle = rectangleOf(field.entries.get('Rect'));
	if (!hasArea(rectangle)) return undefined;
	return (await laterAppearance(comparison, field, number)) && rectangle;
}
