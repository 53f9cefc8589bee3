import { Base64Decoder } from './base64Decoder';
import { ContentText } from './contentText';
import { FileDigest } from './fileDigest';
import type { DocumentDigest } from './fileDigest';
import { seenInThisProcess } from './hashAlgorithms';
import type { JsonPath } from './jsonNesting';
import { JsonScanner } from './jsonScanner';
import { NestedJson } from './nestedJson';
import type { Push } from './parsePush';
import { parsePush } from './parsePush';
import { PushRefusal } from './refusal';
import type { StringSink } from './stringUnescaper';
import { FORM_TEXT, withPlusesAs } from './unencodedPlus';
import { valueSoFar } from './valueSoFar';

/** A complete push of a signed document that matches the pushed hash. */
export interface SignedPush {
	readonly kind: 'signed';
	readonly push: Push;
	readonly digest: DocumentDigest;
	/** Remarks on how it was received; absent if there are none. */
	readonly remarks?: readonly string[];
}

/** A complete push that reports a failed signing. */
export interface FailedPush {
	readonly kind: 'failed';
	readonly push: Push;
}

/** A complete push, with its document verified. */
export type ReadPush = SignedPush | FailedPush;

/** How a sender's mistake was corrected, as the hash confirms. */
const UNENCODED_PLUSES =
	'The form did not encode “+”, which stands for a space there: it was read as “+”, as the hash confirms';

/** What is known about a push's order, even if the push is incomplete or rejected. */
export interface KnownOrder {
	readonly signid?: string;
	readonly orderNumber?: string;
}

/** What a rejected push was, for display and for recognizing its repeats. */
export interface RejectedFacts {
	/** Whether it was a push, whatever is wrong with its document. */
	readonly isRead: boolean;
	/** As pushed; may be empty. */
	readonly hash: string;
	/** The digest of the document, as far as it was read; undefined if there was none. */
	readonly digest: DocumentDigest | undefined;
	/** Its JSON without the document, as far as it was read. */
	readonly text: string;
}

/**
 * Reads a push as it arrives: chunks of JSON in, the document's bytes out. Its memory doesn't grow with the document.
 * Not a stream: `feed` returns the bytes that each chunk completes.
 */
export class PushReader {
	private readonly scanner: JsonScanner;
	private digest: FileDigest | undefined;
	/** The body's JSON, if the body is a JSON string that contains it. */
	private body: NestedJson | undefined;
	private nested: NestedJson | undefined;
	private content: ContentText | undefined;
	private documentBytes: Buffer[] = [];
	/** The push, once its JSON is complete. */
	private push: Push | undefined;
	private isForm = false;
	/** Values of its JSON so far. */
	private readonly counted = { values: 0 };

	/** @param seen the hash algorithms of earlier pushes */
	constructor(private readonly seen = seenInThisProcess) {
		this.scanner = new JsonScanner(
			(path) => (path.length === 0 ? this.openBody() : this.openInPush(path)),
			this.counted,
		);
	}

	/** Bytes of memory in use. */
	get held(): number {
		const parts = [this.scanner, this.body, this.nested, this.content, this.digest];
		return parts.reduce((sum, part) => sum + (part?.held ?? 0), 0);
	}

	/** Takes ownership of the next chunk. Returns the document's bytes in it, already hashed. */
	feed(chunk: Buffer): Buffer[] {
		this.isForm ||= chunk === FORM_TEXT;
		this.scanner.feed(chunk);
		return this.takeBytes();
	}

	/**
	 * To be called after the last chunk: returns the verified push. Throws a `PushRefusal`; then nothing of the push may
	 * be used.
	 */
	end(): ReadPush {
		const text = this.scanner.end();
		const push = parsePush(this.isForm ? withPlusesAs(text, this.pluses) : text);
		this.push = push;
		if (push.status === 0) return { kind: 'failed', push };
		if (!push.hasContent || !this.digest?.size) {
			throw new PushRefusal('missingContent', 'status is 1 but there is no content');
		}
		if (!push.hash) throw new PushRefusal('missingHash', 'status is 1 but there is no hash');
		const digest = this.digest.verify(push.hash);
		return {
			kind: 'signed',
			push,
			digest,
			...(this.pluses === '+' && { remarks: [UNENCODED_PLUSES] }),
		};
	}

	/** To be called once the push is admitted: from then on its hash algorithm is expected. */
	accept(read: ReadPush): void {
		if (read.kind === 'signed') this.seen.add(read.digest.hashAlgorithm);
	}

	/** The order that the push is about, as far as it was read. */
	knownOrder(): KnownOrder {
		const signid = this.push?.signid ?? this.valueOf('signid');
		const orderNumber = this.push?.orderNumber ?? this.valueOf('ordernumber');
		return { ...(signid ? { signid } : {}), ...(orderNumber ? { orderNumber } : {}) };
	}

	/** What is known about a push that is rejected. */
	rejected(): RejectedFacts {
		const hash = this.push?.hash ?? this.valueOf('hash') ?? '';
		const digest = this.digest?.size ? this.digest.computedFor(hash) : undefined;
		return { isRead: this.push !== undefined, hash, digest, text: this.textSoFar() };
	}

	/** What a `+` that the form didn't encode means, as far as the document shows. */
	private get pluses(): ' ' | '+' {
		return this.content?.hadUnencodedPluses ? '+' : ' ';
	}

	/** The whole push may be JSON text inside a JSON string. */
	private openBody(): StringSink {
		this.body = new NestedJson((path) => this.openInPush(path), this.counted);
		return this.body;
	}

	private openInPush([first, ...path]: JsonPath): StringSink | undefined {
		if (first !== 'extenddata') return undefined;
		return outOfArray(path).length === 0 ? this.openNested() : this.openInExtendData(path);
	}

	private openNested(): StringSink {
		this.nested = new NestedJson((path) => this.openInExtendData(path), this.counted);
		return this.nested;
	}

	private openInExtendData(path: JsonPath): StringSink | undefined {
		const [first, ...more] = outOfArray(path);
		return first === 'content' && more.length === 0 ? this.openContent() : undefined;
	}

	/** PROTOCOL.md, PushSignedDoc, Decided: a second `content` is an error. */
	private openContent(): StringSink {
		if (this.content) throw new PushRefusal('repeatedContent', 'there is more than one content');
		const order = this.valueOf('signid') ?? this.valueOf('ordernumber');
		const digest = new FileDigest(this.seen, this.valueOf('hash'), order);
		this.digest = digest;
		const base64 = new Base64Decoder((bytes) => {
			digest.update(bytes);
			this.documentBytes.push(bytes);
		});
		this.content = new ContentText(base64, this.isForm);
		return this.content;
	}

	/** The value of a key, in any case, in what was read so far. */
	private valueOf(key: string): string | undefined {
		return valueSoFar(this.textSoFar(), key);
	}

	private textSoFar(): string {
		const parts = [this.scanner, this.body, this.nested];
		const text = parts.map((part) => part?.textSoFar() ?? '').join('');
		return withPlusesAs(text, this.pluses);
	}

	private takeBytes(): Buffer[] {
		const bytes = this.documentBytes;
		this.documentBytes = [];
		return bytes;
	}
}

/** `extendData` may be an array that contains only its object. */
function outOfArray(path: JsonPath): JsonPath {
	return path[0] === 0 ? path.slice(1) : path;
}
