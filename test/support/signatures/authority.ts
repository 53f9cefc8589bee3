import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import {
	context,
	generalizedTime,
	integer,
	octetString,
	oid,
	sequence,
	set,
	tagged,
	text,
} from './der';
import type { Identity } from './identities';
import { ecdsa } from './manners';

/** A certificate issued at will: with times to the second, and whatever extensions. P-256 and SHA-256. */
export interface Issued extends Identity {
	/** Its subject in DER. */
	readonly name: Buffer;
	readonly issuerName: Buffer;
	readonly serial: Buffer;
	/** The bytes of its public key. */
	readonly publicKey: Buffer;
}

export interface IssueOptions {
	readonly name?: string;
	/** Self-signed where there is none. */
	readonly issuer?: Issued;
	readonly from?: Date;
	readonly to?: Date;
	readonly serial?: number;
	readonly extensions?: readonly Buffer[];
	/** Another certificate for the same key. */
	readonly key?: KeyObject;
}

export const P256 = ecdsa('sha256', '1.2.840.10045.4.3.2');
const ALGORITHM = sequence(oid('1.2.840.10045.4.3.2'));
const TRUE = Buffer.of(0x01, 1, 0xff);
const DAY = 86_400_000;
let serials = 100;

export function extension(identifier: string, value: Buffer, isCritical = false): Buffer {
	return sequence(oid(identifier), ...(isCritical ? [TRUE] : []), octetString(value));
}

const basicConstraints = (...values: Buffer[]) => extension('2.5.29.19', sequence(...values), true);
/** keyUsage by its first byte: 0x80 digitalSignature, 0x04 keyCertSign, 0x02 cRLSign. */
export const keyUsage = (bits: number) => extension('2.5.29.15', Buffer.of(0x03, 2, 0, bits), true);
export const extendedKeyUsage = (usage: string, isCritical = false) =>
	extension('2.5.29.37', sequence(oid(usage)), isCritical);

export const EXTENSIONS = {
	authority: [basicConstraints(TRUE), keyUsage(0x06)],
	signer: [keyUsage(0xc0)],
	timestamping: [keyUsage(0x80), extendedKeyUsage('1.3.6.1.5.5.7.3.8', true)],
	responder: [keyUsage(0x80), extendedKeyUsage('1.3.6.1.5.5.7.3.9')],
};
export const NO_CHECK = extension('1.3.6.1.5.5.7.48.1.5', Buffer.of(0x05, 0));

export function distinguishedName(name: string): Buffer {
	return sequence(set(sequence(oid('2.5.4.3'), text(0x0c, name))));
}

/** Issues a certificate, valid from yesterday for a year unless told otherwise. */
export function issue(options: IssueOptions = {}): Issued {
	const { name = 'Alice', issuer, extensions = EXTENSIONS.signer, serial = serials++ } = options;
	const { from = new Date(Date.now() - DAY), to = new Date(Date.now() + 365 * DAY) } = options;
	const key = options.key ?? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
	const spki = publicKeyOf(key);
	const subject = distinguishedName(name);
	const serialBytes = Buffer.of(0x01, serial >> 8, serial & 0xff);
	const toBeSigned = sequence(
		context(0, integer(2)),
		integer(serialBytes),
		ALGORITHM,
		issuer?.name ?? subject,
		sequence(generalizedTime(from), generalizedTime(to)),
		subject,
		spki,
		...(extensions.length > 0 ? [context(3, sequence(...extensions))] : []),
	);
	const der = signed(toBeSigned, issuer?.key ?? key);
	const base64 = der.toString('base64').replace(/.{64}/g, '$&\n');
	return {
		key,
		keyPem: String(key.export({ type: 'pkcs8', format: 'pem' })),
		pem: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
		der,
		name: subject,
		issuerName: issuer?.name ?? subject,
		serial: serialBytes,
		publicKey: spki.subarray(spki.length - 65),
	};
}

export interface Revoked {
	readonly certificate: Pick<Issued, 'serial'>;
	readonly since: Date;
	/** A CRLReason, by number. */
	readonly reason?: number;
	readonly extensions?: readonly Buffer[];
}

export interface ListOptions {
	readonly revoked?: readonly Revoked[];
	readonly thisUpdate?: Date;
	/** None where it is null. */
	readonly nextUpdate?: Date | null;
	readonly extensions?: readonly Buffer[];
	/** Who signs, where it is not the issuer. */
	readonly signer?: Identity;
}

/** A revocation list, issued an hour ago for a week unless told otherwise. */
export function revocationList(issuer: Issued, options: ListOptions = {}): Buffer {
	const { revoked = [], thisUpdate = new Date(Date.now() - 3_600_000), extensions = [] } = options;
	const { nextUpdate = new Date(thisUpdate.getTime() + 7 * DAY), signer = issuer } = options;
	const entries = revoked.map(({ certificate, since, reason, extensions: own = [] }) => {
		const all = [
			...(reason === undefined ? [] : [extension('2.5.29.21', Buffer.of(0x0a, 1, reason))]),
			...own,
		];
		return sequence(
			integer(certificate.serial),
			generalizedTime(since),
			...(all.length > 0 ? [sequence(...all)] : []),
		);
	});
	const toBeSigned = sequence(
		integer(1),
		ALGORITHM,
		issuer.name,
		generalizedTime(thisUpdate),
		...(nextUpdate ? [generalizedTime(nextUpdate)] : []),
		...(entries.length > 0 ? [sequence(...entries)] : []),
		...(extensions.length > 0 ? [context(0, sequence(...extensions))] : []),
	);
	return signed(toBeSigned, signer.key);
}

export interface ResponseOptions {
	readonly status?: 'good' | 'unknown' | { readonly since: Date; readonly reason?: number };
	readonly thisUpdate?: Date;
	readonly nextUpdate?: Date | null;
	/** Who signs, where it is not the issuer. */
	readonly responder?: Issued;
	readonly certificates?: readonly Identity[];
	readonly digest?: { readonly name: string; readonly identifier: string };
	readonly singleExtensions?: readonly Buffer[];
	readonly namesByKey?: boolean;
	/** Just the BasicOCSPResponse. */
	readonly isBasic?: boolean;
}

const SHA1 = { name: 'sha1', identifier: '1.3.14.3.2.26' };

/** An OCSP response about a certificate, issued an hour ago for a week unless told otherwise. */
export function ocspResponse(
	certificate: Issued,
	issuer: Issued,
	options: ResponseOptions = {},
): Buffer {
	const { thisUpdate = new Date(Date.now() - 3_600_000), responder = issuer } = options;
	const { nextUpdate = new Date(thisUpdate.getTime() + 7 * DAY), digest = SHA1 } = options;
	const { certificates = [], singleExtensions = [], status = 'good' } = options;
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
	);
	const extra =
		certificates.length > 0 ? [context(0, sequence(...certificates.map(({ der }) => der)))] : [];
	const basic = sequence(...signedParts(toBeSigned, responder.key), ...extra);
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

function publicKeyOf(key: KeyObject): Buffer {
	const jwk = key.export({ format: 'jwk' });
	const point = Buffer.concat([
		Buffer.of(0, 4),
		...[jwk.x, jwk.y].map((part) => Buffer.from(part ?? '', 'base64url')),
	]);
	const algorithm = sequence(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7'));
	return sequence(algorithm, tagged(0x03, point));
}

function signed(toBeSigned: Buffer, key: KeyObject): Buffer {
	return sequence(...signedParts(toBeSigned, key));
}

function signedParts(toBeSigned: Buffer, key: KeyObject): Buffer[] {
	const signature = sign('sha256', toBeSigned, key);
	return [toBeSigned, ALGORITHM, tagged(0x03, Buffer.concat([Buffer.of(0), signature]))];
}
