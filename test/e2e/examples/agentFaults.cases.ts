import type { RequestFailure } from '../../../sandbox';
import { waitFor } from '../../../harness/n8n/waitFor';
import {
	approvalOf,
	ask,
	asksFor,
	decide,
	handIn,
	outcome,
	outcomesOf,
	wellBehaved,
} from './agentDesk';
import type { Stage } from './stage';

/** How many runs: as many as tell something in every ring, or as many as are asked for. */
const RUNS = Number(process.env['AGENT_RUNS'] ?? 12);
const AT_A_TIME = 4;
/** What befalls the calls of a run's Create Sign Order, by turns; what hangs is ended by the node's Timeout. */
const FAULTS: ReadonlyArray<readonly RequestFailure[]> = [
	['lostAnswer'],
	['reset'],
	[],
	['lostAnswer', 'lostAnswer'],
	['hang'],
	['http500', 'reset'],
];

/** Whether a person approves the run's draft. */
const isApproved = (run: number) => run % 5 !== 3;

/** Runs with faults, models that fail or repeat themselves, and people who decline or ask again. */
export function testAgentUnderFaults(stage: () => Stage): void {
	const oneRun = async (run: number) => {
		const reference = `RUN-${run}`;
		for (let again = 1; again <= (run % 4 === 0 ? 2 : 1); again += 1) {
			const before = { asked: asksFor(stage(), reference), over: outcomesOf(stage(), reference) };
			await ask(stage(), reference);
			// A run whose model fails for good ends before anybody is asked.
			const isAsked = await waitFor(`the approval or the end of ${reference}`, () => {
				if (asksFor(stage(), reference) > before.asked) return { yes: true };
				return outcomesOf(stage(), reference) > before.over ? { yes: false } : undefined;
			});
			if (!isAsked.yes) continue;
			const approval = await approvalOf(stage(), reference, before.asked + 1);
			if (isApproved(run)) {
				FAULTS[run % FAULTS.length]?.forEach((fault) => stage().sandbox.failNextRequest(fault));
			}
			await decide(approval, isApproved(run) ? 'Approve' : 'Decline');
			await outcome(stage(), reference, before.over + 1);
		}
	};

	it(
		`creates no order twice in ${RUNS} runs, and none without approval`,
		async () => {
			let turn = 0;
			stage().model.follow((asked) => {
				turn += 1;
				// A server that fails is asked again by n8n; a model may repeat its calls.
				if (turn % 7 === 0) return undefined;
				const reply = wellBehaved(asked);
				return turn % 3 === 0 && typeof reply === 'object' && asked.answers.length === 0
					? [...reply, ...reply]
					: (reply ?? handIn());
			});
			const before = new Set(stage().sandbox.orders);
			const runs = [...Array(RUNS).keys()];
			const workers = [...Array(AT_A_TIME).keys()].map(async (worker) => {
				for (const run of runs.filter((one) => one % AT_A_TIME === worker)) await oneRun(run);
			});
			await Promise.all(workers);
			const made = stage().sandbox.orders.filter((order) => !before.has(order));
			const numbers = made.map(({ orderNumber }) => orderNumber);
			expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([]);
			const approved = runs.filter(isApproved).map((run) => `RUN-${run}`);
			expect(numbers.filter((number) => !approved.includes(number))).toEqual([]);
			expect(numbers.length).toBeGreaterThan(approved.length / 2);
		},
		60_000 + RUNS * 10_000,
	);
}
