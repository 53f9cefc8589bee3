/** Milliseconds of work after which others get their turn. */
const LONGEST_TURN = 12;

/** Lets others have their turn while much is worked through, so that n8n goes on answering meanwhile. */
export class Pace {
	private since = Date.now();

	/** @param pause gives the event loop back until its next turn */
	constructor(private readonly pause: () => Promise<void>) {}

	/** To be called between two steps of work, each of them short. */
	async step(): Promise<void> {
		if (Date.now() - this.since < LONGEST_TURN) return;
		await this.pause();
		this.since = Date.now();
	}
}
