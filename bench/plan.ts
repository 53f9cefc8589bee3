import { KILOBYTE, MEGABYTE } from './documents';

/** The extent of a bench run. */
export interface Plan {
	/** Document sizes, and the runs of each contender; only one run for peers slower than `patience`. */
	readonly repetitions: ReadonlyArray<readonly [size: number, repetitions: number]>;
	/** Timeout per document in milliseconds. */
	readonly timeoutMs: number;
	/** Seconds above which one run of a peer is enough. */
	readonly patience: number;
	/** Document sizes for measuring memory, each contender in its own n8n, and whether to measure the peers. */
	readonly memorySizes: readonly number[];
	readonly memoryOfPeers: boolean;
	/** Document sizes, number of documents per rate, and how often each rate is measured. */
	readonly rates: ReadonlyArray<readonly [size: number, documents: number]>;
	readonly rateRounds: number;
	readonly readerSizes: readonly number[];
	readonly readerRepetitions: number;
	/** Like `repetitions` and `rates`, for incoming documents with n8n’s other expression engines. */
	readonly withEngines: Pick<Plan, 'repetitions' | 'rates'>;
	/** Document sizes for testing n8n's body size limit. */
	readonly limitSizes: readonly number[];
}

const [TINY, SMALL, MIDDLE, LARGE, HUGE] = [
	100 * KILOBYTE,
	MEGABYTE,
	10 * MEGABYTE,
	50 * MEGABYTE,
	200 * MEGABYTE,
];

export const FULL: Plan = {
	repetitions: [
		[TINY, 9],
		[SMALL, 7],
		[MIDDLE, 15],
		[LARGE, 5],
		[HUGE, 3],
	],
	timeoutMs: 120_000,
	patience: 10,
	memorySizes: [TINY, SMALL, MIDDLE, LARGE, HUGE],
	memoryOfPeers: true,
	rates: [
		[TINY, 64],
		[SMALL, 32],
	],
	rateRounds: 3,
	readerSizes: [SMALL, MIDDLE, LARGE, HUGE],
	readerRepetitions: 9,
	withEngines: {
		repetitions: [
			[TINY, 11],
			[MIDDLE, 9],
		],
		rates: [[TINY, 64]],
	},
	limitSizes: [SMALL, MIDDLE, 12 * MEGABYTE, LARGE],
};

export const QUICK: Plan = {
	repetitions: [
		[TINY, 3],
		[MIDDLE, 3],
	],
	timeoutMs: 30_000,
	patience: 2,
	memorySizes: [MIDDLE],
	memoryOfPeers: false,
	rates: [[TINY, 24]],
	rateRounds: 1,
	readerSizes: [SMALL, MIDDLE],
	readerRepetitions: 5,
	withEngines: { repetitions: [], rates: [] },
	limitSizes: [],
};
