import { z } from 'zod';

const runSchema = z.object({
	contender: z.string(),
	size: z.number(),
	/** Seconds until the execution had ended, and CPU seconds of n8n's processes. */
	wall: z.number(),
	cpu: z.number(),
	/** Bytes of the execution's row. */
	row: z.number(),
});
const failureSchema = z.object({ contender: z.string(), size: z.number(), failure: z.string() });
const peakSchema = z.object({ contender: z.string(), size: z.number(), bytes: z.number() });
const rateSchema = z.object({
	contender: z.string(),
	size: z.number(),
	atOnce: z.number(),
	perSecond: z.number(),
});
const readingSchema = z.object({ size: z.number(), reader: z.number(), bare: z.number() });

/** Runs with one document at a time, failures, and rates. */
const measuredSchema = z.object({
	runs: z.array(runSchema),
	failures: z.array(failureSchema),
	rates: z.array(rateSchema),
});

/** Everything that a bench run has measured; sizes in bytes, times in seconds. */
export const resultsSchema = measuredSchema.extend({
	date: z.string(),
	machine: z.string(),
	node: z.string(),
	n8n: z.string(),
	/** Incoming documents with n8n’s other expression engines, which shows the cost of the default. */
	withEngines: z.array(measuredSchema.extend({ name: z.string() })),
	/** Failures with n8n's default body size limit. */
	limitFailures: z.array(failureSchema),
	peaks: z.array(peakSchema),
	readings: z.array(readingSchema),
});

export type Measured = z.infer<typeof measuredSchema>;
export type Results = z.infer<typeof resultsSchema>;
export type Peak = z.infer<typeof peakSchema>;
export type Failure = z.infer<typeof failureSchema>;

/** The median; undefined if there are no values. */
export function median(values: readonly number[]): number | undefined {
	const sorted = [...values].sort((one, other) => one - other);
	const [lower, upper] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
	return lower === undefined || upper === undefined ? undefined : (lower + upper) / 2;
}

/** The median of one figure over all of a contender's runs with a size. */
export function medianOf(
	{ runs }: Measured,
	contender: string,
	size: number,
	figure: 'wall' | 'cpu' | 'row',
): number | undefined {
	const own = runs.filter((run) => run.contender === contender && run.size === size);
	return median(own.map((run) => run[figure]));
}

export function peakOf({ peaks }: Results, contender: string, size: number): number | undefined {
	const own = peaks.filter((peak) => peak.contender === contender && peak.size === size);
	return median(own.map(({ bytes }) => bytes));
}

export function rateOf(
	{ rates }: Measured,
	contender: string,
	size: number,
	atOnce: number,
): number | undefined {
	const own = rates.filter(
		(rate) => rate.contender === contender && rate.size === size && rate.atOnce === atOnce,
	);
	return median(own.map(({ perSecond }) => perSecond));
}
