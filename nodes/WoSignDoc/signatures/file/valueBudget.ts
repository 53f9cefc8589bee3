import { SIGNATURE_BOUNDS } from '../bounds';
import type { PdfValue } from './pdfSyntax';
import { parseCounted, PdfSyntaxError } from './pdfSyntax';

/** Reads values as long as all of them together are within `SIGNATURE_BOUNDS`: each takes more memory than its text. */
export class ValueBudget {
	private left: number = SIGNATURE_BOUNDS.allValues;

	/** To be called for values that were read otherwise; throws a PdfSyntaxError when there were too many. */
	spend(count: number): void {
		this.left -= count;
		if (this.left <= 0) throw new PdfSyntaxError('it has more values than are read');
	}

	/** The value that the text consists of, or why it cannot be read. */
	parse(text: Buffer, canonical = false): PdfValue | Error {
		try {
			this.spend(0);
			const { value, count } = parseCounted(text, canonical);
			this.spend(count);
			return value;
		} catch (error) {
			// Nobody knows how far it was read.
			this.left -= Math.min(SIGNATURE_BOUNDS.values, text.length);
			return error instanceof Error ? error : new Error(String(error));
		}
	}
}
