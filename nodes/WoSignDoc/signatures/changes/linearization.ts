import type { FileStructure } from '../../pdf/file/fileStructure';
import { wholeIn } from '../../pdf/file/pdfValue';
import type { StartXref } from '../../pdf/file/writtenObject';
import { ambiguous } from './signedStructure';

/**
 * Throws if a reader might treat the file, as it was signed or as it is now, as linearized, and start from a
 * cross-reference section other than the newest. Readers do so as long as the file is exactly as long as its first
 * object, the linearization dictionary, says (ISO 32000-1, annex F).
 *
 * @param newest the last `startxref` of the signed bytes
 */
export function checkLinearization(
	structure: FileStructure,
	newest: StartXref,
	rangeEnd: number,
): void {
	const [first] = structure.objects;
	const value = first && structure.valueOf(first);
	if (value?.kind !== 'dictionary' || !value.entries.has('Linearized')) return;
	const sections = [structure.tables[0], structure.objects[1]].map((one) => one?.start ?? Infinity);
	const isSame = newest.value === Math.min(...sections);
	if (!isSame && (wholeIn(value, 'L') ?? Infinity) >= rangeEnd) {
		throw ambiguous('begin differently while the file has the length that its first object states');
	}
}
