/** The end of an exchange in which nothing moved for too long. */
export interface Patience {
	/** Aborted when patience is over. */
	readonly signal: AbortSignal;
	/** The exchange has ended: nothing more is watched. */
	end(): void;
}

/**
 * Watches an exchange: `signal` aborts once `milliseconds` have passed since it last moved. Made of
 * `AbortSignal.timeout`, since community nodes may not use timers; it keeps no process alive.
 *
 * @param movedAt when the exchange last moved, milliseconds since 1970
 */
export function watchPatiently(milliseconds: number, movedAt: () => number): Patience {
	const controller = new AbortController();
	let hasEnded = false;
	const look = () => {
		if (hasEnded) return;
		const left = movedAt() + milliseconds - Date.now();
		if (left <= 0) return controller.abort();
		AbortSignal.timeout(left).addEventListener('abort', look, { once: true });
	};
	look();
	return {
		signal: controller.signal,
		end: () => {
			hasEnded = true;
		},
	};
}
