/** The end of an exchange in which nothing moved for too long. */
export interface Patience {
	/** Aborted when patience is over. */
	readonly signal: AbortSignal;
	/** The exchange has ended: nothing more is watched. */
	end(): void;
}

/** Milliseconds that a timer can take at most. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Watches an exchange: `signal` aborts once it has no time left. Made of `AbortSignal.timeout`, since community nodes
 * may not use timers; it keeps no process alive.
 *
 * @param timeLeft milliseconds until patience is over, if nothing moves until then
 */
export function watchPatiently(timeLeft: () => number): Patience {
	const { signal, abort } = abortable();
	// A timer still runs when the exchange has ended; it must not keep anything of it.
	let watched: { timeLeft: () => number; abort: () => void } | undefined = { timeLeft, abort };
	const look = () => {
		if (!watched) return;
		const left = Math.ceil(watched.timeLeft());
		if (left <= 0) return watched.abort();
		const timer = AbortSignal.timeout(Math.min(left, LONGEST_TIMER));
		timer.addEventListener('abort', look, { once: true });
	};
	look();
	return {
		signal,
		end: () => {
			watched = undefined;
		},
	};
}

function abortable() {
	const controller = new AbortController();
	return { signal: controller.signal, abort: () => controller.abort() };
}
