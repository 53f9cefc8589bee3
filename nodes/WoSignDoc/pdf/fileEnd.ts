import { PDF_BOUNDS } from './bounds';

/** Bytes of white space that may stand before a cross-reference section at the place where it is said to be. */
const BEFORE_SECTION = 2;

/** Whether a file ends as it should, and its end leads to its cross-references (ISO 32000-1, 7.5.4 to 7.5.8). */
export class FileEnd {
	/** Whether an end was seen, and no object since. */
	private ended = false;
	/** Where the cross-references are, as the last `startxref` since the last object has it. */
	private place: number | undefined;
	private readonly sections = new Set<number>();

	/** Takes note of an object. */
	onObject(): void {
		this.ended = false;
		this.place = undefined;
	}

	/** Takes note of a cross-reference table or stream that begins there. */
	onSection(start: number): void {
		if (this.sections.size < PDF_BOUNDS.objects) this.sections.add(start);
	}

	/** Takes note of what stands behind `startxref`. */
	onPlace(place: number): void {
		this.ended = true;
		this.place = place;
	}

	/** Takes note of `%%EOF`. */
	onEnd(): void {
		this.ended = true;
	}

	/** Whether the file goes on behind its last end, or has none: it may have been cut off. */
	get isMissing(): boolean {
		return !this.ended;
	}

	/**
	 * What is wrong with the end, completing a sentence about the file.
	 *
	 * @param header where the file's header begins: some programs count from there
	 */
	damage(header: number): string | undefined {
		const { place } = this;
		if (this.isMissing) return 'lacks its end';
		if (place === undefined) return 'does not say where its cross-reference table is';
		const isThere = Array.from({ length: BEFORE_SECTION + 1 }, (_, space) => place + space).some(
			(start) => this.sections.has(start) || this.sections.has(start + header),
		);
		return isThere ? undefined : 'has no cross-reference table where it says';
	}
}
