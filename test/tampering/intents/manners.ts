import type { Draw } from '../draw';
import {
	entryOf,
	inSections,
	object,
	text,
	type Part,
	type SectionPart,
	type XrefEntry,
} from '../pdf/parts';
import { parse } from '../pdf/value';
import type { IntentScene } from './intent';

const inSection = (change: (section: SectionPart) => Part) => (parts: Part[]) =>
	inSections(parts, change);
const withEntry = (key: string, value: string) =>
	inSection((part) => ({
		...part,
		trailer: { entries: [...part.trailer.entries, [key, parse(value)]] },
	}));
const inEnding = (from: string, to: string) => (parts: Part[]) =>
	parts.map((part) =>
		part.kind === 'text' ? { ...part, text: part.text.replace(from, to) } : part,
	);

const freeEntry = (number: number, draw: Draw): XrefEntry => ({
	...{ number, kind: 'free', where: draw.pick(['0', '28']) },
	second: draw.pick([0, 1, 65_535]),
});

/** A cross-reference stream that matches the table, or nearly, and that the trailer may refer to. */
function besideItsTable(parts: Part[], { numbers, draw }: IntentScene): Part[] {
	return parts.flatMap((part) => {
		if (part.kind !== 'section' || part.form === 'stream') return [part];
		const number = numbers.new();
		const own: XrefEntry = { number, kind: 'at', where: '@beside', second: 0 };
		const entries = part.entries.filter(({ kind }) => kind !== 'free' || draw.chance(0.5));
		const at = draw.chance(0.3) ? draw.below(Math.max(1, entries.length)) : -1;
		const beside: SectionPart = {
			...part,
			...{ form: 'stream', number, label: 'beside', isCompressed: draw.chance(0.5) },
			entries: entries.map((entry, index) =>
				index === at ? { ...entry, where: draw.pick(['15', '64', `${entry.where}-1`]) } : entry,
			),
		};
		const named: [string, string][] = draw.chance(0.5) ? [['/XRefStm', '@beside']] : [];
		const trailer = { entries: [...part.trailer.entries, ...named] };
		return [beside, { ...part, trailer, entries: [...part.entries, own] }];
	});
}

/** Valid ways of writing an update, and slight variations. */
export const manners: Readonly<Record<string, (parts: Part[], scene: IntentScene) => Part[]>> = {
	plainly: (parts) => parts,
	'spaces behind startxref': inEnding('startxref\n', `startxref${' '.repeat(2_000)}\n`),
	'spaces behind its number': inEnding('\n%%EOF', `${' '.repeat(2_000)}\n%%EOF`),
	'white space at the end': (parts) => [...parts, text(' '.repeat(510))],
	'comments at the end': inEnding('startxref', `${'% '.repeat(90)}\n`.repeat(20) + 'startxref'),
	'no filter': withEntry('/Filter', '[null]'),
	'a null filter': withEntry('/Filter', 'null'),
	'an empty filter': withEntry('/Filter', '[]'),
	'null parameters': withEntry('/DecodeParms', '[null]'),
	'a section that does not name itself': inSection((part) => ({
		...part,
		entries: part.entries.filter(({ number }) => number !== part.number),
	})),
	'narrow entries': inSection((part) => ({ ...part, widths: [1, 3, 0] })),
	'wide entries': inSection((part) => ({ ...part, widths: [1, 6, 6] })),
	'entries without a type': inSection((part) => ({ ...part, widths: [0, 4, 2] })),
	'an empty subsection': inSection((part) => ({
		...part,
		retype: (table) => `${table}${part.entries.length + 50} 0\n`,
	})),
	'lines that end otherwise': inSection((part) => ({
		...part,
		retype: (table) => table.replaceAll(/([nf]) \n/g, '$1\r\n'),
	})),
	'returns alone': inSection((part) => ({
		...part,
		retype: (table) => table.replaceAll(/([nf]) \n/g, '$1 \r'),
	})),
	'no entry for 0': inSection((part) => ({
		...part,
		entries: part.entries.filter(({ number }) => number !== 0),
	})),
	'a compressed section': inSection((part) => ({ ...part, isCompressed: true })),
	'parameters of a compressed section': inSection((part) => ({
		...part,
		isCompressed: true,
		trailer: {
			entries: [...part.trailer.entries, ['/DecodeParms', parse('<< /Predictor 1 /Columns 7 >>')]],
		},
	})),
	'entries in another order': (parts, { draw }) =>
		inSections(parts, (part) => ({ ...part, entries: draw.shuffle(part.entries) })),
	'carriage returns': (parts) =>
		parts.map((part) =>
			part.kind === 'object' && part.stream === undefined
				? { ...part, tail: 'endobj\r', head: `${part.number} 0 obj\r` }
				: part,
		),
	'places one line feed early': (parts) =>
		inSections(inEnding('@xref', '@xref-1')(parts), (part) => ({
			...part,
			entries: part.entries.map((entry) =>
				entry.kind === 'at' ? { ...entry, where: `${entry.where}-1` } : entry,
			),
		})),
	'free numbers that nothing had': (parts, { numbers, draw }) =>
		inSections(parts, (part) => ({
			...part,
			entries: [
				...part.entries,
				...Array.from({ length: draw.between(1, 3) }, () => freeEntry(numbers.new(), draw)),
			],
		})),
	'a free number that is there': (parts, { base, draw }) =>
		inSections(parts, (part) => ({
			...part,
			entries: [...part.entries, freeEntry(draw.between(1, base.free), draw)],
		})),
	'a section that calls itself free': inSection((part) => ({
		...part,
		entries: part.entries.map((entry) =>
			part.form === 'stream' && entry.number === part.number ? { ...entry, kind: 'free' } : entry,
		),
	})),
	'an empty line before the trailer': (parts, { draw }) => {
		const line = draw.pick(['\n', '\r\n', '\r', '\n\n', ' \n', '\0']);
		return inSections(parts, (part) => ({ ...part, retype: (table) => `${table}${line}` }));
	},
	'a section beside its table': besideItsTable,
	'the section first': (parts) => [
		...parts.filter(({ kind }) => kind === 'section'),
		...parts.filter(({ kind }) => kind !== 'section'),
	],
	'a large number': (parts, { numbers, draw }) => {
		const number = draw.pick([numbers.size + 900, 65_536, 1_000_000, 8_388_606, 8_388_607]);
		const part = object(number, '(x)');
		const size = `${number + 1}`;
		return inSection((section) => ({
			...section,
			entries: [...section.entries, entryOf(part)],
			trailer: {
				entries: section.trailer.entries.map(([key, value]) => [
					key,
					key === '/Size' ? size : value,
				]),
			},
		}))([part, ...parts]);
	},
	'a size to spare': inSection((part) => ({
		...part,
		trailer: {
			entries: part.trailer.entries.map(([key, value]) => [
				key,
				key === '/Size' ? '@size+900' : value,
			]),
		},
	})),
};
