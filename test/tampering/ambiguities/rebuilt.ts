import { entryOf, object, text, type ObjectPart, type Part } from '../pdf/parts';
import { parse } from '../pdf/value';
import type { Changes } from '../updates/addField';
import { addStore } from '../updates/allowed';
import { objectsOf, update } from '../updates/update';
import { oneOf, shownPart, type Ambiguity, type Scene } from './ambiguity';

type Spoil = (parts: Part[]) => Part[];

const inTrailer =
	(change: (entries: [string, unknown][]) => [string, unknown][]): Spoil =>
	(parts) =>
		parts.map((part) =>
			part.kind === 'section'
				? {
						...part,
						trailer: { entries: change(part.trailer.entries) as typeof part.trailer.entries },
					}
				: part,
		);

const ends =
	(change: (written: string) => string): Spoil =>
	(parts) =>
		parts.map((part) => (part.kind === 'text' ? { ...part, text: change(part.text) } : part));

/** Defects that make some readers rebuild the file from the objects they find. */
const spoils: Readonly<Record<string, Spoil>> = {
	nothing: (parts) => parts,
	'1 KB of white space': (parts) => [...parts, text(' '.repeat(1_100))],
	'3 KB of white space': (parts) => [...parts, text('\n'.repeat(3_000))],
	'5 KB of null bytes': (parts) => [...parts, text('\0'.repeat(5_000))],
	'no size': inTrailer((entries) => entries.filter(([key]) => key !== '/Size')),
	'a size of 0': inTrailer((entries) =>
		entries.map(([key, value]) => [key, key === '/Size' ? '0' : value]),
	),
	'a small size': inTrailer((entries) =>
		entries.map(([key, value]) => [key, key === '/Size' ? '3' : value]),
	),
	'a huge size': inTrailer((entries) =>
		entries.map(([key, value]) => [key, key === '/Size' ? '99999999' : value]),
	),
	'no root': inTrailer((entries) => entries.filter(([key]) => key !== '/Root')),
	'no startxref': ends((written) => written.replace('startxref', 'start xref')),
	'startxref one off': ends((written) => written.replace('@xref', '@xref+1')),
	'startxref 0': ends((written) => written.replace('@xref', '0')),
	'no EOF': ends((written) => written.replace('%%EOF', '')),
	'a wrong offset': (parts) =>
		parts.map((part) =>
			part.kind === 'section'
				? {
						...part,
						entries: part.entries.map((entry) =>
							entry.kind === 'at' ? { ...entry, where: `${entry.where}+1` } : entry,
						),
					}
				: part,
		),
	'a free list': (parts) =>
		parts.map((part) =>
			part.kind === 'section'
				? {
						...part,
						entries: [...part.entries, { number: 1, kind: 'free', where: '0', second: 0 }],
					}
				: part,
		),
};

/** Places for bytes that only a search for objects finds. */
function lurking(scene: Scene): ObjectPart {
	const { numbers, target } = scene;
	const hidden: Part[] = [text('\n'), shownPart(scene), ...target.extra];
	return oneOf<() => ObjectPart>(scene, {
		'in a stream': () => object(numbers.new(), parse('<< /Length @length >>'), hidden),
		'in metadata': () =>
			object(numbers.new(), parse('<< /Type /Metadata /Subtype /XML /Length @length >>'), hidden),
		'in a string': () => {
			const carrier = object(numbers.new(), 'null');
			return { ...carrier, value: '(', tail: '' };
		},
		'behind a short length': () =>
			object(numbers.new(), parse('<< /Length 5 >>'), [text('endstream endobj'), ...hidden]),
	})();
}

export const rebuilt: readonly Ambiguity[] = [
	{
		name: 'objects for whoever mends the file',
		parts: (scene) => {
			const { base, numbers, draw, target } = scene;
			const changes: Changes = new Map();
			if (draw.chance(0.7)) addStore(base, changes, numbers, draw);
			const carrier = lurking(scene);
			const objects = [...objectsOf(changes), carrier];
			const parts = update(base, objects, numbers);
			const spoil = oneOf(scene, spoils);
			if (carrier.value !== '(') return spoil(parts);
			const at = parts.indexOf(carrier);
			const closing: Part[] = [shownPart(scene), ...target.extra, text(')\nendobj\n')];
			return spoil(parts.toSpliced(at + 1, 0, ...closing));
		},
	},
	{
		name: 'a harmless update that makes readers mend the file',
		parts: (scene) => {
			const { base, numbers, draw } = scene;
			const changes: Changes = new Map();
			if (draw.chance(0.8)) addStore(base, changes, numbers, draw);
			const spoil = oneOf(scene, spoils);
			return spoil(changes.size === 0 ? [] : update(base, objectsOf(changes), numbers));
		},
	},
	{
		name: 'an object stream that nobody names, for whoever mends the file',
		parts: (scene) => {
			const { base, numbers, target, draw } = scene;
			const { value } = shownPart(scene);
			const number = numbers.new();
			const count = numbers.new();
			const written = `${target.number} 0 `;
			const odd = draw.pick(['1', `${count} 0 R`, '+1', '1.0', '01']);
			const type = draw.pick(['/ObjStm', '/ObjStm', '/Obj#53tm', '/XObject']);
			const dictionary = parse(
				`<< /Type ${type} /N ${odd} /First ${written.length} /Length @length >>`,
			);
			const stream = object(number, dictionary, [
				text(written),
				{ ...object(0, value), head: '', tail: '' },
			]);
			const objects = [stream, object(count, '1'), ...target.extra];
			const spoil = oneOf(scene, spoils);
			return spoil(
				update(base, objects, numbers, { entries: draw.chance(0.2) ? [entryOf(stream)] : [] }),
			);
		},
	},
];
