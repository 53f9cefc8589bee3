import { z } from 'zod';
import type { Problem } from '../../protocol/errors';
import { OPTION_BOUNDS } from '../fields/optionProperties';

/** A number is text, too, as long as it lost no digit. */
const text = z.preprocess(
	(given) =>
		typeof given === 'number' && Math.abs(given) <= Number.MAX_SAFE_INTEGER ? String(given) : given,
	z.string(),
);
/** A text parameter; an empty one and one that n8n left out are the same. */
const optionalText = text.default('');
/** The same; an expression may find an empty cell, too. */
const cellText = text
	.nullable()
	.default('')
	.transform((given) => given ?? '');

/** Whether a field was left out or emptied, by hand or by an expression. */
function isEmpty(given: unknown): boolean {
	return given === undefined || given === null || given === '';
}

const DIGITS = /^\s*[+-]?\d+(?:\.\d+)?\s*$/;
/** A number, which an expression may give as text. */
function numberFrom(schema: z.ZodNumber, whenEmpty: number) {
	return z.preprocess((given) => {
		if (isEmpty(given)) return whenEmpty;
		return typeof given === 'string' && DIGITS.test(given) ? Number(given) : given;
	}, schema);
}

const SECOND = 1_000;
/** Seconds without progress until an order is given up, unless set otherwise. */
const TIMEOUT_SECONDS = 120;
const { batchInterval, batchSize, timeout } = OPTION_BOUNDS;
const TIMEOUT_RANGE = `must be from ${timeout.minValue} to ${timeout.maxValue} seconds`;

/** Orders sent at a time, and the pause between such batches. */
const batchingSchema = z
	.object({
		batch: z
			.object({
				batchSize: numberFrom(z.number().int().min(batchSize.minValue).max(batchSize.maxValue), 1),
				batchInterval: numberFrom(
					z.number().min(batchInterval.minValue).max(batchInterval.maxValue),
					0,
				),
			})
			.default({}),
	})
	.default({})
	.transform(({ batch }) => ({ size: batch.batchSize, milliseconds: batch.batchInterval }));

/** The node's collection `options`. */
export const optionsSchema = z
	.object({
		batching: batchingSchema,
		fileFormat: cellText,
		onExisting: z.enum(['error', 'item']).default('error'),
		password: optionalText,
		requestEncoding: z.enum(['json', 'percentEncoded']).default('json'),
		subject: cellText,
		timeout: numberFrom(
			z
				.number({ invalid_type_error: TIMEOUT_RANGE })
				.min(timeout.minValue, TIMEOUT_RANGE)
				.max(timeout.maxValue, TIMEOUT_RANGE),
			TIMEOUT_SECONDS,
		).transform((seconds) => seconds * SECOND),
		warningsAsErrors: z.boolean().default(false),
	})
	.default({});

/** The options of one item, and what is wrong with those that were left out for it. */
export type OrderOptions = z.output<typeof optionsSchema> & {
	readonly problems: readonly Problem[];
};

/** A cell that the order's schema judges: only it can tell of a number that lost digits. */
const cell = z.unknown().transform((given) => given ?? '');
const positionsSchema = z
	.object({ position: z.array(z.unknown()).default([]) })
	.transform(({ position }) => position);

/** One signer of the fixed collection `signers`; what is wrong with its fields is for the order's schema to tell. */
export const signerFormSchema = z.object({
	signType: z.unknown(),
	name: cell,
	number: cell,
	country: cell,
	stampBinary: z.unknown(),
	picBinary: z.unknown(),
	otherpicBinary: z.unknown(),
	positions: z
		.unknown()
		.transform((given) => (given ? (positionsSchema.safeParse(given).data ?? given) : [])),
});

export type SignerForm = z.output<typeof signerFormSchema>;

/** The fixed collection `signers`, as a list. */
export const signerListSchema = z
	.object({ signer: z.array(z.unknown()).default([]) })
	.transform(({ signer }) => signer);
