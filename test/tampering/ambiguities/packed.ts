import { object, type ObjectPart, type Part, type XrefEntry } from '../pdf/parts';
import { write, type Entry, type Value } from '../pdf/value';
import { update } from '../updates/update';
import type { Scene } from './ambiguity';

/** The two values as text, in either order. */
export function texts({ draw, target }: Scene): [string, string] {
	return draw.either(write(target.told.value), write(target.shown.value));
}

/** An update with an object stream that contains the target, and related objects. */
export function packed(
	scene: Scene,
	stream: readonly ObjectPart[],
	entries: readonly XrefEntry[],
	isNamed = true,
): Part[] {
	const { base, target, numbers, draw } = scene;
	const parts = isNamed
		? stream
		: stream.map((part) => ({ ...part, isUnnamed: part === stream[0] }));
	const form = draw.chance(0.9) ? 'stream' : 'table';
	return update(base, [...target.extra, ...parts], numbers, { entries, form });
}

export function streamOf(number: number, entries: readonly Entry[], data: string): ObjectPart {
	const value: Value = { entries: [['/Type', '/ObjStm'], ...entries, ['/Length', '@length']] };
	return object(number, value, data);
}
