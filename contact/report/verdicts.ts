import { assumptions, type Assumption } from './assumptions';
import type { FirstContact } from './readings';

/** What became of an assumption; `confirmedInPart`: some of it was seen to hold, the rest was not seen. */
export type Outcome = 'confirmed' | 'confirmedInPart' | 'refuted' | 'notSeen';

export interface Verdict extends Pick<Assumption, 'id' | 'text'> {
	readonly outcome: Outcome;
	/** What to do about each part that does not hold. */
	readonly remedies: readonly string[];
}

/** What a result says about each assumption of docs/PROTOCOL.md. */
export function verdicts(result: FirstContact): Verdict[] {
	return assumptions.map(({ id, text, findings }) => {
		const found = findings(result);
		const remedies = found.flatMap(({ holds, remedy }) => (holds === false ? [remedy] : []));
		const [seen, all] = [found.filter(({ holds }) => holds).length, found.length];
		const unrefuted = seen === 0 ? 'notSeen' : seen === all ? 'confirmed' : 'confirmedInPart';
		return { id, text, outcome: remedies.length > 0 ? 'refuted' : unrefuted, remedies };
	});
}
