import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import type { Problem } from '../../protocol/errors';
import { ParameterReader } from '../../shared/parameterReader';
import { REQUEST_ENCODINGS } from '../../shared/requestEncoding';
import { validationMessage } from '../../shared/validationMessage';
import { parameterLabel } from '../fields/fieldLabels';
import { OPTION_BOUNDS } from '../fields/optionProperties';
import { PLATFORM_VARIATIONS } from '../fields/platformVariations';
import { formValuesSchema } from './formValues';

/** Accepts a number as text, too, if it lost no digit. */
const text = z.preprocess(
	(given) =>
		typeof given === 'number' && Math.abs(given) <= Number.MAX_SAFE_INTEGER ? String(given) : given,
	z.string(),
);
/** A text parameter; an empty one and one that n8n omitted are the same. */
const optionalText = text.default('');
/** The same; an expression may return an empty cell, too. */
const cellText = text
	.nullable()
	.default('')
	.transform((given) => given ?? '');

const DIGITS = /^\s*[+-]?\d+(?:\.\d+)?\s*$/;
/** A number, which an expression may return as text; if it is absent or empty, the default applies. */
function numberFrom(schema: z.ZodNumber, whenEmpty: number) {
	return z.preprocess((given) => {
		if (given === undefined || given === null || given === '') return whenEmpty;
		return typeof given === 'string' && DIGITS.test(given) ? Number(given) : given;
	}, schema);
}

const SECOND = 1_000;
/** Default of the seconds without progress after which an order is given up. */
const TIMEOUT_SECONDS = 120;
const { batchInterval, batchSize, timeout } = OPTION_BOUNDS;
const TIMEOUT_RANGE = `must be from ${timeout.minValue} to ${timeout.maxValue} seconds`;

/** Orders sent at a time, and the pause between batches. */
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
const optionsSchema = z
	.object({
		batching: batchingSchema,
		fileFormat: cellText,
		flattenForm: z.boolean().default(true),
		formValues: formValuesSchema.optional(),
		onExisting: z.enum(['error', 'item']).default('error'),
		password: optionalText,
		platformVariations: z
			.array(z.enum(PLATFORM_VARIATIONS))
			.default([])
			.transform((given) => new Set(given)),
		requestEncoding: z.enum(REQUEST_ENCODINGS).default('automatic'),
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

/** One item's options, and what is wrong with the ones that were omitted. */
export type OrderOptions = z.output<typeof optionsSchema> & {
	readonly problems: readonly Problem[];
};

const OPTIONS_LABEL = parameterLabel('options');
const fieldsSchema = z.record(z.unknown()).catch({});

/** Reads the node's options. Invalid ones are omitted and reported in `problems`. */
export function readOptions(context: IExecuteFunctions, itemIndex: number): OrderOptions {
	const parameters = new ParameterReader(context, itemIndex);
	const given = parameters.read('options', OPTIONS_LABEL, {});
	const parsed = optionsSchema.safeParse(given, { errorMap: validationMessage });
	if (parsed.success) return { ...parsed.data, problems: parameters.problems };
	const { issues } = parsed.error;
	const wrong = new Set(issues.map(({ path: [name] }) => name));
	const right = Object.entries(fieldsSchema.parse(given)).filter(([name]) => !wrong.has(name));
	return {
		...optionsSchema.parse(Object.fromEntries(right)),
		problems: issues.map(({ path, message }) => ({
			where: [OPTIONS_LABEL, ...new Set(path.map(parameterLabel))].join(' › '),
			message,
		})),
	};
}
