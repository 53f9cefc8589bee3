import fc from 'fast-check';
import type { Records } from '../../../nodes/WoSignDoc/push/processed/databaseRecords';
import type { ClaimedPush } from '../../../nodes/WoSignDoc/push/processed/processedPushes';
import {
	claimProcessing,
	markProcessed,
	releaseClaim,
} from '../../../nodes/WoSignDoc/push/processed/processedPushes';

const LONGEST_RUN = 1_000;
const RECORD = 'node:push';

/** A database whose calls each take effect at one moment, in any order that the test chooses, while time passes. */
class Interleaving implements Records {
	now = 10_000;
	readonly names = new Set<string>();
	private readonly waiting: (() => void)[] = [];

	make(name: string): Promise<boolean> {
		return this.atItsTurn(() => !this.names.has(name) && this.names.add(name).size > 0);
	}

	exists(name: string): Promise<boolean> {
		return this.atItsTurn(() => this.names.has(name));
	}

	remove(name: string): Promise<void> {
		return this.atItsTurn(() => void this.names.delete(name));
	}

	/** Lets calls take effect one after the other, chosen by `choices`, with pauses. */
	async play(
		choices: readonly (readonly [number, number])[],
		work: Promise<unknown>,
	): Promise<void> {
		let isOver = false;
		void work.finally(() => (isOver = true));
		for (let turn = 0; !isOver; turn++) {
			const [choice, pause] = choices[turn % choices.length] ?? [0, 0];
			const [next] = this.waiting.splice(choice % Math.max(this.waiting.length, 1), 1);
			this.now += pause;
			next?.();
			// A continuing run makes its next call before the next turn.
			await new Promise(setImmediate);
		}
	}

	private atItsTurn<Result>(effect: () => Result): Promise<Result> {
		return new Promise((resolve) => this.waiting.push(() => resolve(effect())));
	}
}

interface Attempt {
	readonly startedAt: number;
	readonly passedAt?: number;
}

/** What an execution does once its push has passed: nothing, which is a crash, or it fails, or it marks the push. */
type Ending = 'crashes' | 'stops' | 'marks';

interface Course {
	readonly delay: number;
	readonly ending: Ending;
}

const courses = fc.array(
	fc.record({
		delay: fc.integer({ min: 0, max: 12 }),
		ending: fc.constantFrom<Ending>('crashes', 'stops', 'marks'),
	}),
	{ minLength: 2, maxLength: 8 },
);
const pauses = fc.oneof(
	{ weight: 8, arbitrary: fc.integer({ min: 0, max: 3 }) },
	{ weight: 1, arbitrary: fc.integer({ min: 0, max: 2 * LONGEST_RUN }) },
);
const choices = fc.array(fc.tuple(fc.nat(63), pauses), { minLength: 1, maxLength: 120 });

async function attempt(
	database: Interleaving,
	{ delay, ending }: Course,
	endings: Map<Attempt, Ending>,
): Promise<Attempt> {
	for (let turn = 0; turn < delay; turn++) await database.exists('something else');
	const startedAt = database.now;
	const push = await claimProcessing(database, RECORD, LONGEST_RUN, () => database.now);
	if (typeof push === 'string') return { startedAt };
	const passed = { startedAt, passedAt: database.now };
	endings.set(passed, ending);
	await end(database, push, ending);
	return passed;
}

async function end(database: Records, push: ClaimedPush, ending: Ending): Promise<void> {
	if (ending === 'marks') await markProcessed(database, push);
	if (ending === 'stops') await releaseClaim(database, push);
}

it('one push never passes twice within Longest Run, however its executions interleave', async () => {
	const attempts = fc.asyncProperty(courses, choices, async (all, order) => {
		const database = new Interleaving();
		const endings = new Map<Attempt, Ending>();
		const work = Promise.all(all.map((course) => attempt(database, course, endings)));
		await database.play(order, work);
		// In the order in which they passed.
		const passed = [...endings.keys()];
		for (const [index, first] of passed.entries()) {
			// What has given its claim up lets the next one pass.
			if (endings.get(first) === 'stops') continue;
			for (const { passedAt = 0 } of passed.slice(index + 1)) {
				expect(passedAt).toBeGreaterThanOrEqual(first.startedAt + LONGEST_RUN);
			}
		}
	});
	await fc.assert(attempts, { numRuns: 1_500 });
});

it('a push that was marked never passes again', async () => {
	const attempts = fc.asyncProperty(courses, choices, async (all, order) => {
		const database = new Interleaving();
		const first = claimProcessing(database, RECORD, LONGEST_RUN, () => database.now);
		await database.play([[0, 0]], first);
		const push = await first;
		if (typeof push === 'string') throw new Error('the first push did not pass');
		const endings = new Map<Attempt, Ending>();
		const begun = Promise.all(all.map((course) => attempt(database, course, endings)));
		await database.play(order, Promise.all([begun, markProcessed(database, push)]));
		const later = claimProcessing(database, RECORD, LONGEST_RUN, () => database.now);
		await database.play([[0, LONGEST_RUN]], later);
		expect(await later).toBe('processed');
	});
	await fc.assert(attempts, { numRuns: 500 });
});

it('of many at once exactly one passes', async () => {
	const attempts = fc.asyncProperty(fc.nat(LONGEST_RUN), choices, async (moment, order) => {
		const database = new Interleaving();
		database.now += moment;
		const claim = () => claimProcessing(database, RECORD, LONGEST_RUN, () => database.now);
		const work = Promise.all(Array.from({ length: 8 }, claim));
		// No time passes meanwhile, or so little that a slot’s border may be crossed.
		await database.play(
			order.map(([choice]) => [choice, choice % 40 === 0 ? 1 : 0] as const),
			work,
		);
		const results = await work;
		expect(results.filter((one) => typeof one !== 'string')).toHaveLength(1);
		expect(results.filter((one) => one === 'claimed')).toHaveLength(7);
	});
	await fc.assert(attempts, { numRuns: 500 });
});

it('an unconfirmed claim is free again after Longest Run plus a quarter of it, not before', async () => {
	const passesAfter = async (startedAt: number, milliseconds: number) => {
		const database = new Interleaving();
		database.now = startedAt;
		const claim = () => claimProcessing(database, RECORD, LONGEST_RUN, () => database.now);
		const first = claim();
		await database.play([[0, 0]], first);
		database.now += milliseconds;
		const second = claim();
		await database.play([[0, 0]], second);
		return typeof (await first) !== 'string' && typeof (await second) !== 'string';
	};
	await fc.assert(
		fc.asyncProperty(fc.integer({ min: 0, max: 1e12 }), async (startedAt) => {
			expect(await passesAfter(startedAt, LONGEST_RUN)).toBe(false);
			expect(await passesAfter(startedAt, LONGEST_RUN * 1.25)).toBe(true);
		}),
	);
});

it('an execution that its database has held up for long does not pass', async () => {
	const database = new Interleaving();
	const claim = claimProcessing(database, RECORD, LONGEST_RUN, () => database.now);
	await database.play([[0, LONGEST_RUN]], claim);
	expect(await claim).toBe('claimed');
	expect(database.names.size).toBe(0);
});
