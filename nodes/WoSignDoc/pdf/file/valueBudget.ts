import { FILE_BOUNDS } from './bounds';
import { parseCounted } from './pdfParser';
import { PdfSyntaxError } from './pdfSyntaxError';
import type { PdfValue } from './pdfValue';

/** Reads values as long as all of them together are within `FILE_BOUNDS`: each takes more memory than its text. */
export class ValueBudget {
	private left: number = FILE_BOUNDS.allValues;

	/** The number of values that were read, or counted as read. */
	get spent(): number {
		return FILE_BOUNDS.allValues - this.left;
	}

	/** To be called for values that were read elsewhere; throws a PdfSyntaxError if there were too many. */
	spend(count: number): void {
		this.left -= count;
		if (this.left <= 0) throw new PdfSyntaxError('it has more values than are read');
	}

	/** The value that the text consists of, or why it can't be read. */
	parse(text: Buffer, canonical = false): PdfValue | Error {
		try {
			this.spend(0);
			const { value, count } = parseCounted(text, canonical);
			this.spend(count);
			return value;
		} catch (error) {
			// It is unknown how far it was read.
			this.left -= Math.min(FILE_BOUNDS.values, text.length);
			return error instanceof Error ? error : new Error(String(error));
		}
	}
}
