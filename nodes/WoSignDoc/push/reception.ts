import { asError } from '../protocol/errors';
import type { FileType } from '../protocol/fileType';
import { fileTypeOf } from '../protocol/fileType';
import type { DocumentReport } from '../signatures/signatureReport';
import { Beginning } from './beginning';
import type { SignatureCheck } from './signatureCheck';
import type { Decoder } from './wire/bodyDecoder';
import type { DocumentDigest } from './wire/fileDigest';
import type { OpenPush } from './wire/openPushes';
import type {
	FailedPush,
	KnownOrder,
	ReadPush,
	RejectedFacts,
	SignedPush,
} from './wire/pushReader';
import { PushReader } from './wire/pushReader';
import { PushRefusal } from './wire/refusal';

/** A signed push whose document passed the signature check. */
export interface CheckedPush extends SignedPush {
	/** What the signatures in the document say, if they were verified. */
	readonly signatures: DocumentReport | undefined;
}

/** What a rejected push was, and the type of its document. */
export interface RejectedPush extends Omit<RejectedFacts, 'digest'> {
	readonly document: (DocumentDigest & Pick<FileType, 'mimeType'>) | undefined;
}

/** How a reception ended: with an admitted push, or with an error, which may be a refusal. */
export type ReceptionEnd =
	CheckedPush | FailedPush | { readonly kind: 'broken'; readonly error: Error };

/** Bytes kept of the body's beginning, to show what couldn't be read. */
const BODY_SHOWN = 1_024;
/** Bytes of the first chunk that is output, or all there are: enough to recognize a document's type. */
const FIRST_PIECE = 4_096;

/**
 * One push being received: the request's bytes go in, and the document's bytes come out as they arrive. The last bytes
 * are withheld until the document is verified and admitted; otherwise the stream fails, so the storage never has a
 * complete file.
 */
export class Reception {
	private readonly reader = new PushReader();
	private ended: ReceptionEnd | undefined;
	private withheld: Buffer = Buffer.alloc(0);
	private readonly head = new Beginning(FIRST_PIECE);
	private readonly rawBody = new Beginning(BODY_SHOWN);
	private readonly decodedBody = new Beginning(BODY_SHOWN);

	/**
	 * @param admit called with the verified push before its last bytes are output; may throw to reject it
	 * @param signatureCheck checks the signatures in the document; may reject the push, too
	 * @param keepsRejected whether the document of a push that was rejected this way is output anyway, as far as it
	 * arrived
	 */
	constructor(
		private readonly admit: (push: ReadPush) => void,
		private readonly signatureCheck?: SignatureCheck,
		private readonly keepsRejected: (error: Error) => boolean = () => false,
	) {}

	/** How it ended; undefined until then, and if the consumer of the document stopped first. */
	get end(): ReceptionEnd | undefined {
		return this.ended;
	}

	/** What is known about the order so far, even for a rejected push. */
	get knownOrder(): KnownOrder {
		return this.reader.knownOrder();
	}

	/** The beginning of the body: decompressed and in UTF-8 if possible, otherwise as received. */
	get beginning(): { readonly bytes: Buffer; readonly isDecoded: boolean } {
		const { rawBody, decodedBody } = this;
		const isDecoded = decodedBody.bytes.length > 0;
		return { bytes: isDecoded ? decodedBody.bytes : rawBody.bytes, isDecoded };
	}

	/** What is known about the push, for a rejection. */
	rejected(): RejectedPush {
		const { digest, ...facts } = this.reader.rejected();
		const document = digest && { ...digest, mimeType: fileTypeOf(this.head.bytes).mimeType };
		return { ...facts, document };
	}

	/**
	 * The document's bytes from the decoded body; a failed signing aborts them. After a rejection the rest of `raw` is
	 * read and dropped, as far as it is within its bounds, so that a response can be sent.
	 *
	 * @param push accounts for the memory in use, among the pushes being read at the same time
	 */
	async *document(
		raw: AsyncIterable<Buffer>,
		decode: Decoder,
		push?: OpenPush,
	): AsyncGenerator<Buffer> {
		const source = keptOpen(this.rawBody.of(raw));
		try {
			yield* this.verified(this.decodedBody.of(decode(source)), push);
		} catch (error) {
			if (error instanceof Abandoned) throw asError(error.cause);
			this.ended ??= { kind: 'broken', error: asError(error) };
			// An oversized body isn't read to its end: the sender is cut off.
			if (error instanceof PushRefusal && error.code !== 'bodyTooLarge') await drain(source);
			if (!this.keepsRejected(asError(error))) throw asError(error);
			if (this.withheld.length > 0) yield* handedOver(this.withheld);
		}
	}

	private async *verified(
		json: AsyncIterable<Buffer>,
		push: OpenPush | undefined,
	): AsyncGenerator<Buffer> {
		for await (const chunk of json) {
			const document = this.reader.feed(chunk);
			push?.holds(this.held);
			for (const bytes of document) {
				this.signatureCheck?.feed(bytes);
				this.head.add(bytes);
				if (this.withheld.length < FIRST_PIECE) {
					this.withheld = this.withheld.length > 0 ? Buffer.concat([this.withheld, bytes]) : bytes;
					continue;
				}
				yield* handedOver(this.withheld);
				this.withheld = bytes;
			}
		}
		this.ended = await this.takeOn(this.reader.end(), push);
		if (this.withheld.length === 0) return;
		if (this.ended.kind === 'failed') throw new UnwantedDocument();
		yield* handedOver(this.withheld);
	}

	/** Bytes of memory in use. */
	private get held(): number {
		const beginnings = [this.head, this.rawBody, this.decodedBody];
		const kept = beginnings.reduce((sum, { bytes }) => sum + bytes.length, this.withheld.length);
		return this.reader.held + kept + (this.signatureCheck?.held ?? 0);
	}

	/** Throws a `PushRefusal` for a push that isn't admitted, whose signatures fail the check, or that was cut off. */
	private async takeOn(
		read: ReadPush,
		push: OpenPush | undefined,
	): Promise<CheckedPush | FailedPush> {
		this.admit(read);
		const checked =
			read.kind === 'signed' ? { ...read, signatures: await this.signatureCheck?.verdict() } : read;
		// Throws if the sender was cut off meanwhile; from now on it won't be.
		push?.stays();
		this.reader.accept(read);
		return checked;
	}
}

/** The consumer of the document has stopped, which isn't the sender's fault. */
class Abandoned extends Error {}

function* handedOver(bytes: Buffer): Generator<Buffer> {
	try {
		yield bytes;
	} catch (error) {
		throw abandonedBy(error);
	}
}

function abandonedBy(cause: unknown): Abandoned {
	return new Abandoned('the document is no longer taken', { cause });
}

/** The document of a failed signing isn't kept: the error makes the storage drop what it has. */
class UnwantedDocument extends Error {}

/** The same chunks, but leaving a loop over them doesn't close them. */
function keptOpen(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
	const iterator = chunks[Symbol.asyncIterator]();
	return { [Symbol.asyncIterator]: () => ({ next: async () => await iterator.next() }) };
}

/** Reads and drops the rest, until it ends or fails, for example because it is too large or too slow. */
async function drain(chunks: AsyncIterable<Buffer>): Promise<void> {
	const iterator = chunks[Symbol.asyncIterator]();
	try {
		while (!(await iterator.next()).done);
	} catch {
		return;
	}
}
