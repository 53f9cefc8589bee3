import { waitForTick } from '@cantoo/pdf-lib';
import { Pace } from '../../nodes/WoSignDoc/pdf/file/pace';
import { isSelfIssued, parseCertificate } from '../../nodes/WoSignDoc/signatures/cms/certificate';
import type { Certificate } from '../../nodes/WoSignDoc/signatures/cms/certificate';
import type { DocumentSignature } from '../../nodes/WoSignDoc/signatures/documentSignature';
import { FileObjects } from '../../nodes/WoSignDoc/signatures/fileObjects';
import { readSecurityStores } from '../../nodes/WoSignDoc/signatures/securityStore';
import { SignatureFinder } from '../../nodes/WoSignDoc/signatures/signatureFinder';
import type { SignatureReport } from '../../nodes/WoSignDoc/signatures/signatureReport';
import { SignatureVerifier } from '../../nodes/WoSignDoc/signatures/signatureVerifier';
import { namedThere } from '../../sandbox/firstContact';
import type { FirstContact } from '../../sandbox/firstContact';
import { named } from '../named';
import { readLaterObjects } from './laterObjects';

type DocumentFacts = NonNullable<FirstContact['document']>;

/** When the order was sent and its document received, by this machine's clock. */
export interface SigningWindow {
	/** Undefined if another run sent it. */
	readonly sentAt: Date | undefined;
	readonly receivedAt: Date;
}

/** Facts about a document's signature. */
export interface SignatureFacts {
	readonly facts: DocumentFacts;
	/** Whether there is one, and the document is unchanged. */
	readonly isIntact: boolean;
}

const MILLISECONDS_AN_HOUR = 3_600_000;

/**
 * The properties of a document's first signature, and the data after it in the file. Never throws.
 *
 * @param information the object number of the document information dictionary in the trailer
 */
export async function readSignatureFacts(
	pdf: Buffer,
	information: number | undefined,
	window: SigningWindow,
): Promise<SignatureFacts> {
	const opened = SignatureVerifier.open({ trustedRoots: '', now: new Date(), pause: waitForTick });
	if (opened.kind === 'wrong') return { facts: {}, isIntact: false };
	opened.verifier.feed(pdf);
	const { signatures, intact } = await opened.verifier.end();
	const signature = signatures.find(({ type }) => type === 'signature');
	if (!signature) return { facts: {}, isIntact: false };
	const finder = new SignatureFinder(new Pace(waitForTick));
	finder.feed(pdf);
	await finder.end();
	return {
		facts: {
			...ownFacts(signature, window),
			certification: signatures.find(({ certified }) => certified !== null)?.certified ?? null,
			...(await fileFacts(finder, information)),
		},
		isIntact: intact,
	};
}

function ownFacts(signature: SignatureReport, window: SigningWindow): DocumentFacts {
	const { subFilter, digest, certificate, timestamp } = signature;
	const offset = signingTimeOffset(signature, window);
	return {
		subFilter: named(subFilter, namedThere.subFilters),
		digest: named(digest.toUpperCase().replace(/^SHA(?=\d)/, 'SHA-'), namedThere.digests),
		...(certificate && {
			certificateLife: secondsBetween(certificate.validFrom, certificate.validTo),
		}),
		timestamp: timestamp !== null,
		...(offset !== undefined && { signingTimeOffset: offset }),
	};
}

function secondsBetween(from: string, to: string): number {
	return (Date.parse(to) - Date.parse(from)) / 1_000;
}

/**
 * The offset of the claimed signing time in hours: from its timestamp, or else from the period in which it must have been
 * signed, rounded to a quarter of an hour, like time zones.
 */
function signingTimeOffset(
	{ claimedTime, trustedTime }: SignatureReport,
	{ sentAt, receivedAt }: SigningWindow,
): number | undefined {
	if (claimedTime === null) return undefined;
	const claimed = Date.parse(claimedTime);
	if (trustedTime !== null) return hours(claimed - Date.parse(trustedTime), 100);
	if (!sentAt) return undefined;
	const nearest = Math.min(Math.max(claimed, sentAt.getTime()), receivedAt.getTime());
	return hours(claimed - nearest, 4);
}

/** Hours, rounded to a fraction of an hour. */
function hours(milliseconds: number, parts: number): number {
	// Avoids a negative zero after rounding.
	return Math.round((milliseconds / MILLISECONDS_AN_HOUR) * parts) / parts + 0;
}

async function fileFacts(
	finder: SignatureFinder,
	information: number | undefined,
): Promise<DocumentFacts> {
	const { structure, candidates } = finder;
	const signed = candidates.filter(({ signature }) => signature?.type === 'signature');
	const rangeEnd = Math.max(0, ...signed.map((candidate) => candidate.rangeEnd));
	const objects = await FileObjects.read(structure);
	const later = await readLaterObjects(structure, rangeEnd);
	const [signature] = signed.flatMap((candidate) => candidate.signature ?? []);
	const stored = await readSecurityStores(objects, structure, finder.later);
	return {
		securityStore: later.hasSecurityStore,
		laterInformation: information !== undefined && later.numbers.has(information),
		...(signature?.timestamp && {
			timestampRoot: hasTimestampRoot(signature, stored.certificates.flatMap(certificateIn)),
		}),
	};
}

function certificateIn(der: Buffer): Certificate[] {
	try {
		return [parseCertificate(der)];
	} catch {
		return [];
	}
}

/** Whether the issuer names lead from the timestamp's authority to a root in the document. */
function hasTimestampRoot(
	{ timestamp, certificates }: DocumentSignature,
	stored: readonly Certificate[],
): boolean {
	const known = [...(timestamp?.certificates ?? []), ...certificates, ...stored];
	let current = timestamp?.authority;
	// Each step removes a certificate, so that circular names end, too.
	let left = known;
	while (current && !isSelfIssued(current)) {
		const issuer = current.issuer.comparable;
		const next = left.find(({ subject }) => subject.comparable === issuer);
		left = left.filter((one) => one !== next);
		current = next;
	}
	return current !== undefined;
}
