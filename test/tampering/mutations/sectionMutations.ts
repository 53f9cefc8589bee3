import type { XrefEntry } from '../pdf/parts';
import { changeOne, type Mutation } from './mutation';

const entries = (
	name: string,
	change: (entry: XrefEntry, pick: <V>(values: readonly V[]) => V) => XrefEntry[],
): Mutation => ({
	name,
	apply: changeOne('section', (part, { draw }) => {
		if (part.entries.length === 0) return undefined;
		const at = draw.below(part.entries.length);
		const entry = part.entries[at];
		if (!entry) return undefined;
		const changed = change(entry, (values) => draw.pick(values));
		return [{ ...part, entries: part.entries.toSpliced(at, 1, ...changed) }];
	}),
});

const entryMutations: readonly Mutation[] = [
	entries('an offset some bytes off', (entry, pick) => [
		{ ...entry, where: `${entry.where}${pick(['+1', '-1', '+2', '-2', '+10'])}` },
	]),
	entries('another generation', (entry, pick) => [{ ...entry, second: pick([0, 1, 2, 65_535]) }]),
	entries('an entry freed', (entry, pick) => [
		{ ...entry, kind: 'free', where: '0', second: pick([0, 1]) },
	]),
	entries('an entry left out', () => []),
	entries('an entry twice', (entry, pick) => [
		entry,
		{ ...entry, where: pick(['0', `${entry.where}+1`, '15']) },
	]),
	entries('an entry of another number', (entry, pick) => [
		{ ...entry, number: entry.number + pick([1, -1, 2]) },
	]),
	entries('an entry more', (entry, pick) => [
		entry,
		{
			number: pick([1, 2, 3, 4, 5]),
			kind: pick(['at', 'free', 'within']),
			where: pick(['0', '15', '64', '7']),
			second: 0,
		},
	]),
];

const formMutations: readonly Mutation[] = [
	{
		name: 'a section of the other form',
		apply: changeOne('section', (part, { numbers }) => {
			if (part.form === 'stream')
				return [
					{ ...part, form: 'table', entries: part.entries.filter(({ kind }) => kind !== 'within') },
				];
			return [{ ...part, form: 'stream', number: numbers.new() }];
		}),
	},
	{
		name: 'a compressed section',
		apply: changeOne('section', (part) => [{ ...part, isCompressed: true }]),
	},
	{
		name: 'other widths',
		apply: changeOne('section', (part, { draw }) => [
			{
				...part,
				widths: draw.pick([
					[0, 4, 2],
					[1, 4, 0],
					[1, 8, 2],
					[2, 3, 1],
					[1, 2, 1],
					[4, 4, 4],
				]),
			},
		]),
	},
	{
		name: 'a section twice',
		apply: changeOne('section', (part) => [part, { ...part, label: `${part.label}again` }]),
	},
	{
		name: 'entries in another order',
		apply: changeOne('section', (part, { draw }) => [
			{ ...part, entries: draw.shuffle(part.entries) },
		]),
	},
	{
		name: 'another section before',
		apply: changeOne('section', (part, { draw, base }) => {
			const previous = draw.pick([
				'0',
				`${base.startXref - 1}`,
				`${base.startXref}.0`,
				'@xref',
				'15',
				'-1',
				'',
			]);
			const kept = part.trailer.entries.filter(([key]) => key !== '/Prev');
			return [
				{
					...part,
					trailer: {
						entries: [...kept, ...(previous ? [['/Prev', previous] as [string, string]] : [])],
					},
				},
			];
		}),
	},
];

/** Changes to cross-reference sections. */
export const sectionMutations: readonly Mutation[] = [...entryMutations, ...formMutations];
