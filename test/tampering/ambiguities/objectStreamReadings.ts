import { within } from '../pdf/objectStream';
import { dictionary, type Entry } from '../pdf/value';
import type { Ambiguity } from './ambiguity';
import { packed, streamOf, texts } from './packed';
import { oddEntries, oddlyPredicted, predicted } from './twoReadings';

/** Object streams whose numbers have two readings. */
export const objectStreamReadings: readonly Ambiguity[] = [
	{
		name: 'an object stream whose objects begin at an odd number',
		parts: (scene) => {
			const { target, numbers, draw } = scene;
			const number = numbers.new();
			const [one, two] = texts(scene);
			const head = `${target.number} `.padEnd(8);
			const meant = one.length + two.length + 40;
			const odd = oddEntries(scene, '/First', meant, 0);
			const other = draw.pick(odd.others.filter((value) => value < 9_000).concat(0));
			const place = `${head}${16} `.padEnd(16);
			const data = shifted(place, meant, one, other, two);
			const part = streamOf(number, [['/N', '1'], ...odd.entries], data);
			return packed(
				scene,
				[part, ...(odd.extra ? [odd.extra] : [])],
				[within(target.number, number, 0)],
			);
		},
	},
	{
		name: 'an object stream that holds an odd number of objects',
		parts: (scene) => {
			const { target, numbers, draw } = scene;
			const number = numbers.new();
			const [one, two] = texts(scene);
			const places = `${target.number} 0 ${target.number} ${one.length + 1} `;
			const odd = oddEntries(scene, '/N', draw.pick([1, 2]), draw.pick([0, 1, 2, 3]));
			const entries: Entry[] = [...odd.entries, ['/First', `${places.length}`]];
			const part = streamOf(number, entries, `${places}${one} ${two}`);
			const named = draw.chance(0.6) ? [within(target.number, number, draw.pick([0, 1]))] : [];
			return packed(scene, [part, ...(odd.extra ? [odd.extra] : [])], named);
		},
	},
	{
		name: 'an object stream with an odd predictor',
		parts: (scene) => {
			const { target, numbers } = scene;
			const number = numbers.new();
			const [one, two] = texts(scene);
			const found = predicted(one, two);
			const rows = found.data;
			const head = `${target.number} 0 `;
			const data =
				`\0${head.padEnd(found.columns)}`.slice(0, found.columns + 1) +
				rows.slice(found.columns + 1);
			const value = dictionary(`<< /Type /ObjStm /N 1 /First ${found.at} >>`);
			const parts = oddlyPredicted(scene, number, value, { data, columns: found.columns });
			return packed(scene, parts, [within(target.number, number, 0)]);
		},
	},
];

/** Data with two possible starts of the objects, which lead to the two texts. */
function shifted(head: string, first: number, one: string, other: number, two: string): string {
	const [[low, lowText], [high, highText]] =
		first < other
			? ([
					[first, one],
					[other, two],
				] as const)
			: ([
					[other, two],
					[first, one],
				] as const);
	const start = head.length;
	return `${head.padEnd(low + start)}${lowText} `.padEnd(high + start) + highText;
}
