import type { FileType } from '../protocol/fileType';
import { fileTypeOf } from '../protocol/fileType';
import type { DocumentReport } from '../signatures/signatureReport';
import type { SignatureCheck } from './signatureCheck';
import type { OpenPush } from './wire/openPushes';
import type { KnownOrder, ReadPush } from './wire/pushReader';
import { PushReader } from './wire/pushReader';
import { PushRefusal } from './wire/refusal';

/** Bytes from which a document's type is told, or all it has: the first piece that arrives may have few of them. */
const TELLING_LENGTH = 4_096;

/**
 * One push being received: the request's bytes go in, the document's bytes come out as they arrive, and the
 * verdict stands when they have ended. The last bytes are withheld until the document is verified, and the
 * stream breaks when it is not, so that whoever stores it is left with nothing that looks whole.
 */
export class Reception {
	private readonly reader = new PushReader();

	/**
	 * @param admit called with the verified push before its last bytes come out; may refuse it by throwing
	 * @param signatureCheck what the signatures in the document are held to; may refuse it, too
	 */
	constructor(
		private readonly admit: (push: ReadPush) => void,
		private readonly signatureCheck?: SignatureCheck,
	) {}

	/** Type of the document, known before its first bytes come out. */
	fileType: FileType | undefined;
	/** The push, verified. */
	verdict: ReadPush | undefined;
	/** What the signatures in the document say, where they were verified. */
	signatures: DocumentReport | undefined;
	/** Why there is no push. */
	failure: Error | undefined;

	/** What is known of the order, even of a refused push. */
	get knownOrder(): KnownOrder {
		return this.reader.knownOrder();
	}

	/**
	 * The document's bytes out of the opened body. After a refusal the rest of `raw` is read and dropped, as far as it is
	 * within its bounds, so that an answer can be sent.
	 *
	 * @param push told what is held, where others are read at the same time
	 */
	async *document(
		raw: AsyncIterable<Buffer>,
		open: (chunks: AsyncIterable<Buffer>) => AsyncIterable<Buffer>,
		push?: OpenPush,
	): AsyncGenerator<Buffer> {
		const source = keptOpen(raw);
		try {
			yield* this.verified(open(source), push);
		} catch (error) {
			if (error instanceof Abandoned) throw asError(error.cause);
			throw await this.broken(error, source);
		}
	}

	private async broken(error: unknown, source: AsyncIterable<Buffer>): Promise<Error> {
		this.failure = asError(error);
		// Too large a body is not read to its end: its sender is cut off.
		if (error instanceof PushRefusal && error.code !== 'bodyTooLarge') await drain(source);
		return this.failure;
	}

	private async *verified(
		json: AsyncIterable<Buffer>,
		push: OpenPush | undefined,
	): AsyncGenerator<Buffer> {
		let withheld: Buffer | undefined;
		for await (const chunk of json) {
			const document = this.reader.feed(chunk);
			push?.holds(this.reader.held + (withheld?.length ?? 0) + (this.signatureCheck?.held ?? 0));
			for (const bytes of document) {
				this.signatureCheck?.feed(bytes);
				if (!withheld || withheld.length < TELLING_LENGTH) {
					withheld = withheld ? Buffer.concat([withheld, bytes]) : bytes;
					continue;
				}
				this.fileType ??= fileTypeOf(withheld);
				yield* handedOver(withheld);
				withheld = bytes;
			}
		}
		const verdict = this.reader.end();
		this.admit(verdict);
		if (verdict.kind === 'signed') this.signatures = await this.signatureCheck?.verdict();
		// It may have been cut off meanwhile; from here on it is not.
		push?.stays();
		this.reader.accept(verdict);
		this.verdict = verdict;
		if (!withheld) return;
		if (verdict.kind === 'failed') throw new UnwantedDocument();
		this.fileType ??= fileTypeOf(withheld);
		yield* handedOver(withheld);
	}
}

/** Whoever takes the document has broken off: no fault of the sender's. */
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

/** A failed signing has no document to be kept: breaking off makes the store forget what it has of one. */
class UnwantedDocument extends Error {}

/** The same chunks, but leaving a loop over them does not close them. */
function keptOpen(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
	const iterator = chunks[Symbol.asyncIterator]();
	return { [Symbol.asyncIterator]: () => ({ next: async () => await iterator.next() }) };
}

function asError(error: unknown): Error {
	return error instanceof Error ? error : new Error(String(error));
}

/** Reads what still comes; when it breaks off, too much of it or too slowly, that is the end of it all the same. */
async function drain(chunks: AsyncIterable<Buffer>): Promise<void> {
	const iterator = chunks[Symbol.asyncIterator]();
	try {
		while (!(await iterator.next()).done);
	} catch {
		return;
	}
}
