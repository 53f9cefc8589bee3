import type { Behavior } from '../behavior';
import type { Charset } from '../seenOnWire';
import type { DocumentShape } from '../signing/documents';
import { documentFaultNames, documentFaults, type DocumentFaultName } from './documentFaults';

/** The form of a push on the wire. */
export interface PushShape {
	actiontype: string;
	/** If present: status 0 with these codes and no content. */
	codes?: readonly number[] | undefined;
	hashAlgorithm: 'sha224' | 'sha256' | 'sha384' | 'sha512';
	hashForm: 'hex' | 'upperCaseHex' | 'base64' | 'wrong' | 'missing';
	content: 'base64' | 'notBase64' | 'missing';
	/** Keys in this order and spelling; those in `extendData` follow a dot. */
	keys: readonly string[];
	extendData: 'object' | 'string';
	/** Default: `status` is a number and `errorcode` a string, as documented. */
	numbers: 'number' | 'string' | undefined;
	body: 'json' | 'formField';
	/** Default: the body's own media type. */
	mediaType: string | undefined;
	charset: Charset | undefined;
	/** Names of extra headers, sent with a placeholder value. */
	headers: readonly string[];
	bom: boolean;
	coding?: 'gzip' | 'deflate' | undefined;
	delivery: 'whole' | 'truncated' | 'cut' | 'slow';
	/** Whether the receiver's response is lost. */
	answerLost: boolean;
	/** Number of identical pushes sent simultaneously. */
	copies: 1 | 2;
	/** How the pushed document differs from the order's signed document. The hash is that of the pushed document. */
	document: DocumentShape;
}

const hashAlgorithms = {
	'SHA-224': 'sha224',
	'SHA-256': 'sha256',
	'SHA-384': 'sha384',
	'SHA-512': 'sha512',
} as const;
const hashForms = { lowerCaseHex: 'hex', upperCaseHex: 'upperCaseHex', base64: 'base64' } as const;

/** A push without faults. */
export function usualShape({ hash, ...seen }: Behavior['push']): PushShape {
	return {
		...seen,
		actiontype: 'PushSignedDoc',
		hashAlgorithm: hashAlgorithms[hash.algorithm],
		hashForm: hashForms[hash.spelling],
		content: 'base64',
		bom: false,
		delivery: 'whole',
		answerLost: false,
		copies: 1,
		document: {},
	};
}

/** Keys in an unusual order and with unusual capitalization. */
const reorderedKeys = [
	'extenddata',
	'extenddata.HASH',
	'extenddata.Content',
	'extenddata.orderNumber',
	'extenddata.SignID',
	'errorCode',
	'Status',
	'ActionType',
];

const wireFaults = {
	/** The hash of different bytes. */
	wrongHash: { hashForm: 'wrong' },
	sha224: { hashAlgorithm: 'sha224' },
	sha384: { hashAlgorithm: 'sha384' },
	sha512: { hashAlgorithm: 'sha512' },
	upperCaseHash: { hashForm: 'upperCaseHex' },
	base64Hash: { hashForm: 'base64' },
	missingHash: { hashForm: 'missing' },
	missingContent: { content: 'missing' },
	/** One character in the middle of `content` is not in the base64 alphabet. */
	notBase64: { content: 'notBase64' },
	/** A complete HTTP request with truncated JSON. */
	truncatedBody: { delivery: 'truncated' },
	/** The connection is closed in the middle of the body. */
	connectionCut: { delivery: 'cut' },
	/** The body is sent in small pieces over about two seconds. */
	slowBody: { delivery: 'slow' },
	/** The push arrives, but the response is lost. */
	answerLost: { answerLost: true },
	/** Two identical pushes sent simultaneously. */
	duplicate: { copies: 2 },
	/** `hash` before `content`, `extendData` first, keys with unusual capitalization. */
	keysReordered: { keys: reorderedKeys },
	/** `extendData` is a string that contains the JSON. */
	extendDataString: { extendData: 'string' },
	/** A form with the JSON in the field `data`. */
	formField: { body: 'formField', mediaType: undefined, charset: undefined },
	gzip: { coding: 'gzip' },
	deflate: { coding: 'deflate' },
	bom: { bom: true },
	/** Failed, with two codes. Other codes: `{ statusZero: [-61] }`. */
	statusZero: { codes: [-50, -57] },
	/** The sibling action PushValidation. */
	otherAction: { actiontype: 'PushValidation' },
} satisfies Record<string, Partial<PushShape>>;

type WireFaultName = keyof typeof wireFaults;
export type PushFaultName = WireFaultName | DocumentFaultName;

/** A deviation from a normal push; several can be combined in an array. */
export type PushFault = PushFaultName | { statusZero: readonly number[] } | readonly PushFault[];

/** The names of the wire faults. */
export const wireFaultNames = Object.keys(wireFaults) as readonly WireFaultName[];
/** The names of all faults. */
export const pushFaultNames: readonly PushFaultName[] = [...wireFaultNames, ...documentFaultNames];

/** Applies a fault to a push. */
export function applyFault(fault: PushFault | undefined, shape: PushShape): PushShape {
	if (fault === undefined) return shape;
	if (typeof fault === 'string') return applyNamed(fault, shape);
	if ('statusZero' in fault) return { ...shape, codes: fault.statusZero };
	return fault.reduce<PushShape>((folded, one) => applyFault(one, folded), shape);
}

function applyNamed(name: PushFaultName, shape: PushShape): PushShape {
	if (isWireFault(name)) return { ...shape, ...wireFaults[name] };
	return { ...shape, document: { ...shape.document, ...documentFaults[name] } };
}

function isWireFault(name: PushFaultName): name is WireFaultName {
	return Object.hasOwn(wireFaults, name);
}
