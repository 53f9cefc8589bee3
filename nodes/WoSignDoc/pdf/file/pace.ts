/** Milliseconds of work after which the event loop gets its turn. */
const LONGEST_TURN = 12;

/** Splits long work into turns, so that n8n stays responsive. */
export class Pace {
	private since = Date.now();

	/** @param pause resolves in the event loop's next turn */
	constructor(private readonly pause: () => Promise<void>) {}

	/** To be called between short steps of work; pauses when the turn has lasted long enough. */
	async step(): Promise<void> {
		if (Date.now() - this.since < LONGEST_TURN) return;
		await this.pause();
		this.since = Date.now();
	}
}
