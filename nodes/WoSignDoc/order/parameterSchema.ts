import { z } from 'zod';

/** A text parameter; an empty one and one that n8n left out are the same. */
const text = z.union([z.string(), z.number().transform(String)]).default('');
/** The same; an expression may find an empty cell, too. */
const cellText = text.nullable().transform((given) => given ?? '');
/** A cell that the order's schema judges: only it can tell of a number that lost digits. */
const cell = z.unknown().transform((given) => given ?? '');

const SECOND = 1_000;
/** Seconds without progress until an order is given up, unless set otherwise. */
const TIMEOUT_SECONDS = 120;
/** The most seconds to wait: an hour, beyond which no connection in between would stand. */
export const LONGEST_TIMEOUT = 3_600;
const TIMEOUT_RANGE = `must be from 1 to ${LONGEST_TIMEOUT} seconds`;
const MOST_AT_A_TIME = 10;

/** Whether a field was left out or emptied, by hand or by an expression. */
function isEmpty(given: unknown): boolean {
	return given === undefined || given === null || given === '';
}

/** Orders sent at a time, and the pause between such batches. */
const batchingSchema = z
	.object({
		batch: z
			.object({
				batchSize: z.coerce.number().int().min(1).max(MOST_AT_A_TIME).default(1),
				batchInterval: z.coerce.number().min(0).default(0),
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
		password: text,
		requestEncoding: z.enum(['json', 'percentEncoded']).default('json'),
		subject: cellText,
		timeout: z
			.unknown()
			.transform((given) => (isEmpty(given) ? TIMEOUT_SECONDS : given))
			.pipe(
				z.coerce
					.number({ invalid_type_error: TIMEOUT_RANGE })
					.min(1, TIMEOUT_RANGE)
					.max(LONGEST_TIMEOUT, TIMEOUT_RANGE),
			)
			.transform((seconds) => seconds * SECOND),
		warningsAsErrors: z.boolean().default(false),
	})
	.default({});

export type OrderOptions = z.output<typeof optionsSchema>;

const signerForm = z.object({
	signType: cellText,
	name: cell,
	number: cell,
	country: cell,
	stampBinary: z.unknown(),
	picBinary: z.unknown(),
	otherpicBinary: z.unknown(),
	positions: z
		.object({ position: z.array(z.unknown()).default([]) })
		.default({})
		.transform(({ position }) => position),
});

/** One signer of the fixed collection `signers`. */
export type SignerForm = z.output<typeof signerForm>;

/** The fixed collection `signers`, as a list. */
export const signerFormSchema = z
	.object({ signer: z.array(signerForm).default([]) })
	.default({})
	.transform(({ signer }) => signer);
