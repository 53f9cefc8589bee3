import {
	decideRejectedRun,
	MOST_RUNS_A_MINUTE,
} from '../../../nodes/WoSignDoc/push/repeats/rejectedRuns';

const HOUR = 60 * 60 * 1_000;
let names = 0;

/** A trigger that has refused nothing yet. */
function newTrigger() {
	const trigger = `trigger ${names++}`;
	return (push: string, now: number) =>
		decideRejectedRun({ trigger, push, repeatAfter: 24 * HOUR }, now);
}

const starts = (suppressed = 0) => ({ starts: true, suppressed });
const silent = (suppressed: number) => ({ starts: false, suppressed });

it('a bad push starts one run while its repeats are suppressed and counted', () => {
	const refuse = newTrigger();
	expect(refuse('A', 0)).toEqual(starts());
	expect(refuse('A', HOUR)).toEqual(silent(1));
	expect(refuse('A', 24 * HOUR - 1)).toEqual(silent(2));
	expect(refuse('B', 24 * HOUR - 1)).toEqual(starts(2));
	expect(refuse('A', 24 * HOUR)).toEqual(starts());
});

it('different bad pushes start a limited number of runs per minute, and the rest are reported later', () => {
	const refuse = newTrigger();
	const decided = Array.from({ length: MOST_RUNS_A_MINUTE + 3 }, (_, index) =>
		refuse(`stranger ${index}`, index),
	);
	expect(decided.filter((one) => one.starts)).toHaveLength(MOST_RUNS_A_MINUTE);
	expect(decided.at(-1)).toEqual(silent(3));
	expect(refuse(`stranger ${MOST_RUNS_A_MINUTE}`, 60_000)).toEqual(starts(3));
	expect(newTrigger()('stranger 0', 1)).toEqual(starts());
});

it('the memory is bounded: the oldest is forgotten, and reported once more', () => {
	const refuse = newTrigger();
	for (let index = 0; index <= 10_000; index++) refuse(`push ${index}`, index * 60_000);
	const now = 10_000 * 60_000;
	const { starts: isToldAgain } = decideRejectedRun(
		{ trigger: `trigger ${names - 1}`, push: 'push 0', repeatAfter: Infinity },
		now + 60_000,
	);
	const { starts: isRemembered } = decideRejectedRun(
		{ trigger: `trigger ${names - 1}`, push: 'push 9999', repeatAfter: Infinity },
		now + 120_000,
	);
	expect([isToldAgain, isRemembered]).toEqual([true, false]);
});
