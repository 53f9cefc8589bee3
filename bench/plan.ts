import { KILOBYTE, MEGABYTE } from './documents';

/** How much a run of the bench does. */
export interface Plan {
	/** Sizes of documents, and how often each contender takes one; peers that are slower than `patience` only once. */
	readonly repetitions: ReadonlyArray<readonly [size: number, repetitions: number]>;
	/** Milliseconds after which a document is given up. */
	readonly timeoutMs: number;
	/** Seconds from which on one run of a peer is enough. */
	readonly patience: number;
	/** Sizes with which memory is measured, each contender in an n8n of its own; and those of ours only. */
	readonly memorySizes: readonly number[];
	readonly memoryOfPeers: boolean;
	/** How many documents make a rate, of which sizes, and how often it is taken. */
	readonly rates: ReadonlyArray<readonly [size: number, documents: number]>;
	readonly rateRounds: number;
	readonly readerSizes: readonly number[];
	readonly readerRepetitions: number;
	/** The same as `repetitions` and `rates`, of incoming documents with n8n’s other ways to evaluate expressions. */
	readonly withEngines: Pick<Plan, 'repetitions' | 'rates'>;
	/** Sizes with which n8n's own limit of a body is shown. */
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
