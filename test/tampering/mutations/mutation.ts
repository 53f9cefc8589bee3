import type { Base } from '../bases/base';
import type { Draw } from '../draw';
import type { Part } from '../pdf/parts';
import type { Numbers } from '../updates/update';

/** A change to the form of any update. */
export interface Mutation {
	readonly name: string;
	/** Undefined if there is nothing to change. */
	readonly apply: (parts: readonly Part[], context: MutationContext) => Part[] | undefined;
}

export interface MutationContext {
	readonly base: Base;
	readonly numbers: Numbers;
	readonly draw: Draw;
}

/** The parts with a random one of a kind changed. */
export function changeOne<Kind extends Part['kind']>(
	kind: Kind,
	change: (part: Extract<Part, { kind: Kind }>, context: MutationContext) => Part[] | undefined,
): Mutation['apply'] {
	return (parts, context) => {
		const places = parts.flatMap(({ kind: one }, index) => (one === kind ? [index] : []));
		if (places.length === 0) return undefined;
		const at = context.draw.pick(places);
		const part = parts[at];
		const changed = part && change(part as Extract<Part, { kind: Kind }>, context);
		return changed && parts.toSpliced(at, 1, ...changed);
	};
}
