import { Base64Decoder } from './base64Decoder';
import { FileDigest } from './fileDigest';
import type { VerifiedDigest } from './fileDigest';
import { seenInThisProcess } from './hashAlgorithms';
import { JsonScanner } from './jsonScanner';
import { NestedJson } from './nestedJson';
import type { Push } from './parsePush';
import { parsePush } from './parsePush';
import { PushRefusal } from './refusal';
import type { StringSink } from './stringUnescaper';

/** A whole push of a signed document, which fits the hash that was pushed with it. */
export interface SignedPush {
	readonly kind: 'signed';
	readonly push: Push;
	readonly digest: VerifiedDigest;
}

/** A whole push that reports a failed signing. */
export interface FailedPush {
	readonly kind: 'failed';
	readonly push: Push;
}

/** A whole push, its document verified. */
export type ReadPush = SignedPush | FailedPush;

/** What is known of the order of a push, even of an incomplete or refused one. */
export interface KnownOrder {
	readonly signid?: string;
	readonly orderNumber?: string;
}

/**
 * Reads a push as it arrives: JSON in pieces in, the document's bytes out. Its memory does not grow with the document.
 * Not a stream: `feed` returns the bytes that each piece completes.
 */
export class PushReader {
	private readonly scanner: JsonScanner;
	private digest: FileDigest | undefined;
	private nested: NestedJson | undefined;
	private content: Base64Decoder | undefined;
	private documentBytes: Buffer[] = [];
	/** The push, once its JSON is complete. */
	private push: Push | undefined;
	/** The number of values in its JSON so far. */
	private readonly counted = { values: 0 };

	/** @param seen the hash algorithms of earlier pushes */
	constructor(private readonly seen = seenInThisProcess) {
		this.scanner = new JsonScanner(([first, second, ...more]) => {
			if (first !== 'extenddata' || more.length > 0) return undefined;
			if (second === undefined) return this.openNested();
			return second === 'content' ? this.openContent() : undefined;
		}, this.counted);
	}

	/** Bytes of memory that it holds. */
	get held(): number {
		const parts = [this.scanner, this.nested, this.content, this.digest];
		return parts.reduce((sum, part) => sum + (part?.held ?? 0), 0);
	}

	/** Takes the next piece over. Returns the document's bytes in it, already hashed. */
	feed(chunk: Buffer): Buffer[] {
		this.scanner.feed(chunk);
		return this.takeBytes();
	}

	/** To be called after the last piece: the verified push. Throws the refusal; then nothing of it may be used. */
	end(): ReadPush {
		const push = parsePush(JSON.parse(this.scanner.end()));
		this.push = push;
		if (push.status === 0) return { kind: 'failed', push };
		if (!push.hasContent || !this.digest?.size) {
			throw new PushRefusal('missingContent', 'status is 1 but there is no content');
		}
		if (!push.hash) throw new PushRefusal('missingHash', 'status is 1 but there is no hash');
		return { kind: 'signed', push, digest: this.digest.verify(push.hash) };
	}

	/** To be called once the push is admitted: its hash algorithm is expected from then on. */
	accept(read: ReadPush): void {
		if (read.kind === 'signed') this.seen.add(read.digest.hashAlgorithm);
	}

	/** The order that the push is about, as far as it was read. */
	knownOrder(): KnownOrder {
		const signid = this.push?.signid ?? this.valueOf('signid');
		const orderNumber = this.push?.orderNumber ?? this.valueOf('ordernumber');
		return { ...(signid ? { signid } : {}), ...(orderNumber ? { orderNumber } : {}) };
	}

	private openNested(): StringSink {
		this.nested = new NestedJson(
			([first, ...more]) =>
				first === 'content' && more.length === 0 ? this.openContent() : undefined,
			this.counted,
		);
		return this.nested;
	}

	/** PROTOCOL.md, PushSignedDoc, Decided: a second `content` is an error. */
	private openContent(): StringSink {
		if (this.content) throw new PushRefusal('repeatedContent', 'there is more than one content');
		const order = this.valueOf('signid') ?? this.valueOf('ordernumber');
		const digest = new FileDigest(this.seen, this.valueOf('hash'), order);
		this.digest = digest;
		this.content = new Base64Decoder((bytes) => {
			digest.update(bytes);
			this.documentBytes.push(bytes);
		});
		return this.content;
	}

	/** The value of a key, of any case, in what was read so far. */
	private valueOf(key: string): string | undefined {
		return valueOf(this.scanner.textSoFar() + (this.nested?.textSoFar() ?? ''), key);
	}

	private takeBytes(): Buffer[] {
		const bytes = this.documentBytes;
		this.documentBytes = [];
		return bytes;
	}
}

/** The plain text or number under a key, of any case, in JSON that may be incomplete or invalid. */
function valueOf(text: string, key: string): string | undefined {
	const match = new RegExp(`"${key}"\\s*:\\s*"?([^"\\\\\\s{}[\\],:]{1,256})[",}\\s]`, 'i').exec(
		text,
	);
	// A copy, because a match would keep the whole text in memory.
	return match?.[1] && Buffer.from(match[1]).toString();
}
