/** Bad pushes that the process remembers to have told on Rejected; the oldest are dropped first. */
const MOST_TOLD = 10_000;
/** Triggers whose runs are counted; the oldest are dropped first. */
const MOST_TRIGGERS = 1_000;
/** Rejected runs that one trigger starts within a minute, so that nobody fills n8n's list of executions. */
export const MOST_RUNS_A_MINUTE = 20;
const MINUTE = 60_000;

/** A bad push, to be told on Rejected or not. */
export interface RejectedRun {
	/** The trigger that refuses it. */
	readonly trigger: string;
	/** What its repeats have in common with it. */
	readonly push: string;
	/** Milliseconds for which its repeats are not told. */
	readonly repeatAfter: number;
}

/** Whether a bad push starts the workflow. */
export interface RunDecision {
	readonly starts: boolean;
	/** Bad pushes of this trigger that started nothing since the last one that did; this one counts. */
	readonly suppressed: number;
}

interface Trigger {
	/** When its last runs began, within a minute. */
	starts: number[];
	suppressed: number;
}

/** Only in the process's memory: each process, and each start of n8n, tells a bad push once more. */
const toldAt = new Map<string, number>();
const triggers = new Map<string, Trigger>();

/** Decides whether a bad push starts the workflow, and counts it. One that comes too soon after others is told later. */
export function decideRejectedRun(
	{ trigger: name, push, repeatAfter }: RejectedRun,
	now: number,
): RunDecision {
	const trigger = triggers.get(name) ?? { starts: [], suppressed: 0 };
	remember(triggers, name, trigger, MOST_TRIGGERS);
	trigger.starts = trigger.starts.filter((at) => now - at < MINUTE);
	const key = JSON.stringify([name, push]);
	const isRepeat = now - (toldAt.get(key) ?? -Infinity) < repeatAfter;
	if (isRepeat || trigger.starts.length >= MOST_RUNS_A_MINUTE) {
		return { starts: false, suppressed: ++trigger.suppressed };
	}
	trigger.starts.push(now);
	remember(toldAt, key, now, MOST_TOLD);
	const { suppressed } = trigger;
	trigger.suppressed = 0;
	return { starts: true, suppressed };
}

/** Puts an entry last, and drops the first beyond so many. */
function remember<Value>(map: Map<string, Value>, key: string, value: Value, most: number): void {
	map.delete(key);
	map.set(key, value);
	const [oldest] = map.keys();
	if (map.size > most && oldest !== undefined) map.delete(oldest);
}
