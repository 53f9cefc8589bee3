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

/** Options for starting a sandbox, all optional. */
export interface SandboxOptions extends ReachOptions {
	/** Port; 0 (the default) picks a free one. */
	port?: number | undefined;
	/**
	 * Folder for the credential files and the keys. A later start in the same folder reuses the keys, so that callers'
	 * credentials stay valid. Default: a new temporary folder, deleted on stop.
	 */
	directory?: string | undefined;
	/** Callback URL for PushSignedDoc. Can be set later; until then signed documents wait. */
	callbackUrl?: string | undefined;
	/** Milliseconds before the 2nd, 3rd, … attempt; the last value repeats. */
	pushIntervals?: number[] | undefined;
	/** Whether to sign and push orders as soon as they are accepted (default), or to wait for `sign(signid)`. */
	autoSign?: boolean | undefined;
	/** Type of signature. Default: as in `like`, or else `rsa`. */
	signature?: SignatureKind | undefined;
	/** Whether signatures have a timestamp from an authority under the signing CA. Default: as in `like`, or else no. */
	timeStamp?: boolean | undefined;
	/** Milliseconds to wait for the receiver's response. Default 60000. */
	answerTimeout?: number | undefined;
	/** A platform's recorded behavior to reproduce. Default: as the vendor documents it. */
	like?: FirstContact | undefined;
}

export interface PushDocumentOptions {
	orderNumber: string;
	/** The "signed" document, or the path of its file. */
	document: Buffer | string;
	/** Applies to every push of this order until removed. */
	fault?: PushFault | undefined;
}

/** A running WoSignDoc. */
export interface Sandbox {
	/** `https://127.0.0.1:PORT`; the host is the first of `names`, or else `host`. */
	url: string;
	/** Where it listens. */
	listening: Listening;
	/** The token with full access. */
	tokenId: string;
	/** Rejected tokens: -67 and -68. Any other token is unknown: -65. */
	otherTokens: { forbidden: string; poor: string };
	credential: SandboxCredential;
	/** Paths of the credential files. */
	files: Record<CredentialFileName, string>;
	orders: readonly SandboxOrder[];
	requests: readonly ReceivedRequest[];
	pushes: readonly PushAttempt[];
	/** Every error code the vendor documents. */
	errorCodes: readonly ErrorCode[];
	/** False if orders wait for `sign`, `signAll`, or `refuse`. */
	autoSign: boolean;
	/** The current callback URL; while undefined, pushes wait. */
	readonly callbackUrl: string | undefined;
	setCallbackUrl(url: string | undefined): void;
	/** Makes the next request fail, or changes the form of its response. Calls queue up. */
	failNextRequest(failure: RequestFailure): void;
	/** Applies this fault to the next `count` pushes (default 1) of any order. */
	faultNextPush(fault: PushFault, count?: number): void;
	/** Applies this fault to every push of this order until removed with `undefined`. */
	setFault(orderNumber: string, fault: PushFault | undefined): void;
	/** The fault set for every push of this order. */
	faultOf(orderNumber: string): PushFault | undefined;
	/** Signs an accepted order and starts pushing it; resolves once it is signed. */
	sign(signid: string): Promise<void>;
	/** Signs all waiting orders like `sign`; resolves with their number. An order that can't be signed fails with -69. */
	signAll(): Promise<number>;
	/** Rejects an accepted order: pushes status 0 with these codes. */
	refuse(signid: string, codes: number[]): Promise<void>;
	/** Pushes a signed or failed order now, outside the schedule, with this fault or the next queued one. */
	pushAgain(signid: string, fault?: PushFault): Promise<PushAttempt>;
	/** Pushes any bytes as a signed document, without an order; resolves with the first attempt. */
	pushDocument(options: PushDocumentOptions): Promise<PushAttempt>;
	/** Resolves once a push of this order number got the response `1`; rejects on timeout (default 30 s) and on stop. */
	waitForAnswer(orderNumber: string, timeoutMs?: number): Promise<PushAttempt>;
	/** Reports each completed request and push to the observer; returns a function to unsubscribe. */
	observe(observer: SandboxObserver): () => void;
	/** Stops everything: timers, running pushes, sockets. Deletes the temporary folder. */
	stop(): Promise<void>;
}

export interface SandboxObserver {
	request?(request: ReceivedRequest): void;
	push?(attempt: PushAttempt): void;
}
