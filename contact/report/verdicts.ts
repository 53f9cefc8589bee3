import { assumptions, type Assumption } from './assumptions';
import type { FirstContact } from './readings';

/** The outcome of an assumption; `confirmedInPart`: part of it was confirmed, and the rest was not observed. */
export type Outcome = 'confirmed' | 'confirmedInPart' | 'refuted' | 'notSeen';

export interface Verdict extends Pick<Assumption, 'id' | 'text'> {
	readonly outcome: Outcome;
	/** What to do about each refuted part. */
	readonly remedies: readonly string[];
}

/** The outcomes of all assumptions of docs/PROTOCOL.md for a result. */
export function verdicts(result: FirstContact): Verdict[] {
	return assumptions.map(({ id, text, findings }) => {
		const found = findings(result);
		const remedies = found.flatMap(({ holds, remedy }) => (holds === false ? [remedy] : []));
		const [seen, all] = [found.filter(({ holds }) => holds).length, found.length];
		const unrefuted = seen === 0 ? 'notSeen' : seen === all ? 'confirmed' : 'confirmedInPart';
		return { id, text, outcome: remedies.length > 0 ? 'refuted' : unrefuted, remedies };
	});
}
