import { PDF_BOUNDS } from './bounds';

/** Bytes of white space that may come between a stated offset and the cross-reference section. */
const BEFORE_SECTION = 2;

/** Whether a file ends as it should, and its end leads to its cross-references (ISO 32000-1, 7.5.4 to 7.5.8). */
export class FileEnd {
	/** Whether an end was found, and no object since. */
	private ended = false;
	/** The offset of the cross-references, from the last `startxref` since the last object. */
	private place: number | undefined;
	private readonly sections = new Set<number>();

	/** Records an object. */
	onObject(): void {
		this.ended = false;
		this.place = undefined;
	}

	/** Records a cross-reference table or stream at this offset. */
	onSection(start: number): void {
		if (this.sections.size < PDF_BOUNDS.objects) this.sections.add(start);
	}

	/** Records the offset after `startxref`. */
	onPlace(place: number): void {
		this.ended = true;
		this.place = place;
	}

	/** Records `%%EOF`. */
	onEnd(): void {
		this.ended = true;
	}

	/** Whether the file continues after its last end, or has none: it may be truncated. */
	get isMissing(): boolean {
		return !this.ended;
	}

	/**
	 * What is wrong with the end, completing a sentence about the file.
	 *
	 * @param header the offset of the file's header: some programs count from there
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
