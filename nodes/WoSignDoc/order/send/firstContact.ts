import { PERCENT_ENCODED_BODY } from '../../shared/bodyEncoding';
import type { EncodedAnswer } from '../../shared/requestEncoding';
import { parameterLabel } from '../fields/fieldLabels';

/** The platforms, by base URL, that have accepted an order in this process. */
const known = new Set<string>();

/** Whether this platform has not yet accepted an order in this process. */
export function isFirstContact(url: string): boolean {
	return !known.has(url);
}

/** To be called when a platform accepted an order. */
export function rememberContact(url: string): void {
	known.add(url);
}

/** Codes that a platform may return because it expects the request in another format. */
const AMBIGUOUS: ReadonlySet<string> = new Set(['-63', '-69', '-79', '-100']);

/**
 * What may explain a rejection other than the order itself, in sentences; empty if nothing may.
 *
 * @param codes of the rejection
 */
export function contactHints(
	codes: ReadonlyArray<number | string>,
	sent: Omit<EncodedAnswer, 'response'>,
	isFirst: boolean,
): string[] {
	const [encoding, variations] = [
		parameterLabel('requestEncoding'),
		parameterLabel('platformVariations'),
	];
	const isUnread = codes.some((code) => String(code) === '-63');
	const isAmbiguous = isFirst && codes.some((code) => AMBIGUOUS.has(String(code)));
	return [
		...(sent.wasTriedOtherwise
			? [
					isUnread
						? 'It was sent as JSON and percent-encoded; neither was read.'
						: `${encodingFound(sent)}.`,
				]
			: []),
		...(isAmbiguous
			? [
					`WoSignDoc has not taken an order from this n8n yet. If all fields are right, it may expect the request in another form: see the options '${encoding}' and '${variations}'.`,
				]
			: []),
	];
}

/** The encoding that the platform reads, after it rejected the other one. */
export function encodingFound({ encoding }: Omit<EncodedAnswer, 'response'>): string {
	const label = parameterLabel('requestEncoding');
	return encoding === PERCENT_ENCODED_BODY
		? `WoSignDoc rejected JSON (-63) and read the same request percent-encoded, and so n8n sends it from now on until it restarts. Set '${label}' to 'Percent-Encoded Form' to send it so at once`
		: `WoSignDoc rejected the percent-encoded request (-63) and read the same request as JSON, and so n8n sends it from now on`;
}
