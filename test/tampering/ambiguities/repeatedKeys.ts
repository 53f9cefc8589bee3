import type { Draw } from '../draw';
import { object } from '../pdf/parts';
import { dictionary, isDictionary, write, type Dictionary, type Value } from '../pdf/value';
import { update } from '../updates/update';
import { shownPart, toldPart, type Ambiguity, type Scene } from './ambiguity';

/** The same key, or one that some readers take for the same. */
const respelled: readonly ((key: string) => string)[] = [
	(key) => key,
	(key) => key,
	(key) => `/${hex(key.charCodeAt(1))}${key.slice(2)}`,
	(key) => key.replace(/.$/, (last) => hex(last.charCodeAt(0))),
	(key) => `${key}#00`,
	(key) => `${key} %x\n`,
	(key) => key.toLowerCase(),
];

const hex = (code: number) => `#${code.toString(16)}`;

/** The two readings in one value: where they differ, the key appears twice. */
export function merged(one: Value, other: Value, draw: Draw): Value {
	if (!isDictionary(one) || !isDictionary(other)) return one;
	const respell = draw.pick(respelled);
	const entries: Dictionary['entries'] = [];
	const keys = new Set([...one.entries, ...other.entries].map(([key]) => key));
	for (const key of keys) {
		const [first, second] = [one, other].map((each) => valueOf(each, key));
		if (first === undefined || second === undefined || write(first) === write(second)) {
			entries.push([key, first ?? second ?? 'null']);
		} else if (isDictionary(first) && isDictionary(second) && draw.chance(0.7)) {
			entries.push([key, merged(first, second, draw)]);
		} else {
			const gap = draw.chance(0.3) ? entries.splice(0) : [];
			const [before, after] = draw.either(key, respell(key));
			entries.push([before, first], ...gap, [after, second]);
		}
	}
	return { entries };
}

const valueOf = ({ entries }: Dictionary, key: string) => entries.find(([one]) => one === key)?.[1];

const again = (scene: Scene, value: Value) => {
	const { base, target, numbers } = scene;
	return update(base, [{ ...shownPart(scene), value }, ...target.extra], numbers);
};

export const repeatedKeys: readonly Ambiguity[] = [
	{
		name: 'a repeated key',
		parts: (scene) => {
			const [one, other] = scene.draw.either(toldPart(scene).value, shownPart(scene).value);
			return again(scene, merged(one, other, scene.draw));
		},
	},
	{
		name: 'a dictionary twice in its object',
		parts: (scene) => {
			const [one, other] = scene.draw.either(toldPart(scene).value, shownPart(scene).value);
			const between = scene.draw.pick([' ', '\nendobj\n', ' %', '\nobj\n', ' R ']);
			return again(scene, `${write(one)}${between}${write(other)}`);
		},
	},
	{
		name: 'a key of the trailer, repeated',
		parts: (scene) => {
			const { base, target, numbers, draw } = scene;
			const catalog = numbers.new();
			const pages = numbers.new();
			const other = dictionary(`<< /Type /Catalog /Pages ${pages} 0 R >>`);
			const none = dictionary('<< /Type /Pages /Kids [] /Count 0 >>');
			const objects = [object(catalog, other), object(pages, none)];
			const key = draw.pick(respelled)('/Root');
			const parts = update(base, [...objects, ...target.extra], numbers);
			for (const part of parts) {
				if (part.kind !== 'section') continue;
				const at = draw.chance(0.5) ? 0 : part.trailer.entries.length;
				part.trailer.entries.splice(at, 0, [key, `${catalog} 0 R`]);
			}
			return parts;
		},
	},
];
