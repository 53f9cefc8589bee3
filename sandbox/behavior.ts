import type { FirstContact } from './firstContact';
import type { Charset } from './seenOnWire';

/** A section of the recorded behavior, with all members present. */
type Seen<Section extends keyof FirstContact> = {
	[Member in keyof NonNullable<FirstContact[Section]>]-?: Exclude<
		NonNullable<FirstContact[Section]>[Member],
		undefined
	>;
};

/** How the sandbox behaves where the vendor's document is silent, ambiguous, or wrong. */
export interface Behavior {
	network: Pick<Seen<'network'>, 'tlsVersions' | 'renegotiation' | 'clockOffset'> & {
		/** The preferred cipher. */
		cipher: string | undefined;
	};
	requests: Seen<'requests'>;
	responses: Omit<Seen<'responses'>, 'statuses'>;
	placement: Omit<Seen<'placement'>, 'foundBy'>;
	push: Pick<Seen<'push'>, 'body' | 'keys' | 'extendData' | 'hash' | 'headers'> & {
		mediaType: string | undefined;
		charset: Charset | undefined;
		numbers: Seen<'push'>['numbers'] | undefined;
	};
}

/** The keys of a push (PROTOCOL.md, PushSignedDoc). */
const documentedKeys = [
	'actiontype',
	'status',
	'errorcode',
	'extendData',
	'extendData.signid',
	'extendData.ordernumber',
	'extendData.content',
	'extendData.hash',
];

const documented: Behavior = {
	network: {
		tlsVersions: ['TLSv1.2', 'TLSv1.3'],
		renegotiation: false,
		clockOffset: 0,
		cipher: undefined,
	},
	requests: {
		encodings: ['json', 'percentEncoded'],
		codes: [],
		signerType: 'both',
		pageNumber: 'number',
		emptyFields: 'optional',
		sortedKeys: 'optional',
		orderNumberKey: 'orderNumber',
		plusSigns: 'kept',
	},
	responses: {
		mediaType: 'application/json',
		charset: 'utf-8',
		byteOrderMark: false,
		form: 'object',
		keys: 'lowerCase',
		numbers: 'number',
		otherFields: [],
		headers: [],
	},
	placement: { origin: 'lowerLeft', firstPage: 1, page: 'seen' },
	push: {
		body: 'json',
		mediaType: undefined,
		charset: undefined,
		keys: documentedKeys,
		extendData: 'object',
		numbers: undefined,
		hash: { algorithm: 'SHA-256', spelling: 'lowerCaseHex' },
		headers: [],
	},
};

/** The recorded behavior; anything that was not observed follows the vendor's document. */
export function behaviorLike(like?: FirstContact): Behavior {
	return {
		network: withSeen(documented.network, like?.network),
		requests: withSeen(documented.requests, like?.requests),
		responses: withSeen(documented.responses, like?.responses),
		placement: withSeen(documented.placement, like?.placement),
		push: withSeen(documented.push, like?.push),
	};
}

function withSeen<Section extends object>(
	usual: Section,
	seen: { [Member in keyof Section]?: Section[Member] | undefined } = {},
): Section {
	const present = Object.entries(seen).filter(([, value]) => value !== undefined);
	return Object.assign({ ...usual }, Object.fromEntries(present));
}
