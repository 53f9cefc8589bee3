import { entryOf, object, text, type ObjectPart, type Part, type XrefEntry } from '../pdf/parts';
import { parse } from '../pdf/value';
import { update } from '../updates/update';
import { bothParts, oneOf, shownPart, toldPart, type Ambiguity, type Scene } from './ambiguity';

const named = (part: ObjectPart): ObjectPart => ({ ...part, isUnnamed: true });

/** An update that writes the object twice, with these entries for it. */
function twice(scene: Scene, entriesOf: (one: XrefEntry, other: XrefEntry) => XrefEntry[]): Part[] {
	const { base, target, numbers } = scene;
	const [one, other] = bothParts(scene);
	const entries = entriesOf(entryOf(one), entryOf(other));
	return update(base, [named(one), named(other), ...target.extra], numbers, { entries });
}

const unnamed: readonly Ambiguity[] = [
	{
		name: 'an object written twice, one of them named',
		parts: (scene) => twice(scene, (one, other) => [scene.draw.pick([one, other])]),
	},
	{
		name: 'an object named twice in one section',
		parts: (scene) =>
			twice(scene, (one, other) => {
				const [first, second] = scene.draw.either(one, other);
				const between: XrefEntry = { number: 0, kind: 'free', where: '0', second: 65_535 };
				return scene.draw.chance(0.3) ? [first, between, second] : [first, second];
			}),
	},
	{
		name: 'an object named in use and free',
		parts: (scene) => {
			const { base, target, numbers, draw } = scene;
			const { number } = target;
			const free: XrefEntry = {
				number,
				kind: 'free',
				where: '0',
				second: draw.pick([0, 1, 65_535]),
			};
			const part = draw.pick([toldPart, shownPart])(scene);
			const entries = draw.either(free, entryOf(part));
			return update(base, [named(part), ...target.extra], numbers, { entries });
		},
	},
	{
		name: 'an object that no cross-reference names',
		parts: (scene) => {
			const { base, target, numbers } = scene;
			return update(base, [named(shownPart(scene)), ...target.extra], numbers);
		},
	},
];

/** Objects whose bytes are in another object. */
const inside: readonly Ambiguity[] = [
	{
		name: 'an object inside a stream that is named instead',
		parts: (scene) => {
			const { base, target, numbers } = scene;
			const [outer, inner] = bothParts(scene);
			const carrier = object(numbers.new(), parse('<< /Length @length >>'), [inner]);
			const entries = scene.draw.pick([
				[entryOf(outer)],
				[entryOf(inner)],
				scene.draw.either(entryOf(outer), entryOf(inner)),
			]);
			return update(base, [named(outer), carrier, ...target.extra], numbers, { entries });
		},
	},
	{
		name: 'an object inside a string or a comment',
		parts: (scene) => {
			const { base, target, numbers } = scene;
			const hidden = { ...shownPart(scene), label: 'shown' };
			const [open, close] = oneOf<[string, string]>(scene, {
				string: [`(\n`, ')'],
				comment: ['%\r', '\r'],
				comments: ['null %', '\n'],
				hexadecimal: ['<', '>'],
			});
			const carrier = numbers.new();
			const parts = update(base, [...target.extra], numbers);
			const entries = [entryOf({ ...object(carrier, 'null') }), entryOf(hidden)];
			for (const part of parts) if (part.kind === 'section') part.entries.push(...entries);
			const head = text(`${carrier} 0 obj\n<< /X ${open}`, `${carrier}`);
			return [head, hidden, text(`${close} >>\nendobj\n`), ...parts];
		},
	},
];

/** Deceptive object heads and entries. */
const heads: readonly Ambiguity[] = [
	{
		name: 'an object with an odd head',
		parts: (scene) => {
			const { base, target, numbers, draw } = scene;
			const { number } = target;
			const head = oneOf(scene, {
				'another generation': `${number} 1 obj`,
				'a large generation': `${number} 65536 obj`,
				zeros: `0${number} 00 obj`,
				'no space': `${number} 0obj`,
				'a sign': `+${number} 0 obj`,
				'a comment': `${number} %\n0 obj`,
				'beyond 32 bits': `${number + 2 ** 32} 0 obj`,
				'more digits before': `1${number} 0 obj`,
				'one line each': `${number}\n0\nobj`,
			});
			const part = { ...draw.pick([toldPart, shownPart])(scene), head };
			part.generation = draw.pick([0, 0, 1]);
			return update(base, [part, ...target.extra], numbers);
		},
	},
	{
		name: 'a cross-reference into another number’s digits',
		parts: (scene) => {
			const { base, target, numbers, draw } = scene;
			const digit = draw.between(1, 9);
			const part = { ...shownPart(scene), label: 'longer', isUnnamed: true };
			part.head = `${digit}${target.number} 0 obj`;
			const entries: XrefEntry[] = [
				{ number: target.number, kind: 'at', where: '@longer+1', second: 0 },
				{ number: Number(`${digit}${target.number}`), kind: 'at', where: '@longer', second: 0 },
			];
			const kept = draw.pick([entries, entries.slice(0, 1), entries.slice(1)]);
			return update(base, [part, ...target.extra], numbers, { entries: kept });
		},
	},
	{
		name: 'the same again with another generation',
		parts: (scene) => {
			const { base, numbers, draw } = scene;
			const part = toldPart(scene);
			part.generation = draw.pick([1, 2, 65_535]);
			if (draw.chance(0.4)) part.head = `${part.number} 0 obj`;
			return update(base, [part], numbers);
		},
	},
];

export const objectsTwice: readonly Ambiguity[] = [...unnamed, ...inside, ...heads];
