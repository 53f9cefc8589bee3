import { PDF_BOUNDS } from './bounds';
import { damaged } from './pdfFacts';

const HEADER = '%PDF-';
const LENGTH = PDF_BOUNDS.headerSearch + HEADER.length;

/** Looks for a PDF's header where readers look for it: other bytes may come before it, but not many. */
export class FileHeader {
	private start = Buffer.alloc(0);

	/** Its offset; 0 until it is known. */
	get offset(): number {
		return Math.max(this.start.indexOf(HEADER, 0, 'latin1'), 0);
	}

	/** Throws a PdfProblem as soon as it is certain that there is none. */
	feed(chunk: Buffer): void {
		if (this.start.length === LENGTH) return;
		this.start = Buffer.concat([this.start, chunk.subarray(0, LENGTH)]).subarray(0, LENGTH);
		if (this.start.length === LENGTH) this.end();
	}

	/** To be called after the last chunk. */
	end(): void {
		if (this.start.length === 0) throw damaged('is empty');
		if (!this.start.includes(HEADER, 0, 'latin1')) {
			throw damaged(`does not begin with ${HEADER}, so it is not a PDF`);
		}
	}
}
