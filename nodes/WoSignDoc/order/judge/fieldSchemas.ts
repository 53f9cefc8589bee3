import { z } from 'zod';
import { DEFAULT_COUNTRY } from '../../protocol/constants';
import { COUNTRY_CODES } from '../../protocol/countries';
import { LOST_DIGITS, orderNumberProblem, trimmed } from '../../protocol/writtenNumber';
import type { FileInput } from '../../shared/binaryField';
import type { BinarySource } from '../../shared/binarySource';
import { byteLength } from '../../shared/binarySource';
import { kindOf } from '../../shared/validationMessage';

/** A file that exists; a missing one is reported in its own words. */
export const fileSchema = z
	.custom<FileInput>((value) => value !== undefined)
	.transform((file, context): BinarySource => {
		if (file.kind !== 'missing') return file;
		context.addIssue({ code: 'custom', message: file.message });
		return z.NEVER;
	});

/** An image that exists and isn't empty; another node may have left a field without content. */
export const imageSchema = fileSchema.pipe(
	z.custom<BinarySource>().refine((image) => byteLength(image) > 0, 'is an empty file (0 bytes)'),
);

/** Text, or an integer that lost no digit in a spreadsheet; an empty cell is empty text. */
export const textSchema = z.unknown().transform((value, context): string => {
	if (typeof value === 'string') return value.trim();
	if (Number.isSafeInteger(value)) return String(value);
	if (value === null) return '';
	context.addIssue({ code: 'custom', message: notText(value) });
	return z.NEVER;
});

function notText(value: unknown): string {
	if (value === undefined) return 'is missing';
	return Number.isFinite(value) ? LOST_DIGITS : `must be text, not ${kindOf(value)}`;
}

/** Text that isn't empty. */
export function requiredText(message: string) {
	return textSchema.pipe(z.string().min(1, message));
}

/** The caller's order number: text that isn't empty and has no invisible characters. */
export const orderNumberSchema = z
	.unknown()
	.superRefine((given, context) => {
		const problem = typeof given === 'string' ? orderNumberProblem(trimmed(given)) : undefined;
		if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
	})
	.pipe(requiredText('Order number is empty'));

/** Text; undefined if it is empty or absent. */
export const optionalText = textSchema.optional().transform((text) => text || undefined);

/** A country's two-letter code; undefined for the platform's default (PROTOCOL.md, CreateSignOrder). */
export const countrySchema = optionalText.transform((text, context) => {
	const country = text?.toUpperCase();
	if (country === undefined || country === DEFAULT_COUNTRY) return undefined;
	if (COUNTRY_CODES.includes(country)) return country;
	context.addIssue({ code: 'custom', message: 'must be a two-letter country code, e.g. CN' });
	return z.NEVER;
});
