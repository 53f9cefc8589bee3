import type { CredentialFileName, SandboxCredential } from './credentials';
import type { ErrorCode } from './errorCodes';
import type { FirstContact } from './firstContact';
import type { Listening, ReachOptions } from './hosts';
import type { PushFault } from './push/faults';
import type { PushAttempt } from './push/pushAttempt';
import type { ReceivedRequest } from './receivedRequest';
import type { RequestFailure } from './requestFailures';
import type { SandboxOrder } from './sandboxOrder';
import type { SignatureKind } from './signing/signatureKind';

/** How a sandbox is started. Everything has a default. */
export interface SandboxOptions extends ReachOptions {
	/** Port; 0 (the default) takes a free one. */
	port?: number | undefined;
	/**
	 * Folder for the credential files and the keys: a later start in the same folder has the same keys, so that
	 * what callers were given stays valid. Default: a fresh one under the system's temporary folder, removed on stop.
	 */
	directory?: string | undefined;
	/** Where PushSignedDoc goes. May be set later; until then signed documents wait. */
	callbackUrl?: string | undefined;
	/** Milliseconds before the 2nd, 3rd, … attempt; the last one repeats. */
	pushIntervals?: number[] | undefined;
	/** Sign and push as soon as an order is accepted (default), or wait for `sign(signid)`. */
	autoSign?: boolean | undefined;
	/** How documents are signed. Default: as seen, or `rsa`. */
	signature?: SignatureKind | undefined;
	/** Whether each signature carries a time stamp of an authority under the signing CA. Default: as seen, or none does. */
	timeStamp?: boolean | undefined;
	/** Milliseconds to wait for the receiver's answer. Default 60000. */
	answerTimeout?: number | undefined;
	/** What a platform was seen to do, to do the same. Default: as the vendor's document has it. */
	like?: FirstContact | undefined;
}

export interface PushDocumentOptions {
	orderNumber: string;
	/** The "signed" document's bytes, or the path of a file that holds them. */
	document: Buffer | string;
	/** For every push of this order until lifted. */
	fault?: PushFault | undefined;
}

/** A running WoSignDoc. */
export interface Sandbox {
	/** `https://127.0.0.1:PORT`, or with the first of `names`, or with `host`. */
	url: string;
	/** Where it listens. */
	listening: Listening;
	/** The token that may do everything. */
	tokenId: string;
	/** Tokens that are refused: -67 and -68. Any other token is unknown: -65. */
	otherTokens: { forbidden: string; poor: string };
	credential: SandboxCredential;
	/** Paths of the credential files. */
	files: Record<CredentialFileName, string>;
	orders: readonly SandboxOrder[];
	requests: readonly ReceivedRequest[];
	pushes: readonly PushAttempt[];
	/** Every error code the vendor documents. */
	errorCodes: readonly ErrorCode[];
	/** False when orders wait for `sign`, `signAll` or `refuse`. */
	autoSign: boolean;
	/** Where pushes go now; undefined while orders wait for an address. */
	readonly callbackUrl: string | undefined;
	setCallbackUrl(url: string | undefined): void;
	/** The next request gets this instead of (or as the form of) its answer. Several calls queue up. */
	failNextRequest(failure: RequestFailure): void;
	/** The next `count` pushes (default 1) of any order carry this fault. */
	faultNextPush(fault: PushFault, count?: number): void;
	/** Every push of this order carries this fault, until lifted with `undefined`. */
	setFault(orderNumber: string, fault: PushFault | undefined): void;
	/** The fault that every push of this order carries. */
	faultOf(orderNumber: string): PushFault | undefined;
	/** Signs an accepted order and starts to push it; resolves when it is signed. */
	sign(signid: string): Promise<void>;
	/** Signs every order that waits, as `sign` does, and tells how many. One that cannot be signed fails with -69. */
	signAll(): Promise<number>;
	/** Fails an accepted order: a push with status 0 and these codes. */
	refuse(signid: string, codes: number[]): Promise<void>;
	/**
	 * One more push at once, outside the schedule, of an order that is signed or failed; with this fault,
	 * or with the one that is its turn.
	 */
	pushAgain(signid: string, fault?: PushFault): Promise<PushAttempt>;
	/** Pushes any bytes as a signed document, with no order before; resolves with the first attempt. */
	pushDocument(options: PushDocumentOptions): Promise<PushAttempt>;
	/** Resolves when a push of this order number has been answered exactly `1`; rejects on time-out (default 30 s) and stop. */
	waitForAnswer(orderNumber: string, timeoutMs?: number): Promise<PushAttempt>;
	/** Calls back with each request answered and each push ended; returns the way to unsubscribe. */
	observe(observer: SandboxObserver): () => void;
	/** Ends everything: timers, pushes under way, sockets, the temporary folder. */
	stop(): Promise<void>;
}

export interface SandboxObserver {
	request?(request: ReceivedRequest): void;
	push?(attempt: PushAttempt): void;
}
