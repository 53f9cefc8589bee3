import { entryOf, type Part } from '../pdf/parts';
import { parse, type Entry } from '../pdf/value';
import { update } from '../updates/update';
import { bothParts, oneOf, shownPart, toldPart, type Ambiguity, type Scene } from './ambiguity';
import { oddEntries } from './twoReadings';

/** Entries of a cross-reference stream with ambiguous object numbers. */
export const sectionNumbers: readonly Ambiguity[] = [
	{
		name: 'a cross-reference stream with an odd index',
		parts: (scene) => {
			const { base, target, numbers } = scene;
			const [one, other] = bothParts(scene);
			const parts = update(base, target.extra, numbers, { form: 'stream' });
			return [
				one,
				other,
				...parts.map((part) => {
					if (part.kind !== 'section') return part;
					const entries = [...part.entries, entryOf(one), entryOf(other)];
					const numbersOf = part.entries.map(({ number }) => `${number} 1`).join(' ');
					const { number } = target;
					const unused = numbers.new();
					const first = `[${numbersOf} ${number} 1 ${unused} 1]`;
					const second = `[${numbersOf} ${unused} 1 ${number} 1]`;
					const odd = oddIndex(scene, first, second);
					return { ...part, entries, trailer: { entries: [...part.trailer.entries, ...odd] } };
				}),
			];
		},
	},
	{
		name: 'a cross-reference stream with an odd number',
		parts: (scene) => {
			const { base, target, numbers, draw } = scene;
			const [one] = bothParts(scene);
			const parts = update(base, [one, ...target.extra], numbers, { form: 'stream' });
			const key = draw.pick(['/Size', '/Length', '/Prev', '/Columns']);
			const odd = oddEntries(
				scene,
				key,
				key === '/Prev' ? base.startXref : draw.pick([1, 5, 100]),
				0,
			);
			const changed = parts.map((part): Part => {
				if (part.kind !== 'section') return part;
				const entries = part.trailer.entries.filter(([each]) => each !== key);
				return { ...part, trailer: { entries: [...entries, ...odd.entries] } };
			});
			return [...(odd.extra ? [odd.extra] : []), ...changed];
		},
	},
	{
		name: 'a table with odd subsections',
		parts: (scene) => {
			const { base, target, numbers, draw } = scene;
			const { number } = target;
			const part = { ...draw.pick([toldPart, shownPart])(scene), isUnnamed: true };
			const entries = [entryOf(part)];
			const change = oneOf<(table: string) => string>(scene, {
				'beyond 32 bits': (table) => table.replace(`\n${number} 1\n`, `\n${2 ** 32 + number} 1\n`),
				'with a sign': (table) => table.replace(`\n${number} 1\n`, `\n+${number} 1\n`),
				'one line late': (table) => table.replace(`\n${number} 1\n`, `\n${number - 1} 1\n`),
				'a line more': (table) => table.replace(/$/, '0000000000 00000 n \n'),
				'a count too large': (table) => table.replace(`\n${number} 1\n`, `\n${number} 2\n`),
				'a count of none': (table) => table.replace(`\n${number} 1\n`, `\n${number} 0\n`),
				'short lines': (table) => table.replaceAll(/ \n/g, '\n'),
				'no trailing zeros': (table) => table.replaceAll(/\n0+(?=\d)/g, '\n'),
				'a comment': (table) => table.replace(/n \n$/, 'n %\n'),
				'large letters': (table) => table.replace(/n \n$/, 'N \n'),
			});
			return update(base, [part, ...target.extra], numbers, { entries, form: 'table' }).map(
				(each) => (each.kind === 'section' ? { ...each, retype: change } : each),
			);
		},
	},
];

function oddIndex(scene: Scene, one: string, other: string): Entry[] {
	const number = scene.numbers.new();
	return oneOf<Entry[]>(scene, {
		'first of two': [
			['/Index', one],
			['/Index', other],
		],
		'spelled otherwise': [
			['/Index', one],
			['/Inde#78', other],
		],
		'with reals': [['/Index', parse(one.replace(/(\d+) 1 (\d+) 1\]/, '$1.0 1 $2 1]'))]],
		'with signs': [['/Index', one.replace(/(\d+) 1 (\d+) 1\]/, '+$1 1 $2 1]')]],
		'by reference': [['/Index', `${number} 0 R`]],
		'an odd count': [['/Index', one.replace(']', ' 7]')]],
	});
}
