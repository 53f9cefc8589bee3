import { OTHER_CONTENT } from '../bases/pages';
import { text, type ObjectPart, type Part } from '../pdf/parts';
import { object } from '../pdf/parts';
import { get, parse, write } from '../pdf/value';
import type { Changes } from '../updates/addField';
import { addStore } from '../updates/allowed';
import { objectsOf, update } from '../updates/update';
import type { Intent } from './intent';

/** Triggers something that was prepared before signing. */
export const preparedIntents: readonly Intent[] = [
	{
		name: 'what is missing',
		isFor: ({ prepared }) => prepared.length > 0,
		parts: ({ base, numbers, draw, note }) => {
			const changes: Changes = new Map();
			if (draw.chance(0.4)) addStore(base, changes, numbers, draw);
			const objects = base.prepared.map(({ name, number, shown }): ObjectPart => {
				note(name);
				return object(number, shown.value, shown.stream);
			});
			return update(base, [...objectsOf(changes), ...objects], numbers);
		},
	},
	{
		name: 'what is missing, in the security store',
		isFor: ({ prepared, store }) => prepared.length > 0 && store !== undefined,
		parts: ({ base, numbers, note }) => {
			const [first] = base.prepared;
			if (!first || base.store === undefined) return [];
			note(first.name);
			const store = object(base.store, parse(`<< /Certs [${first.number} 0 R] >>`));
			return update(
				base,
				[store, object(first.number, first.shown.value, first.shown.stream)],
				numbers,
			);
		},
	},
	{
		name: 'metadata with other objects in it',
		isFor: (base) => metadataOf(base) !== undefined,
		parts: (scene) => {
			const { base, numbers } = scene;
			const number = metadataOf(base) ?? 0;
			const value = base.objects.get(number)?.value ?? 'null';
			const content = object(numbers.new(), parse('<< /Length @length >>'), OTHER_CONTENT);
			const stream = `${base.objects.get(number)?.stream as string}`.replace(
				/\[.*\]/,
				`[${content.number} 0 R]`,
			);
			return update(base, [object(number, parse(write(value)), stream), content], numbers);
		},
	},
	{
		name: 'only white space',
		parts: ({ draw, note }): Part[] => {
			const length = draw.pick([1, 2, 3, 900, 1_020, 1_100, 2_100, 3_000, 5_000]);
			note(`${length}`);
			return [text(draw.pick(['\n', ' ', '\0', '\r\n', '%', 'x']).repeat(length))];
		},
	},
];

function metadataOf({
	objects,
	root,
}: Parameters<NonNullable<Intent['isFor']>>[0]): number | undefined {
	const metadata = get(objects.get(root)?.value, '/Metadata');
	return typeof metadata === 'string' ? Number.parseInt(metadata, 10) : undefined;
}
