import { streamText, within } from '../pdf/objectStream';
import { object, type ObjectPart, type Part, type XrefEntry } from '../pdf/parts';
import { dictionary, write, type Entry, type Value } from '../pdf/value';
import { update } from '../updates/update';
import { type Ambiguity, type Scene } from './ambiguity';
import { oddEntries, oddlyPredicted, predicted } from './twoReadings';

/** The two values as text, in either order. */
function texts({ draw, target }: Scene): [string, string] {
	return draw.either(write(target.told.value), write(target.shown.value));
}

/** An update with an object stream that holds the target, and what goes with it. */
function packed(
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

function streamOf(number: number, entries: readonly Entry[], data: string): ObjectPart {
	const value: Value = { entries: [['/Type', '/ObjStm'], ...entries, ['/Length', '@length']] };
	return object(number, value, data);
}

/** Data in which two beginnings of the objects lead to the two texts. */
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

const readings: readonly Ambiguity[] = [
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

const repeated: readonly Ambiguity[] = [
	{
		name: 'an object stream with a number twice',
		parts: (scene) => {
			const { target, numbers, draw } = scene;
			const number = numbers.new();
			const [one, two] = texts(scene);
			const { head, body } = streamText([
				{ number: target.number, value: one },
				{ number: target.number, value: two },
			]);
			const entries: Entry[] = [
				['/N', '2'],
				['/First', `${head.length}`],
			];
			const indexes = draw.pick([[0], [1], [0, 1], [1, 0], [2], [7]]);
			const named = indexes.map((index) => within(target.number, number, index));
			return packed(scene, [streamOf(number, entries, head + body)], named);
		},
	},
	{
		name: 'an object stream with another index',
		parts: (scene) => {
			const { target, numbers, draw } = scene;
			const [number, filler] = [numbers.new(), numbers.new()];
			const [one, two] = texts(scene);
			const { head, body } = streamText([
				{ number: draw.pick([filler, target.number]), value: one },
				{ number: draw.pick([filler, target.number]), value: two },
			]);
			const entries: Entry[] = [
				['/N', '2'],
				['/First', `${head.length}`],
			];
			const named = [
				within(target.number, number, draw.pick([0, 1])),
				within(filler, number, draw.pick([0, 1])),
			];
			return packed(scene, [streamOf(number, entries, head + body)], named);
		},
	},
	{
		name: 'objects that overlap in an object stream',
		parts: (scene) => {
			const { target, numbers, draw } = scene;
			const [number, other] = [numbers.new(), numbers.new()];
			const [one, two] = texts(scene);
			const body = `<< /X ${one} /Y ${two} >>`;
			const offsets = draw.pick([
				[6, 0],
				[body.indexOf(two, one.length), 0],
				[6, body.indexOf(two, one.length)],
				[6, 5],
			]);
			const odd = draw.pick(['', '+', '0', '-0', '%\n']);
			const head = `${target.number} ${odd}${offsets[0]} ${other} ${offsets[1]} `;
			const entries: Entry[] = [
				['/N', '2'],
				['/First', `${head.length}`],
			];
			const named = [within(target.number, number, 0), within(other, number, 1)];
			return packed(scene, [streamOf(number, entries, head + body)], named);
		},
	},
	{
		name: 'an object in an object stream and by itself',
		parts: (scene) => {
			const { target, numbers, draw } = scene;
			const number = numbers.new();
			const [one, two] = texts(scene);
			const { head, body } = streamText([{ number: target.number, value: one }]);
			const entries: Entry[] = [
				['/N', '1'],
				['/First', `${head.length}`],
			];
			const direct: ObjectPart = { ...object(target.number, two), isUnnamed: true };
			const byItself: XrefEntry = {
				number: target.number,
				kind: 'at',
				where: `@${target.number}`,
				second: 0,
			};
			const named = draw.pick([
				[within(target.number, number, 0)],
				[byItself],
				draw.either(byItself, within(target.number, number, 0)),
			]);
			return packed(
				scene,
				[streamOf(number, entries, head + body), ...draw.pick([[direct], []])],
				named,
				draw.chance(0.8),
			);
		},
	},
	{
		name: 'an object stream that extends another, or is found under two numbers',
		parts: (scene) => {
			const { target, numbers, draw } = scene;
			const [number, other] = [numbers.new(), numbers.new()];
			const [one, two] = texts(scene);
			const streams = [
				[number, one],
				[other, two],
			] as const;
			const parts = streams.map(([each, value], index) => {
				const { head, body } = streamText([{ number: target.number, value }]);
				const extending: Entry[] =
					index === 0 && draw.chance(0.5) ? [['/Extends', `${other} 0 R`]] : [];
				const entries: Entry[] = [['/N', '1'], ['/First', `${head.length}`], ...extending];
				const type = draw.chance(0.2) ? draw.pick(['/ObjSt#6d', '/Obj', '/XObject']) : '/ObjStm';
				const value_: Value = { entries: [['/Type', type], ...entries, ['/Length', '@length']] };
				return object(each, value_, head + body);
			});
			const named = draw.pick([[number], [other], [number, other]]);
			return packed(
				scene,
				parts,
				named.map((each) => within(target.number, each, 0)),
			);
		},
	},
];

export const objectStreams: readonly Ambiguity[] = [...readings, ...repeated];
