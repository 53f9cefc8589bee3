import { comparableText } from '../../pdf/file/comparableText';
import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';
import { textOf } from '../textString';
import { hasArea, laterAppearance, rectangleOf, statesOf } from './appearance';
import { appearanceText, withoutSpace } from './appearanceText';
import { changedKeys } from './change';
import type { Comparison } from './comparison';
import { currentDictionary, currentValue } from './comparison';
import type { FilledIn } from './documentChange';
import type { FormField } from './formFields';

/**
 * The keys that change when a field is filled in (ISO 32000-1, tables 164, 168, 220, 228, 231): a field's, then a
 * widget's.
 */
const FIELD_KEYS = new Set(['V', 'I', 'M']);
const WIDGET_KEYS = new Set(['AP', 'AS', 'M']);
const READ_ONLY = 1;
const PUSH_BUTTON = 1 << 16;
const PASSWORD = 1 << 13;
/** Maximum characters of a value that are reported. */
const LONGEST_VALUE = 1_000;
/** Maximum bytes of a value that are read. */
const LONGEST_STRING = 64 * 1_024;

interface FilledField {
	readonly field: FormField;
	readonly before: PdfDictionary;
	readonly after: PdfDictionary;
}

/**
 * The value of a text field, choice field or check box, if the changes to its objects only fill it in: they change
 * nothing except its value and appearances that show the value. Undefined for any other change, and if an appearance is
 * known to show something else.
 */
export async function fillingOf(
	comparison: Comparison,
	field: FormField,
): Promise<FilledIn | undefined> {
	const before = (await comparison.references.signed.object(field.number))?.value;
	const after = await currentDictionary(comparison, field.number);
	if (before?.kind !== 'dictionary' || !after) return undefined;
	if (!(await changesOnlyValues(comparison, field))) return undefined;
	const filled = { field, before, after };
	const shows =
		field.type === 'Btn'
			? await buttonShows(comparison, filled)
			: ['Tx', 'Ch'].includes(field.type) && (await textShows(comparison, filled));
	if (!shows) return undefined;
	const [was, is] = [before, after].map(({ entries }) => plainValue(entries.get('V')));
	if (is === undefined) return undefined;
	const wasEmpty = was === '' || (field.type === 'Btn' && was === 'Off');
	return {
		kind: 'filledIn',
		field: field.name,
		value: is.slice(0, LONGEST_VALUE),
		wasEmpty,
		shows,
	};
}

async function changesOnlyValues(comparison: Comparison, field: FormField): Promise<boolean> {
	for (const number of new Set([field.number, ...field.widgets])) {
		const before = (await comparison.references.signed.object(number))?.value;
		const after = await currentDictionary(comparison, number);
		if (before?.kind !== 'dictionary' || !after) return false;
		const isAllowed = (key: string) =>
			(number === field.number && FIELD_KEYS.has(key)) ||
			(field.widgets.includes(number) && WIDGET_KEYS.has(key));
		const others = changedKeys(before, after).filter((key) => !isAllowed(key));
		if (!others.every((key) => key === 'Ff' && isClosed(field, after.entries.get(key))))
			return false;
		const modified = after.entries.get('M');
		if (modified && modified.kind !== 'string') return false;
	}
	return true;
}

/** Whether a field's new flags only add ReadOnly, which isn't visible. */
function isClosed({ flags }: FormField, value: PdfValue | undefined): boolean {
	return value?.kind === 'number' && value.whole && value.value === (flags | READ_ONLY);
}

/**
 * A value as text, several on separate lines; empty if there is none, undefined for anything that isn't a form value.
 */
function plainValue(value: PdfValue | undefined): string | undefined {
	if (value?.kind === 'string') return textOf(value.bytes, LONGEST_STRING);
	if (value?.kind === 'name') return value.value;
	if (value?.kind === 'array') {
		const items = value.items.map((item) =>
			item.kind === 'string' ? plainValue(item) : undefined,
		);
		return items.includes(undefined) ? undefined : items.join('\n');
	}
	return value === undefined ? '' : undefined;
}

/**
 * The appearances of check boxes and radio buttons are signed: each state must be that of the value, or off, and one
 * must be on.
 */
async function buttonShows(
	comparison: Comparison,
	{ field, before, after }: FilledField,
): Promise<FilledIn['shows'] | undefined> {
	const value = after.entries.get('V');
	if ((field.flags & PUSH_BUTTON) !== 0 || value?.kind !== 'name') return undefined;
	let on = 0;
	for (const number of field.widgets) {
		const widget = await currentDictionary(comparison, number);
		const was =
			number === field.number ? before : (await comparison.references.signed.object(number))?.value;
		if (!widget || was?.kind !== 'dictionary') return undefined;
		if (comparableText(was.entries.get('AP')) !== comparableText(widget.entries.get('AP')))
			return undefined;
		const state = widget.entries.get('AS');
		const name = state?.kind === 'name' ? state.value : 'Off';
		if (name === 'Off') continue;
		if (name !== value.value || !(await statesOf(comparison, widget)).has(name)) return undefined;
		on++;
	}
	return on > 0 === (value.value !== 'Off') ? 'same' : undefined;
}

/** Every widget that shows the value must have a new appearance, so that no old one remains next to it. */
async function textShows(
	comparison: Comparison,
	{ field, after }: FilledField,
): Promise<FilledIn['shows'] | undefined> {
	let shows: FilledIn['shows'] = 'same';
	const texts = await shownValues(comparison, after);
	const isFormatted = after.entries.has('AA') || (field.flags & PASSWORD) !== 0;
	for (const number of field.widgets) {
		const widget = await currentDictionary(comparison, number);
		if (!widget || widget.entries.has('AS')) return undefined;
		if (!hasArea(rectangleOf(widget.entries.get('Rect')))) return undefined;
		const appearance = await laterAppearance(comparison, widget, number);
		if (!appearance) return undefined;
		const text = isFormatted || !texts ? undefined : await appearanceText(comparison, appearance);
		if (text === undefined) shows = 'unchecked';
		else if (!texts?.has(text)) return undefined;
	}
	return shows;
}

/** The texts that may represent the value: the value itself, or a choice's label; undefined if several are selected. */
async function shownValues(
	comparison: Comparison,
	{ entries }: PdfDictionary,
): Promise<ReadonlySet<string> | undefined> {
	const value = entries.get('V');
	if (value?.kind === 'array') return undefined;
	const own = plainValue(value) ?? '';
	const options = await currentValue(comparison, entries.get('Opt'));
	const items = options?.kind === 'array' ? options.items : [];
	comparison.budget.spend(items.length);
	const names = items.flatMap((option) => {
		const [exported, shown] = option.kind === 'array' ? option.items : [];
		const name = plainValue(shown);
		return shown && name !== undefined && plainValue(exported) === own ? [name] : [];
	});
	return new Set([own, ...names].map(withoutSpace));
}
