import {
	bits,
	encoding,
	integerBytes,
	members,
	parseAsn1,
	Asn1Error,
} from '../../protocol/certificate/asn1';
import { SIGNATURE_BOUNDS } from '../bounds';
import { algorithmOf, nameOf, timeOf } from '../cms/certificate';
import { extensionsIn, extensionValue } from '../cms/extensions';
import type { Extension } from '../cms/extensions';
import type { SignedObject } from '../cms/signedObject';
import { derAt, derWithin } from './derReader';
import type { DerPlace } from './derReader';
import { readScope, WHOLE } from './listScope';
import type { ListScope } from './listScope';

/** A certificate revocation list (RFC 5280, 5.1), whose entries are read only when a certificate is looked up. */
export interface RevocationList extends SignedObject {
	/** The issuer's name, for comparison. */
	readonly issuer: string;
	readonly thisUpdate: Date;
	readonly nextUpdate: Date | undefined;
	readonly scope: ListScope;
	/** Whether it is a delta CRL, which lists only changes since another list. */
	readonly isDelta: boolean;
	/** Whether it has an unknown critical extension. */
	readonly hasUnknown: boolean;
	/** Certificates that expired after this time stay in it; undefined if it doesn't say. */
	readonly keepsEndedSince: Date | undefined;
	/** The content of its revokedCertificates. */
	readonly entries: Buffer;
}

/** What a list says about one certificate. */
export interface ListEntry {
	readonly since: Date;
	/** RFC 5280, 5.3.1. */
	readonly reason: string;
}

const EXTENSION = {
	number: '2.5.29.20',
	delta: '2.5.29.27',
	scope: '2.5.29.28',
	authorityKey: '2.5.29.35',
	expiredCertificates: '2.5.29.60',
	reason: '2.5.29.21',
	invalidityDate: '2.5.29.24',
};
const KNOWN: ReadonlySet<string> = new Set([
	EXTENSION.number,
	EXTENSION.delta,
	EXTENSION.scope,
	EXTENSION.authorityKey,
	EXTENSION.expiredCertificates,
]);

/** RFC 5280, 5.3.1, by number; 7 is not used. */
const REASONS = [
	'unspecified',
	'keyCompromise',
	'cACompromise',
	'affiliationChanged',
	'superseded',
	'cessationOfOperation',
	'certificateHold',
	'',
	'removeFromCRL',
	'privilegeWithdrawn',
	'aACompromise',
] as const;

/** The name of a CRLReason, by its number. */
export function reasonNamed(number: number | undefined): string {
	return (number !== undefined && REASONS[number]) || 'unspecified';
}

/** Parses a list in DER, ignoring anything that follows it; throws an Asn1Error if it isn't one. */
export function parseRevocationList(bytes: Buffer): RevocationList {
	const [tbs, algorithm, signature] = derWithin(bytes, derAt(bytes, 0));
	if (!tbs || !algorithm || !signature) throw new Asn1Error('not a revocation list');
	const value = ({ at, end }: DerPlace) => parsePart(bytes.subarray(at, end));
	const fields = [...derWithin(bytes, tbs)];
	if (fields[0]?.tag === TAG.integer) fields.shift();
	const [inner, issuer, thisUpdate, ...rest] = fields;
	if (!inner || !issuer || !thisUpdate) throw new Asn1Error('not a revocation list');
	const [next] = rest;
	const nextUpdate = next && isTime(next) ? next : undefined;
	const entries = rest.find(({ tag }) => tag === TAG.sequence);
	const extensions = rest.find(({ tag }) => tag === TAG.extensions);
	if (!encoding(value(inner)).equals(encoding(value(algorithm)))) {
		throw new Asn1Error('a revocation list names two signature algorithms');
	}
	return {
		issuer: nameOf(value(issuer)).comparable,
		thisUpdate: timeOf(value(thisUpdate)),
		nextUpdate: nextUpdate && timeOf(value(nextUpdate)),
		toBeSigned: bytes.subarray(tbs.at, tbs.end),
		signatureAlgorithm: algorithmOf(value(algorithm)),
		signature: bits(value(signature)),
		entries: entries ? bytes.subarray(entries.content, entries.end) : Buffer.alloc(0),
		...extensionsOf(extensions && extensionsIn(membersOf(value(extensions)))),
	};
}

/** Parses a small part; throws an Asn1Error. */
function parsePart(bytes: Buffer): ReturnType<typeof parseAsn1> {
	if (bytes.length > SIGNATURE_BOUNDS.evidencePart) throw new Asn1Error('not a revocation list');
	return parseAsn1(bytes);
}

const TAG = {
	integer: 0x02,
	utcTime: 0x17,
	generalizedTime: 0x18,
	sequence: 0x30,
	extensions: 0xa0,
};

function isTime({ tag }: DerPlace): boolean {
	return tag === TAG.utcTime || tag === TAG.generalizedTime;
}

function membersOf(explicit: ReturnType<typeof parseAsn1>) {
	const [first] = members(explicit);
	if (!first) throw new Asn1Error('not a revocation list');
	return first;
}

function extensionsOf(
	extensions: readonly Extension[] = [],
): Pick<RevocationList, 'scope' | 'isDelta' | 'hasUnknown' | 'keepsEndedSince'> {
	const scope = extensionValue(extensions, EXTENSION.scope);
	const keeps = extensionValue(extensions, EXTENSION.expiredCertificates);
	return {
		scope: scope ? readScope(scope) : WHOLE,
		isDelta: extensions.some(({ identifier }) => identifier === EXTENSION.delta),
		hasUnknown: extensions.some(({ critical, identifier }) => critical && !KNOWN.has(identifier)),
		keepsEndedSince: keeps && timeOf(keeps),
	};
}

/**
 * What the list says about a certificate; undefined if it doesn't list it. If there are several entries, the earliest
 * counts. Throws an Asn1Error if the list is malformed.
 *
 * @param serial as in `Certificate`
 */
export async function entryFor(
	{ entries }: RevocationList,
	serial: string,
	pace: { readonly step: () => Promise<void> },
): Promise<ListEntry | undefined> {
	const wanted = Buffer.from(serial, 'hex');
	let found: ListEntry | undefined;
	let count = 0;
	for (let at = 0; at < entries.length;) {
		const entry = derAt(entries, at);
		const number = derAt(entries, entry.content, entry.end);
		if (entries.subarray(number.content, number.end).equals(wanted)) {
			const one = readEntry(entries.subarray(entry.at, entry.end));
			if (one && (!found || one.since < found.since)) found = one;
		}
		at = entry.end;
		if (++count % 1_000 === 0) await pace.step();
	}
	return found;
}

/** An entry of revokedCertificates; undefined for one that cancels an earlier one. */
function readEntry(bytes: Buffer): ListEntry | undefined {
	const [, date, extensions] = members(parsePart(bytes));
	if (!date) throw new Asn1Error('not a revocation list');
	const all = extensions ? extensionsIn(extensions) : [];
	const code = extensionValue(all, EXTENSION.reason);
	const reason = reasonNamed(code && integerBytes(code)[0]);
	if (reason === 'removeFromCRL') return undefined;
	const invalid = extensionValue(all, EXTENSION.invalidityDate);
	const dates = [date, ...(invalid ? [invalid] : [])].map((one) => timeOf(one).getTime());
	return { since: new Date(Math.min(...dates)), reason };
}
