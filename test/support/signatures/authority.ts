import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { ALGORITHM, certificate, distinguishedName, extension, signed } from './certificate';
import { context, generalizedTime, integer, oid, sequence } from './der';
import type { Identity } from './identities';
import { ecdsa } from './manners';
import { pem } from './pem';

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
const TRUE = Buffer.of(0x01, 1, 0xff);
const DAY = 86_400_000;
let serials = 100;

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

/** Issues a certificate, valid from yesterday for a year by default. */
export function issue(options: IssueOptions = {}): Issued {
	const { name = 'Alice', issuer, extensions = EXTENSIONS.signer, serial = serials++ } = options;
	const { from = new Date(Date.now() - DAY), to = new Date(Date.now() + 365 * DAY) } = options;
	const key = options.key ?? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
	const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
	const subject = distinguishedName(`CN=${name}`);
	const issuerName = issuer?.name ?? subject;
	const serialBytes = Buffer.of(0x01, serial >> 8, serial & 0xff);
	const der = certificate(
		{ serial: serialBytes, issuer: issuerName, from, to, subject, spki, extensions },
		issuer?.key ?? key,
	);
	return {
		key,
		keyPem: String(key.export({ type: 'pkcs8', format: 'pem' })),
		pem: pem(der),
		der,
		name: subject,
		issuerName,
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
	/** The algorithm that it names in what is signed, where it is not the one that it is signed with. */
	readonly algorithm?: Buffer;
}

/** A revocation list, issued an hour ago for a week by default. */
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
		options.algorithm ?? ALGORITHM,
		issuer.name,
		generalizedTime(thisUpdate),
		...(nextUpdate ? [generalizedTime(nextUpdate)] : []),
		...(entries.length > 0 ? [sequence(...entries)] : []),
		...(extensions.length > 0 ? [context(0, sequence(...extensions))] : []),
	);
	return signed(toBeSigned, signer.key);
}
