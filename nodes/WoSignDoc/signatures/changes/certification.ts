import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';
import type { FileObjects } from '../fileObjects';

/** A bound on signature reference dictionaries; real signatures have one or two. */
const MOST_REFERENCES = 64;

/** What a signature is for, by its `/Reference` (ISO 32000-1, 12.8.1). */
export interface Certification {
	/** The DocMDP level; null where it does not certify. */
	readonly certified: 1 | 2 | 3 | null;
	/** Whether it is a usage-rights signature: it enables functions of Adobe Reader and says nothing about the document. */
	readonly isUsageRights: boolean;
}

/**
 * Reads what a signature is for. Each object on the way must be the only one of its number in the file, since one
 * written later could change the meaning; otherwise it counts as a certification of the strictest level, and never as a
 * usage-rights signature.
 */
export function certificationOf(
	dictionary: PdfDictionary | undefined,
	objects: FileObjects,
): Certification {
	const entry = dictionary?.entries.get('Reference');
	if (!entry) return { certified: null, isUsageRights: false };
	const list = objects.resolveOnly(entry);
	const items = list?.kind === 'array' ? list.items : [];
	const references = items.slice(0, MOST_REFERENCES).map((item) => objects.resolveOnly(item));
	const methods = references.map((reference) => methodOf(reference, objects));
	const isClear = items.length > 0 && items.length <= MOST_REFERENCES;
	if (!isClear || methods.includes(undefined)) return { certified: 1, isUsageRights: false };
	const certifying = references[methods.indexOf('DocMDP')];
	return {
		certified: certifying ? levelOf(certifying, objects) : null,
		isUsageRights: methods.some((method) => method === 'UR' || method === 'UR3'),
	};
}

function methodOf(reference: PdfValue | undefined, objects: FileObjects): string | undefined {
	if (reference?.kind !== 'dictionary' || reference.repeatedKey !== undefined) return undefined;
	const method = objects.resolveOnly(reference.entries.get('TransformMethod'));
	return method?.kind === 'name' ? method.value : undefined;
}

/** ISO 32000-1, table 254: the default is 2. */
function levelOf(reference: PdfValue, objects: FileObjects): 1 | 2 | 3 {
	const entry = reference.kind === 'dictionary' && reference.entries.get('TransformParams');
	if (!entry) return 2;
	const parameters = objects.resolveOnly(entry);
	if (parameters?.kind !== 'dictionary' || parameters.repeatedKey !== undefined) return 1;
	const permissions = parameters.entries.get('P');
	if (!permissions) return 2;
	const level = objects.resolveOnly(permissions);
	if (level?.kind !== 'number') return 1;
	return level.value === 2 || level.value === 3 ? level.value : 1;
}
