import { z } from 'zod';
import { DEFAULT_COUNTRY } from '../../protocol/constants';
import { COUNTRY_CODES } from '../../protocol/countries';
import type { FileInput } from '../../shared/binaryField';
import type { BinarySource } from '../../shared/binarySource';
import { kindOf } from '../../shared/validationMessage';

/** A file that is there; a missing one is a problem in its own words. */
export const fileSchema = z
	.custom<FileInput>((value) => value !== undefined)
	.transform((file, context): BinarySource => {
		if (file.kind !== 'missing') return file;
		context.addIssue({ code: 'custom', message: file.message });
		return z.NEVER;
	});

/** Text, or a whole number that lost no digit on its way through a spreadsheet; an empty cell is empty text. */
export const textSchema = z.unknown().transform((value, context): string => {
	if (typeof value === 'string') return value.trim();
	if (Number.isSafeInteger(value)) return String(value);
	if (value === null) return '';
	context.addIssue({ code: 'custom', message: notText(value) });
	return z.NEVER;
});

function notText(value: unknown): string {
	if (value === undefined) return 'is missing';
	return Number.isFinite(value)
		? 'has lost digits: a number this long must be stored as text'
		: `must be text, not ${kindOf(value)}`;
}

/** Text that is not empty. */
export function requiredText(message: string) {
	return textSchema.pipe(z.string().min(1, message));
}

/** Text; undefined when it is empty or absent. */
export const optionalText = textSchema.optional().transform((text) => text || undefined);

/** A country's two-letter code; undefined for the one that the platform assumes (PROTOCOL.md, CreateSignOrder). */
export const countrySchema = optionalText.transform((text, context) => {
	const country = text?.toUpperCase();
	if (country === undefined || country === DEFAULT_COUNTRY) return undefined;
	if (COUNTRY_CODES.includes(country)) return country;
	context.addIssue({ code: 'custom', message: 'must be a two-letter country code, e.g. CN' });
	return z.NEVER;
});
