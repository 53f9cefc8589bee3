import { entryOf, object, type ObjectPart, type Part, type XrefEntry } from '../pdf/parts';
import { parse, type Entry } from '../pdf/value';
import { ending } from '../updates/update';
import { bothParts, oneOf, section, type Ambiguity, type Scene } from './ambiguity';

const unnamed = (part: ObjectPart): ObjectPart => ({ ...part, isUnnamed: true });
const named = (parts: readonly ObjectPart[]): XrefEntry[] => parts.map(entryOf);

export const hybrids: readonly Ambiguity[] = [
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

/** An offset of the second section in an unusual form. */
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
