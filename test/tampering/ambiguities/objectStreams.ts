import { streamText, within } from '../pdf/objectStream';
import { object, type ObjectPart, type XrefEntry } from '../pdf/parts';
import type { Entry, Value } from '../pdf/value';
import type { Ambiguity } from './ambiguity';
import { packed, streamOf, texts } from './packed';

/** Object streams with two objects for one number, or one object for two. */
export const objectStreams: readonly Ambiguity[] = [
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
