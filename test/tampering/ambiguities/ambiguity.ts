import type { Base } from '../bases/base';
import type { Draw } from '../draw';
import type { Target } from '../intents/target';
import { object, type ObjectPart, type Part, type SectionPart } from '../pdf/parts';
import { sectionAfter, type Numbers } from '../updates/update';

/** A form with two readings at once, in random order. */
export interface Ambiguity {
	readonly name: string;
	readonly parts: (scene: Scene) => Part[];
}

/** The input for creating an ambiguity. */
export interface Scene {
	readonly base: Base;
	readonly target: Target;
	readonly numbers: Numbers;
	readonly draw: Draw;
	/** Where choices are recorded. */
	readonly note: (name: string) => void;
}

export function toldPart({ target: { number, told } }: Scene): ObjectPart {
	return object(number, told.value, told.stream);
}

export function shownPart({ target: { number, shown } }: Scene): ObjectPart {
	return object(number, shown.value, shown.stream);
}

/** Both objects with their own labels, in random order. */
export function bothParts(scene: Scene): [ObjectPart, ObjectPart] {
	const told = { ...toldPart(scene), label: 'told' };
	const shown = { ...shownPart(scene), label: 'shown' };
	return scene.draw.either<ObjectPart>(told, shown);
}

/** Picks one of several named forms, and records which. */
export function oneOf<Value>(scene: Scene, forms: Readonly<Record<string, Value>>): Value {
	const [name, form] = scene.draw.pick(Object.entries(forms));
	scene.note(name);
	return form;
}

/** A section without objects that continues another. */
export function section(
	{ base, numbers }: Scene,
	label: string,
	form: 'table' | 'stream',
	previous: string,
): SectionPart {
	return sectionAfter(base, { form, label, previous, numbers });
}
