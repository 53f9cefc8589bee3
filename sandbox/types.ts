import type { IncomingHttpHeaders } from 'node:http';
import type { ErrorCode } from './errorCodes';
import type { PushFault } from './push/faults';
import type { RequestFailure } from './requestFailures';
import type { SignatureKind } from './signing/signatureKind';

/** How a sandbox is started. Everything has a default. */
export interface SandboxOptions {
	/** Port on 127.0.0.1; 0 (the default) takes a free one. */
	port?: number | undefined;
	/** Folder for the credential files. Default: a fresh one under the system's temporary folder, removed on stop. */
	directory?: string | undefined;
	/** Where PushSignedDoc goes. May be set later; until then signed documents wait. */
	callbackUrl?: string | undefined;
	/** Milliseconds before the 2nd, 3rd, … attempt; the last one repeats. */
	pushIntervals?: number[] | undefined;
	/** Sign and push as soon as an order is accepted (default), or wait for `sign(signid)`. */
	autoSign?: boolean | undefined;
	/** How documents are signed. Default `rsa`. */
	signature?: SignatureKind | undefined;
	/** Whether each signature carries a time stamp of an authority under the signing CA. Default: none does. */
	timeStamp?: boolean | undefined;
	/** Milliseconds to wait for the receiver's answer. Default 60000. */
	answerTimeout?: number | undefined;
}

/** The texts and files a caller needs for its credential. */
export interface SandboxCredential {
	/** Client certificate, PEM. */
	certificate: string;
	/** Its private key, PEM (PKCS#8). */
	privateKey: string;
	/** Certificate and key as PKCS#12, base64. */
	pfx: string;
	/** Passphrase of `pfx`, `legacyPfx` and `encryptedPrivateKey`. */
	passphrase: string;
	/** The CA that issued the server's certificate, PEM. */
	caCertificate: string;
	/** The CAs under which the documents' signers stand (RSA and ECDSA; SM2), PEM. */
	trustedRoots: string;
}

export type CredentialFileName =
	| 'ca'
	| 'certificate'
	| 'privateKey'
	| 'encryptedPrivateKey'
	| 'pfx'
	| 'legacyPfx'
	| 'expiredCertificate'
	| 'expiringCertificate'
	| 'unregisteredCertificate'
	| 'strangerCertificate'
	| 'strangerKey'
	| 'signingCa'
	| 'trustedRoots';

/** Where a signer signs: a page (from 1) and a rectangle in parts of the page as displayed, origin lower left. */
export interface SigningPlace {
	page: number;
	x1: number;
	y1: number;
	x2: number;
	y2: number;
}

export interface SandboxSigner {
	/** 1 organisation, 2 person. */
	signType: 1 | 2;
	name: string;
	number: string;
	country: string;
	/** The caller's stamp image (PNG or JPEG); without one the sandbox draws a seal. */
	stamp?: Buffer | undefined;
	pic: Buffer;
	otherpic: Buffer;
	places: readonly SigningPlace[];
}

export type OrderState = 'signing' | 'signed' | 'failed';

export interface SandboxOrder {
	signid: string;
	orderNumber: string;
	state: OrderState;
	signers: readonly SandboxSigner[];
	/** The document as received, or the template's. */
	document: Buffer;
	fileFormat: string;
	templateId?: string | undefined;
	/** At most 256 code points; a longer one was cut and ends in `…`. */
	subject?: string | undefined;
	password?: string | undefined;
	signedDocument?: Buffer | undefined;
	/** SHA-256 of `signedDocument`, lower-case hex. */
	sha256?: string | undefined;
	/** The codes of a refused order. */
	errorCodes?: readonly number[] | undefined;
}

export interface ReceivedRequest {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	contentType: string | undefined;
	/** The raw bytes of the body. */
	body: Buffer;
	/** The decoded JSON; undefined when the body holds none. Decoded anew at each reading. */
	readonly json: unknown;
	/** HTTP status of the answer; undefined when the connection was cut or left hanging. */
	httpStatus?: number | undefined;
	/** Text of the answer. */
	answer?: string | undefined;
	/** The API's error code in the answer, 0 for an accepted order. */
	errorCode?: number | undefined;
	/** Why a request was refused, in words. Never sent. */
	reason?: string | undefined;
}

export interface PushAttempt {
	signid: string;
	orderNumber: string;
	/** 1 for the first attempt of an order. Both pushes of a duplicate carry the same number. */
	attempt: number;
	fault?: PushFault | undefined;
	/** HTTP status of the receiver's answer; undefined when there was none. */
	httpStatus?: number | undefined;
	/** The first 200 characters of the answer. */
	answer: string;
	/** True when the answer was HTTP 200 and exactly the byte `1`. */
	accepted: boolean;
	/** When it began, milliseconds since 1970. */
	startedAt: number;
	/** How long it took. */
	milliseconds: number;
	error?: string | undefined;
}

export interface PushDocumentOptions {
	orderNumber: string;
	/** The "signed" document's bytes, or the path of a file that holds them. */
	document: Buffer | string;
	/** For every push of this order until lifted. */
	fault?: PushFault | undefined;
}

/** A running WoSignDoc on loopback. */
export interface Sandbox {
	/** `https://127.0.0.1:PORT` */
	url: string;
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
