import {
	entryOf,
	object,
	text,
	type ObjectPart,
	type Part,
	type SectionPart,
	type XrefEntry,
} from '../pdf/parts';
import { dictionary, parse, type Entry, type Value } from '../pdf/value';
import { ending, sectionAfter, update } from '../updates/update';
import { bothParts, oneOf, shownPart, toldPart, type Ambiguity, type Scene } from './ambiguity';
import { oddEntries } from './twoReadings';

const unnamed = (part: ObjectPart): ObjectPart => ({ ...part, isUnnamed: true });
const named = (parts: readonly ObjectPart[]): XrefEntry[] => parts.map(entryOf);

function section(
	scene: Scene,
	label: string,
	form: 'table' | 'stream',
	previous: string,
): SectionPart {
	const { base, numbers } = scene;
	return sectionAfter(base, { form, label, previous, numbers });
}

const hybrids: readonly Ambiguity[] = [
	{
		name: 'a second section that not every reader sees',
		parts: (scene) => {
			const { base, target, numbers, draw } = scene;
			const [one, other] = bothParts(scene);
			const also = section(scene, 'also', 'stream', draw.pick([`${base.startXref}`, '@xref']));
			also.entries.push(entryOf(other), ...named(target.extra));
			const isHidden = draw.chance(0.5);
			const carrier = object(numbers.new(), parse('<< /Length @length >>'), [other, also]);
			const hidden: Part[] = isHidden ? [unnamed(carrier)] : [other, also];
			const tableEntries = draw.chance(0.6)
				? [entryOf(one), ...named(target.extra)]
				: named(target.extra);
			const table = section(scene, 'xref', 'table', `${base.startXref}`);
			table.entries.push(...tableEntries, ...(isHidden ? [entryOf(carrier)] : []));
			const [entries, extra] = xrefStm(scene);
			table.trailer.entries.push(...entries);
			if (extra) table.entries.push(entryOf(extra));
			const shownFirst: Part[] = tableEntries.length > target.extra.length ? [one] : [];
			return [
				...target.extra,
				...shownFirst,
				...hidden,
				...(extra ? [extra] : []),
				table,
				ending('xref'),
			];
		},
	},
];

/** Where the second section is, in a form that is odd. */
function xrefStm(scene: Scene): [Entry[], ObjectPart | undefined] {
	const number = scene.numbers.new();
	return oneOf<[Entry[], ObjectPart | undefined]>(scene, {
		plainly: [[['/XRefStm', '@also']], undefined],
		'by reference': [[['/XRefStm', `${number} 0 R`]], object(number, '@also')],
		'as a real': [[['/XRefStm', '@also.0']], undefined],
		'with a sign': [[['/XRefStm', '+@also']], undefined],
		'first of two': [
			[
				['/XRefStm', '@also'],
				['/XRefStm', '0'],
			],
			undefined,
		],
		'last of two': [
			[
				['/XRefStm', '0'],
				['/XRefStm', '@also'],
			],
			undefined,
		],
		'spelled otherwise': [[['/XRefSt#6d', '@also']], undefined],
	});
}

const chains: readonly Ambiguity[] = [
	{
		name: 'a section before, in an odd form',
		parts: (scene) => {
			const { base, target, numbers, draw } = scene;
			const shown = { ...shownPart(scene), label: 'shown' };
			const hidden = section(scene, 'hidden', draw.pick(['table', 'stream']), `${base.startXref}`);
			hidden.entries.push(entryOf(shown), ...named(target.extra));
			const inside: Part[] = [shown, hidden];
			const carrier = object(numbers.new(), parse('<< /Length @length >>'), inside);
			const number = numbers.new();
			const previous = `${base.startXref}`;
			const [entries, extra] = oneOf<[Entry[], ObjectPart | undefined]>(scene, {
				'by reference': [[['/Prev', `${number} 0 R`]], object(number, '@hidden')],
				'as a real': [[['/Prev', '@hidden.0']], undefined],
				'first of two': [
					[
						['/Prev', '@hidden'],
						['/Prev', previous],
					],
					undefined,
				],
				'last of two': [
					[
						['/Prev', previous],
						['/Prev', '@hidden'],
					],
					undefined,
				],
				'spelled otherwise': [
					[
						['/Prev', previous],
						['/Pre#76', '@hidden'],
					],
					undefined,
				],
				plainly: [[['/Prev', '@hidden']], undefined],
			});
			const objects = [...target.extra, carrier, ...(extra ? [extra] : [])];
			return update(base, objects, numbers).map((part) =>
				part.kind === 'section'
					? {
							...part,
							trailer: {
								entries: [...part.trailer.entries.filter(([key]) => key !== '/Prev'), ...entries],
							},
						}
					: part,
			);
		},
	},
	{
		name: 'two sections, of which one counts',
		parts: (scene) => {
			const { base, target, draw } = scene;
			const [one, other] = bothParts(scene);
			const forms = ['table', 'stream'] as const;
			const sections = [one, other].map((part, index) => {
				const made = section(
					scene,
					`xref${index}`,
					draw.pick(forms),
					draw.pick([`${base.startXref}`, '@xref0']),
				);
				made.entries.push(entryOf(part), ...named(target.extra));
				return made;
			});
			const endings = draw.pick([['xref0'], ['xref1'], ['xref0', 'xref1'], ['xref1', 'xref0']]);
			return [...target.extra, one, other, ...draw.shuffle(sections), ...endings.map(ending)];
		},
	},
	{
		name: 'a section that leads to older bytes',
		parts: (scene) => {
			const { base, target, numbers, draw } = scene;
			const older = [...base.signed.toString('latin1').matchAll(/(?<![0-9])(\d+) 0 obj/g)];
			const found = draw.pick(older);
			const entries: XrefEntry[] = [
				{ number: Number(found[1]), kind: 'at', where: `${found.index}`, second: 0 },
			];
			if (draw.chance(0.5))
				entries.push({ number: target.number, kind: 'free', where: '0', second: 1 });
			return update(base, [], numbers, { entries });
		},
	},
];

/** Entries of a cross-reference stream that are read by other numbers. */
const streams: readonly Ambiguity[] = [
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
		'with reals': [['/Index', parse(one.replace(/(\d+) 1 (\d+) 1\]/, '$1.0 1 $2 1]')) as Value]],
		'with signs': [['/Index', one.replace(/(\d+) 1 (\d+) 1\]/, '+$1 1 $2 1]')]],
		'by reference': [['/Index', `${number} 0 R`]],
		'an odd count': [['/Index', one.replace(']', ' 7]')]],
	});
}

const lists: readonly Ambiguity[] = [
	{
		name: 'a root with another generation, or inside the trailer',
		parts: (scene) => {
			const { base, target, numbers, draw } = scene;
			const pages = object(numbers.new(), parse('<< /Type /Pages /Kids [] /Count 0 >>'));
			const catalog = dictionary(`<< /Type /Catalog /Pages ${pages.number} 0 R >>`);
			const evil = { ...object(numbers.new(), catalog) };
			const again = {
				...toldPart(scene),
				number: base.root,
				generation: 1,
				value: catalog,
				stream: undefined,
			};
			const root = draw.pick([
				`${base.root} 1 R`,
				`${base.root} 00 R`,
				`+${base.root} 0 R`,
				`${evil.number} 0 R`,
			]);
			const parts = update(
				base,
				[pages, evil, ...target.extra, ...(draw.chance(0.5) ? [again] : [])],
				numbers,
			);
			return parts.map((part) =>
				part.kind === 'section'
					? {
							...part,
							trailer: {
								entries: part.trailer.entries.map(([key, value]) => [
									key,
									key === '/Root' ? root : value,
								]),
							},
						}
					: part,
			);
		},
	},
	{
		name: 'words that end the file, then more',
		parts: (scene) => {
			const { base, target, numbers, draw } = scene;
			const plain = update(base, [], numbers, { label: 'plain' });
			const evil = update(base, [shownPart(scene), ...target.extra], numbers);
			const hidden = draw.pick<Part[]>([
				[text('%'), ...evil],
				[object(numbers.new(), parse('<< /Length @length >>'), evil)],
				evil,
			]);
			return draw.chance(0.5) ? [...hidden, ...plain] : [...plain, ...hidden];
		},
	},
];

export const sections: readonly Ambiguity[] = [...hybrids, ...chains, ...streams, ...lists];
