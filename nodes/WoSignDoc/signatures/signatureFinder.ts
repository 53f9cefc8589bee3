import { SIGNATURE_BOUNDS } from './bounds';
import type { Candidate } from './candidate';
import { readDocumentSignature } from './documentSignature';
import type { DocumentSignature } from './documentSignature';
import { FileStructure } from './fileStructure';
import { LaterBytes } from './laterBytes';
import type { WrittenObject } from './objectScanner';
import { ObjectScanner } from './objectScanner';
import { RangeHashes } from './rangeHashes';
import type { SignatureDictionary } from './signatureDictionary';
import { readSignatureDictionary } from './signatureDictionary';
import { verdictOf } from './verdictOf';

const KEY = '/ByteRange';
const BEYOND_FILE = 'its ByteRange ends after the file';

/**
 * Finds a file's signatures as its bytes pass, and verifies each once its range has passed. No copy of the file is
 * kept; memory and work are bounded by `SIGNATURE_BOUNDS`, whatever the file holds.
 */
export class SignatureFinder {
	readonly candidates: Candidate[] = [];
	/** Whether there were more candidates than are looked at. */
	tooMany = false;
	readonly structure = new FileStructure();
	readonly later = new LaterBytes();
	private readonly hashes = new RangeHashes();
	/** Bytes of the signatures found. */
	private signatureLength = 0;
	private readonly scanner = new ObjectScanner({
		onObject: (object) => this.onObject(object),
		onTable: (table) => this.structure.addTable(table),
		onStartXref: (startXref) => this.structure.addStartXref(startXref),
		onBytes: (bytes, start) => {
			this.hashes.update(bytes, start);
			this.later.update(bytes, start);
		},
		onTooLarge: (text) => this.onTooLarge(text),
	});

	/** Bytes of memory that it holds, nearly. */
	get held(): number {
		return this.scanner.held + this.structure.held + this.later.held + this.signatureLength;
	}

	/** Takes the next piece, cut anywhere; keeps no reference to it. */
	feed(chunk: Buffer): void {
		this.scanner.feed(chunk);
	}

	/** To be called after the last piece; gives back the file's length. */
	end(): number {
		return this.scanner.end();
	}

	private onObject(object: WrittenObject): void {
		if (!object.text.includes(KEY)) {
			this.structure.addObject(object);
			return;
		}
		if (this.candidates.length >= SIGNATURE_BOUNDS.candidates) {
			this.tooMany = true;
			return;
		}
		const read = readSignatureDictionary(object);
		if (read.kind === 'signature') this.onSignature(object, read.signature);
		else this.structure.addObject(object);
		if (read.kind === 'malformed') this.onMalformed(object.number, read);
	}

	private onSignature(object: WrittenObject, signature: SignatureDictionary): void {
		const { dictionary, subFilter, gapStart, gapEnd, rangeEnd } = signature;
		this.structure.addObject(withoutContents(object, signature));
		let read: DocumentSignature | undefined;
		const verdict = verdictOf(() => {
			read = readDocumentSignature(signature);
			return { integrity: 'malformed', reason: BEYOND_FILE };
		});
		const candidate = {
			objectNumber: object.number,
			dictionary,
			subFilter,
			rangeEnd,
			signature: read,
			verdict,
		};
		this.candidates.push(candidate);
		this.signatureLength += object.text.length;
		if (!read) return;
		this.later.expect(rangeEnd);
		this.scanner.release(gapStart);
		this.hash(candidate, read, gapEnd);
	}

	private hash(candidate: Candidate, { digest, verify }: DocumentSignature, gapEnd: number): void {
		const hasRoom = this.hashes.startRange(digest, gapEnd, candidate.rangeEnd, (rangeDigest) => {
			candidate.verdict = verdictOf(() => verify(rangeDigest));
		});
		if (!hasRoom)
			candidate.verdict = { integrity: 'malformed', reason: 'its range overlaps too many others' };
	}

	private onMalformed(
		objectNumber: number,
		{ reason, dictionary }: { reason: string; dictionary: Candidate['dictionary'] },
	): void {
		const subFilter = dictionary?.entries.get('SubFilter');
		this.candidates.push({
			objectNumber,
			dictionary,
			subFilter: subFilter?.kind === 'name' ? subFilter.value : '',
			rangeEnd: 0,
			signature: undefined,
			verdict: { integrity: 'malformed', reason },
		});
	}

	private onTooLarge(text: Buffer): void {
		this.structure.leaveOut();
		if (!text.includes(KEY)) return;
		if (this.candidates.length >= SIGNATURE_BOUNDS.candidates) this.tooMany = true;
		else this.onMalformed(-1, { reason: 'its object is too large', dictionary: undefined });
	}
}

/** The object with an empty `/Contents`: its value is the larger part of it, and is read already. */
function withoutContents(
	object: WrittenObject,
	{ gapStart, gapEnd }: SignatureDictionary,
): WrittenObject {
	const { text, textStart } = object;
	const parts = [
		text.subarray(0, gapStart - textStart),
		Buffer.from('<>'),
		text.subarray(gapEnd - textStart),
	];
	return { ...object, text: Buffer.concat(parts) };
}
