import type { FileStructure } from '../../nodes/WoSignDoc/pdf/file/fileStructure';
import type { PdfValue } from '../../nodes/WoSignDoc/pdf/file/pdfValue';
import { mayName } from '../../nodes/WoSignDoc/pdf/file/writtenName';
import type { WrittenObject } from '../../nodes/WoSignDoc/pdf/file/writtenObject';

/** The objects in a file after a signed range. */
export interface LaterObjects {
	/** Their object numbers. */
	readonly numbers: ReadonlySet<number>;
	/** Whether one of them is a security store (ETSI EN 319 142-1, 5.4.2). */
	readonly hasSecurityStore: boolean;
}

/** Keys of a security store. */
const STORE_KEYS = ['Certs', 'CRLs', 'OCSPs', 'VRI'];

/** Reads the objects after an offset in the file, including those in object streams; for malformed ones, only numbers. */
export async function readLaterObjects(
	structure: FileStructure,
	rangeEnd: number,
): Promise<LaterObjects> {
	const numbers = new Set<number>();
	let hasSecurityStore = false;
	const take = (number: number, value: PdfValue | undefined) => {
		numbers.add(number);
		hasSecurityStore ||= value !== undefined && isStore(value);
	};
	for (const object of structure.objects) {
		if (object.start < rangeEnd) continue;
		await structure.pace.step();
		take(object.number, valueOf(structure, object));
		if (!object.stream || !mayName(object.text, 'ObjStm')) continue;
		const packed = await structure.unpack(object).catch(() => []);
		for (const { number, value } of packed) take(number, value);
	}
	return { numbers, hasSecurityStore };
}

function valueOf(structure: FileStructure, object: WrittenObject): PdfValue | undefined {
	try {
		return structure.valueOf(object);
	} catch {
		return undefined;
	}
}

/** Whether a value is the store itself, or a catalog that contains it. */
function isStore(value: PdfValue): boolean {
	if (value.kind !== 'dictionary') return false;
	const { entries } = value;
	if (entries.get('DSS')?.kind === 'dictionary') return true;
	return STORE_KEYS.some((key) => entries.has(key));
}
