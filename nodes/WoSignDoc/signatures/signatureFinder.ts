import { FileStructure } from '../pdf/file/fileStructure';
import { ObjectScanner } from '../pdf/file/objectScanner';
import type { Pace } from '../pdf/file/pace';
import { mayName } from '../pdf/file/writtenName';
import type { WrittenObject } from '../pdf/file/writtenObject';
import { SIGNATURE_BOUNDS } from './bounds';
import type { Candidate } from './candidate';
import { UnsupportedSignature } from './cms/signatureErrors';
import { verdictOf } from './cms/verdictOf';
import { readDocumentSignature } from './documentSignature';
import type { DocumentSignature } from './documentSignature';
import { LaterBytes } from './laterBytes';
import { RangeHashes } from './rangeHashes';
import { readSignatureDictionary } from './signatureDictionary';
import type { SignatureDictionary } from './signatureDictionary';

const KEY = 'ByteRange';
const BEYOND_FILE = 'its ByteRange ends after the file';

/**
 * Finds a file's signatures and hashes their ranges as its bytes stream by, and verifies them at its end. The file
 * isn't kept; memory and work are bounded by `SIGNATURE_BOUNDS` and `FILE_BOUNDS`, whatever the file contains.
 */
export class SignatureFinder {
	readonly candidates: Candidate[] = [];
	/** Whether there were more candidates than the bound; the rest are skipped. */
	tooMany = false;
	readonly later = new LaterBytes();
	readonly structure: FileStructure;
	private contentsLeft: number = SIGNATURE_BOUNDS.contentsLength;
	private readonly hashes = new RangeHashes();
	private readonly scanner = new ObjectScanner({
		onObject: (object) => this.onObject(object),
		onTable: (table) => this.structure.addTable(table),
		onStartXref: (startXref) => this.structure.addStartXref(startXref),
		onBytes: (bytes, start) => {
			this.hashes.update(bytes, start);
			this.later.update(bytes, start);
		},
		onTooLarge: (text) => this.onTooLarge(text),
		onStream: (objectStart, length) => this.structure.addStream(objectStart, length),
		onDisorder: (at) => this.structure.addDisorder(at),
	});

	constructor(private readonly pace: Pace) {
		this.structure = new FileStructure(pace);
	}

	/** Approximate bytes of memory in use. */
	get held(): number {
		const contents = SIGNATURE_BOUNDS.contentsLength - this.contentsLeft;
		const { scanner, structure, hashes, later } = this;
		return scanner.size + structure.size + hashes.size + later.size + contents;
	}

	/** Takes the next chunk, split anywhere; keeps no reference to it. */
	feed(chunk: Buffer): void {
		this.scanner.feed(chunk);
	}

	/** To be called after the last chunk: verifies the signatures, and resolves to the file's length. */
	async end(): Promise<number> {
		const length = this.scanner.end();
		for (const candidate of this.candidates) {
			const { signature, rangeDigest } = candidate;
			if (!signature || !rangeDigest) continue;
			candidate.verdict = verdictOf(() => signature.verify(rangeDigest));
			await this.pace.step();
		}
		return length;
	}

	private onObject(object: WrittenObject): void {
		if (!mayName(object.text, KEY)) {
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
			this.takeContents(signature);
			read = readDocumentSignature(signature);
			return { integrity: 'malformed', reason: BEYOND_FILE };
		});
		const candidate: Candidate = {
			objectNumber: object.number,
			dictionary,
			subFilter,
			rangeEnd,
			signature: read,
			rangeDigest: undefined,
			verdict,
		};
		this.candidates.push(candidate);
		if (!read) return;
		this.later.expect(rangeEnd);
		this.scanner.release(gapStart);
		this.hash(candidate, read, gapEnd);
	}

	private takeContents({ contents }: SignatureDictionary): void {
		this.contentsLeft -= contents.findLastIndex((byte) => byte !== 0) + 1;
		if (this.contentsLeft < 0) throw new UnsupportedSignature('its value is larger than is read');
	}

	private hash(candidate: Candidate, { digest }: DocumentSignature, gapEnd: number): void {
		const hasRoom = this.hashes.startRange(digest, gapEnd, candidate.rangeEnd, (rangeDigest) => {
			candidate.rangeDigest = rangeDigest;
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
			rangeDigest: undefined,
			verdict: { integrity: 'malformed', reason },
		});
	}

	private onTooLarge(text: Buffer): void {
		this.structure.leaveOut();
		if (!mayName(text, KEY)) return;
		if (this.candidates.length >= SIGNATURE_BOUNDS.candidates) this.tooMany = true;
		else this.onMalformed(-1, { reason: 'its object is too large', dictionary: undefined });
	}
}

/** The object with an empty `/Contents`, which is most of it and has been read already. */
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
