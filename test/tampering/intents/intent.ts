import type { Base } from '../bases/base';
import type { Draw } from '../draw';
import type { Part } from '../pdf/parts';
import type { Numbers } from '../updates/update';

/** A change that someone may want to make to a signed document. */
export interface Intent {
	readonly name: string;
	readonly isFor?: (base: Base) => boolean;
	readonly parts: (scene: IntentScene) => Part[];
}

export interface IntentScene {
	readonly base: Base;
	readonly numbers: Numbers;
	readonly draw: Draw;
	readonly note: (name: string) => void;
}

/** Some of the forms, recorded by name. */
export function someOf(scene: IntentScene, forms: readonly string[], most = 2): string {
	const { draw, note } = scene;
	const picked = draw.shuffle(forms).slice(0, draw.between(1, most));
	for (const one of picked) note(one);
	return picked.join(' ');
}
