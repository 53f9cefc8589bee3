import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';
import type { FileObjects } from '../fileObjects';
import { EVERYTHING, fieldLockOf } from './fieldLock';
import type { FieldLock } from './fieldLock';

/** A bound on signature reference dictionaries; real signatures have one or two. */
const MOST_REFERENCES = 64;
/** A bound on the locks of one signature; real ones have one or two. */
const MOST_LOCKS = 8;

/** What may follow: 1 nothing visible, 2 form filling and signatures, 3 annotations, too (ISO 32000-2, table 257). */
export type Level = 1 | 2 | 3;

/** The purpose of a signature, from its `/Reference`, and what its field locks (ISO 32000-2, 12.8.1, 12.8.2). */
export interface Certification {
	/** The DocMDP level; null if it doesn't certify. */
	readonly certified: Level | null;
	/**
	 * The level to which it restricts later changes without certifying, from the `/P` of its field's lock; null if it
	 * doesn't.
	 */
	readonly limit: Level | null;
	/** The fields that must not change. */
	readonly locks: readonly FieldLock[];
	/** Whether it is a usage-rights signature: it enables features of Adobe Reader and says nothing about the document. */
	readonly isUsageRights: boolean;
}

/**
 * Determines the purpose of a signature. Each object involved must be the only one in the file with its number, since a
 * later one could change the meaning; otherwise the signature counts as a certification of the strictest level, and
 * never as a usage-rights signature.
 *
 * @param fieldLocks the locks of the fields whose value it is
 */
export function certificationOf(
	dictionary: PdfDictionary | undefined,
	fieldLocks: readonly PdfValue[],
	objects: FileObjects,
): Certification {
	const [limit, ownLocks] = limitsOf(fieldLocks, objects);
	const entry = dictionary?.entries.get('Reference');
	if (!entry) return { certified: null, limit, locks: ownLocks, isUsageRights: false };
	const list = objects.resolveOnly(entry);
	const items = list?.kind === 'array' ? list.items : [];
	const references = items.slice(0, MOST_REFERENCES).map((item) => objects.resolveOnly(item));
	const methods = references.map((reference) => methodOf(reference, objects));
	const isClear = items.length > 0 && items.length <= MOST_REFERENCES;
	if (!isClear || methods.includes(undefined)) {
		return { certified: 1, limit, locks: [EVERYTHING], isUsageRights: false };
	}
	const levels = references.flatMap((reference, index) =>
		reference && methods[index] === 'DocMDP' ? [levelOf(reference, objects)] : [],
	);
	const locks = references.flatMap((reference, index) =>
		reference && methods[index] === 'FieldMDP'
			? [fieldLockOf(parametersOf(reference, objects), objects)]
			: [],
	);
	return {
		certified: strictest(levels),
		limit,
		locks: bounded([...ownLocks, ...locks]),
		isUsageRights: methods.some((method) => method === 'UR' || method === 'UR3'),
	};
}

/** The locks; if there are too many, everything is locked. */
function bounded(locks: readonly FieldLock[]): readonly FieldLock[] {
	return locks.length > MOST_LOCKS ? [EVERYTHING] : locks;
}

function limitsOf(
	locks: readonly PdfValue[],
	objects: FileObjects,
): [limit: Level | null, locks: FieldLock[]] {
	// The part that wasn't read may contain another lock.
	if (locks.length > MOST_LOCKS || !objects.isComplete) return [1, [EVERYTHING]];
	const values = locks.map((lock) => objects.resolveOnly(lock));
	const levels = values.flatMap((lock) => {
		if (lock?.kind !== 'dictionary') return [1 as const];
		const permissions = lock.entries.get('P');
		return permissions ? [levelIn(permissions, objects)] : [];
	});
	return [strictest(levels), values.map((lock) => fieldLockOf(lock, objects))];
}

/** The strictest level; null if there are none. */
export function strictest(levels: readonly Level[]): Level | null {
	const [first, ...others] = levels;
	if (first === undefined) return null;
	return others.reduce((one, other) => (other < one ? other : one), first);
}

function methodOf(reference: PdfValue | undefined, objects: FileObjects): string | undefined {
	if (reference?.kind !== 'dictionary' || reference.repeatedKey !== undefined) return undefined;
	const method = objects.resolveOnly(reference.entries.get('TransformMethod'));
	return method?.kind === 'name' ? method.value : undefined;
}

function parametersOf(reference: PdfValue, objects: FileObjects): PdfValue | undefined {
	return reference.kind === 'dictionary'
		? objects.resolveOnly(reference.entries.get('TransformParams'))
		: undefined;
}

/** ISO 32000-1, table 254: the default is 2. */
function levelOf(reference: PdfValue, objects: FileObjects): Level {
	const entry = reference.kind === 'dictionary' && reference.entries.get('TransformParams');
	if (!entry) return 2;
	const parameters = objects.resolveOnly(entry);
	if (parameters?.kind !== 'dictionary' || parameters.repeatedKey !== undefined) return 1;
	const permissions = parameters.entries.get('P');
	return permissions ? levelIn(permissions, objects) : 2;
}

function levelIn(permissions: PdfValue, objects: FileObjects): Level {
	const level = objects.resolveOnly(permissions);
	if (level?.kind !== 'number') return 1;
	return level.value === 2 || level.value === 3 ? level.value : 1;
}
