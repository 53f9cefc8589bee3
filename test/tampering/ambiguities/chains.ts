import {
	entryOf,
	inTrailers,
	object,
	text,
	withKey,
	type ObjectPart,
	type Part,
	type XrefEntry,
} from '../pdf/parts';
import { dictionary, parse, type Entry } from '../pdf/value';
import { ending, update } from '../updates/update';
import {
	bothParts,
	oneOf,
	section,
	shownPart,
	toldPart,
	type Ambiguity,
	type Scene,
} from './ambiguity';

const named = (parts: readonly ObjectPart[]): XrefEntry[] => parts.map(entryOf);

/** Chains of sections of which readers find different ones. */
export const chains: readonly Ambiguity[] = [
	{
		name: 'a section before, in an odd form',
		parts: (scene) => {
			const { base, target, numbers, draw } = scene;
			const shown = { ...shownPart(scene), label: 'shown' };
			const hidden = section(scene, 'hidden', draw.pick(['table', 'stream']), `${base.startXref}`);
			hidden.entries.push(entryOf(shown), ...named(target.extra));
			const inside: Part[] = [shown, hidden];
			const carrier = object(numbers.new(), parse('<< /Length @length >>'), inside);
			const [entries, extra] = previousIn(scene, `${base.startXref}`);
			const objects = [...target.extra, carrier, ...(extra ? [extra] : [])];
			return inTrailers(update(base, objects, numbers), (before) => [
				...withKey(before, '/Prev', undefined),
				...entries,
			]);
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
			return inTrailers(parts, (entries) => withKey(entries, '/Root', root));
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

/** An offset of the previous section, a hidden one, in an unusual form. */
function previousIn(scene: Scene, previous: string): [Entry[], ObjectPart | undefined] {
	const number = scene.numbers.new();
	const [usual, hidden]: [Entry, Entry] = [
		['/Prev', previous],
		['/Prev', '@hidden'],
	];
	return oneOf<[Entry[], ObjectPart | undefined]>(scene, {
		'by reference': [[['/Prev', `${number} 0 R`]], object(number, '@hidden')],
		'as a real': [[['/Prev', '@hidden.0']], undefined],
		'first of two': [[hidden, usual], undefined],
		'last of two': [[usual, hidden], undefined],
		'spelled otherwise': [[usual, ['/Pre#76', '@hidden']], undefined],
		plainly: [[hidden], undefined],
	});
}
