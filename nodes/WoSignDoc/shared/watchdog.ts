/** Watches an exchange that must keep moving. */
export interface Watchdog {
	/** Aborted when no time is left. */
	readonly signal: AbortSignal;
	/** The exchange has ended: the signal no longer aborts. */
	stop(): void;
}

/** The longest delay of a timer, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Starts to watch an exchange: `signal` aborts once no time is left. Built on `AbortSignal.timeout`, because community
 * nodes may not use timers; it doesn't keep the process alive.
 *
 * @param timeLeft milliseconds left, which progress may have extended since the last call
 */
export function startWatchdog(timeLeft: () => number): Watchdog {
	const { signal, abort } = abortable();
	// The last timer outlives the exchange; it must not keep any of it in memory.
	let watched: { timeLeft: () => number; abort: () => void } | undefined = { timeLeft, abort };
	const check = () => {
		if (!watched) return;
		const left = Math.ceil(watched.timeLeft());
		if (left <= 0) return watched.abort();
		const timer = AbortSignal.timeout(Math.min(left, LONGEST_TIMER));
		timer.addEventListener('abort', check, { once: true });
	};
	check();
	return {
		signal,
		stop: () => {
			watched = undefined;
		},
	};
}

function abortable() {
	const controller = new AbortController();
	return { signal: controller.signal, abort: () => controller.abort() };
}
