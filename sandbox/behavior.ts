import type { FirstContact } from './firstContact';

/** A section of what was seen, complete. */
type Seen<Section extends keyof FirstContact> = {
	[Member in keyof NonNullable<FirstContact[Section]>]-?: Exclude<
		NonNullable<FirstContact[Section]>[Member],
		undefined
	>;
};

/** How this platform behaves where the vendor's document is silent, ambiguous, or wrong. */
export interface Behavior {
	network: Pick<Seen<'network'>, 'tlsVersions' | 'renegotiation' | 'clockOffset'>;
	requests: Seen<'requests'>;
	responses: Omit<Seen<'responses'>, 'headers'>;
	placement: Omit<Seen<'placement'>, 'foundBy'>;
}

/** The behavior that was seen; what was not observed is as the vendor's document has it. */
export function behaviorLike(like?: FirstContact): Behavior {
	return {
		network: {
			tlsVersions: like?.network?.tlsVersions ?? ['TLSv1.2', 'TLSv1.3'],
			renegotiation: like?.network?.renegotiation ?? false,
			clockOffset: like?.network?.clockOffset ?? 0,
		},
		requests: {
			encodings: like?.requests?.encodings ?? ['json', 'percentEncoded'],
			codes: like?.requests?.codes ?? [],
			signerType: like?.requests?.signerType ?? 'both',
			pageNumber: like?.requests?.pageNumber ?? 'number',
			emptyFields: like?.requests?.emptyFields ?? 'optional',
			sortedKeys: like?.requests?.sortedKeys ?? 'optional',
			orderNumberKey: like?.requests?.orderNumberKey ?? 'orderNumber',
		},
		responses: {
			mediaType: like?.responses?.mediaType ?? 'application/json',
			charset: like?.responses?.charset ?? 'utf-8',
			byteOrderMark: like?.responses?.byteOrderMark ?? false,
			form: like?.responses?.form ?? 'object',
			keys: like?.responses?.keys ?? 'lowerCase',
			numbers: like?.responses?.numbers ?? 'number',
			otherFields: like?.responses?.otherFields ?? [],
		},
		placement: {
			origin: like?.placement?.origin ?? 'lowerLeft',
			firstPage: like?.placement?.firstPage ?? 1,
			page: like?.placement?.page ?? 'seen',
		},
	};
}
