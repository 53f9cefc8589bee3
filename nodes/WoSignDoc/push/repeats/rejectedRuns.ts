/** Bad pushes whose runs the process remembers; the oldest are dropped first. */
const MOST_REMEMBERED = 10_000;
/** Triggers whose runs are counted; the oldest are dropped first. */
const MOST_TRIGGERS = 1_000;
/** Maximum Rejected runs per trigger and minute, so that n8n's list of executions can't be flooded. */
export const MOST_RUNS_A_MINUTE = 20;
const MINUTE = 60_000;

/** A bad push, which may start a run on Rejected. */
export interface RejectedRun {
	/** The trigger that rejects it. */
	readonly trigger: string;
	/** What its repeats have in common with it. */
	readonly push: string;
	/** Milliseconds for which its repeats start nothing. */
	readonly repeatAfter: number;
}

/** Whether a bad push starts the workflow. */
export interface RunDecision {
	readonly starts: boolean;
	/** This trigger's bad pushes that started nothing since the last one that did, including this one. */
	readonly suppressed: number;
}

interface Trigger {
	/** The start times of its runs within the last minute. */
	starts: number[];
	suppressed: number;
}

/** Only in the process's memory: in each process, and after each start of n8n, a bad push starts one more run. */
const startedAt = new Map<string, number>();
const triggers = new Map<string, Trigger>();

/**
 * Decides whether a bad push starts the workflow, and counts it. If it exceeds the limit, one of its repeats may start
 * it.
 */
export function decideRejectedRun(
	{ trigger: name, push, repeatAfter }: RejectedRun,
	now: number,
): RunDecision {
	const trigger = triggers.get(name) ?? { starts: [], suppressed: 0 };
	remember(triggers, name, trigger, MOST_TRIGGERS);
	trigger.starts = trigger.starts.filter((at) => now - at < MINUTE);
	const key = JSON.stringify([name, push]);
	const isRepeat = now - (startedAt.get(key) ?? -Infinity) < repeatAfter;
	if (isRepeat || trigger.starts.length >= MOST_RUNS_A_MINUTE) {
		return { starts: false, suppressed: ++trigger.suppressed };
	}
	trigger.starts.push(now);
	remember(startedAt, key, now, MOST_REMEMBERED);
	const { suppressed } = trigger;
	trigger.suppressed = 0;
	return { starts: true, suppressed };
}

/** Moves an entry to the end, and drops the oldest ones beyond the maximum. */
function remember<Value>(map: Map<string, Value>, key: string, value: Value, most: number): void {
	map.delete(key);
	map.set(key, value);
	const [oldest] = map.keys();
	if (map.size > most && oldest !== undefined) map.delete(oldest);
}
