import { createHash } from 'node:crypto';
import type { Issued } from './authority';
import { signed } from './certificate';
import { context, generalizedTime, integer, octetString, oid, sequence, tagged } from './der';
import type { Identity } from './identities';

export interface ResponseOptions {
	readonly status?: 'good' | 'unknown' | { readonly since: Date; readonly reason?: number };
	readonly thisUpdate?: Date;
	readonly nextUpdate?: Date | null;
	/** Who signs, where it is not the issuer. */
	readonly responder?: Issued;
	readonly certificates?: readonly Identity[];
	readonly digest?: { readonly name: string; readonly identifier: string };
	readonly singleExtensions?: readonly Buffer[];
	readonly extensions?: readonly Buffer[];
	readonly namesByKey?: boolean;
	/** Just the BasicOCSPResponse. */
	readonly isBasic?: boolean;
}

const WEEK = 7 * 86_400_000;
const SHA1 = { name: 'sha1', identifier: '1.3.14.3.2.26' };

/** An OCSP response about a certificate, issued an hour ago for a week by default. */
export function ocspResponse(
	certificate: Issued,
	issuer: Issued,
	options: ResponseOptions = {},
): Buffer {
	const { thisUpdate = new Date(Date.now() - 3_600_000), responder = issuer } = options;
	const { nextUpdate = new Date(thisUpdate.getTime() + WEEK), digest = SHA1 } = options;
	const { certificates = [], singleExtensions = [], extensions = [], status = 'good' } = options;
	const hash = (bytes: Buffer) => createHash(digest.name).update(bytes).digest();
	const single = sequence(
		sequence(
			sequence(oid(digest.identifier)),
			octetString(hash(certificate.issuerName)),
			octetString(hash(issuer.publicKey)),
			integer(certificate.serial),
		),
		certStatus(status),
		generalizedTime(thisUpdate),
		...(nextUpdate ? [context(0, generalizedTime(nextUpdate))] : []),
		...(singleExtensions.length > 0 ? [context(1, sequence(...singleExtensions))] : []),
	);
	const keyHash = createHash('sha1').update(responder.publicKey).digest();
	const toBeSigned = sequence(
		options.namesByKey ? context(2, octetString(keyHash)) : context(1, responder.name),
		generalizedTime(thisUpdate),
		sequence(single),
		...(extensions.length > 0 ? [context(1, sequence(...extensions))] : []),
	);
	const extra =
		certificates.length > 0 ? [context(0, sequence(...certificates.map(({ der }) => der)))] : [];
	const basic = signed(toBeSigned, responder.key, ...extra);
	if (options.isBasic) return basic;
	const bytes = sequence(oid('1.3.6.1.5.5.7.48.1.1'), octetString(basic));
	return sequence(Buffer.of(0x0a, 1, 0), context(0, bytes));
}

function certStatus(status: NonNullable<ResponseOptions['status']>): Buffer {
	if (status === 'good') return Buffer.of(0x80, 0);
	if (status === 'unknown') return Buffer.of(0x82, 0);
	const { since, reason } = status;
	const reasons = reason === undefined ? [] : [context(0, Buffer.of(0x0a, 1, reason))];
	return tagged(0xa1, Buffer.concat([generalizedTime(since), ...reasons]));
}
