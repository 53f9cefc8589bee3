import type { FileStructure } from '../../pdf/file/fileStructure';
import type { Revision } from './revision';

/** The places that the entries of all sections lead to, in the format of `placeOf`. */
export async function entryPlacesOf(
	{ sections }: Revision,
	{ pace }: FileStructure,
): Promise<ReadonlySet<string>> {
	const places = new Set<string>();
	for (const { section } of sections) {
		for (const [number, entry] of section.entries) {
			if (entry.kind === 'at') places.add(placeOf(number, entry.offset));
			if (entry.kind === 'within') places.add(placeOf(number, entry.stream, entry.index));
			await pace.step();
		}
	}
	return places;
}

/** A key for an object at an offset, or in an object stream at an index. */
export function placeOf(number: number, ...place: readonly number[]): string {
	return [number, ...place].join(' ');
}
