import { SIGNATURE_BOUNDS } from '../bounds';
import type { Certificate } from '../cms/certificate';
import { parseCertificate } from '../cms/certificate';
import { digestOf } from '../cms/digests';
import type { ValidationValues } from '../cms/validationValues';
import { derAt } from './derReader';
import type { OcspResponse } from './ocspResponse';
import { parseOcspResponse } from './ocspResponse';
import type { RevocationList } from './revocationList';
import { parseRevocationList } from './revocationList';

/**
 * A document's validation data for certificates. Anyone may have put it there: it is worth as much as its signatures.
 */
export interface Evidence {
	readonly certificates: readonly Certificate[];
	readonly lists: readonly RevocationList[];
	readonly responses: readonly OcspResponse[];
	/** Whether all of it was read. */
	readonly isWhole: boolean;
}

/**
 * Reads validation data from all its places within the bounds, each item once. Items that can't be read are skipped;
 * never throws.
 */
export async function readEvidence(
	places: Iterable<ValidationValues>,
	pace: { readonly step: () => Promise<void> },
): Promise<Evidence> {
	const reader = new EvidenceReader();
	const { evidencePart } = SIGNATURE_BOUNDS;
	for (const { certificates, revocationLists, ocspResponses } of places) {
		for (const der of certificates) {
			reader.take(der, reader.certificates, parseCertificate, evidencePart);
			await pace.step();
		}
		for (const der of ocspResponses) {
			reader.take(der, reader.responses, parseOcspResponse, evidencePart);
			await pace.step();
		}
		for (const der of revocationLists) {
			reader.take(der, reader.lists, parseRevocationList);
			await pace.step();
		}
	}
	return reader;
}

class EvidenceReader implements Evidence {
	readonly certificates: Certificate[] = [];
	readonly lists: RevocationList[] = [];
	readonly responses: OcspResponse[] = [];
	isWhole = true;
	/** The digests of the items already in each list. */
	private readonly seen = new Map<readonly unknown[], Set<string>>();
	private room: number = SIGNATURE_BOUNDS.evidenceLength;

	take<Read>(
		der: Buffer,
		into: Read[],
		parse: (der: Buffer) => Read,
		longest: number = SIGNATURE_BOUNDS.evidenceLength,
	): void {
		this.room -= der.length;
		if (this.room < 0 || der.length > longest || into.length >= SIGNATURE_BOUNDS.evidence) {
			this.isWhole = false;
			return;
		}
		try {
			// A line end may follow it in a stream.
			const value = der.subarray(0, derAt(der, 0).end);
			const digest = digestOf('sha256', value).toString('latin1');
			const seen = this.seen.get(into) ?? new Set<string>();
			this.seen.set(into, seen);
			if (seen.has(digest)) return;
			seen.add(digest);
			into.push(parse(value));
		} catch {
			// Without it there is less to judge by.
		}
	}
}
