import type { FileObjects } from './fileObjects';
import type { PdfDictionary } from './pdfSyntax';

/** Signature reference dictionaries looked at; real signatures have one or two. */
const MOST_REFERENCES = 64;

/** What a signature's `/Reference` says that it is for (ISO 32000-1, 12.8.1). */
export interface Certification {
	/** The DocMDP level; null where it certifies nothing. */
	readonly certified: 1 | 2 | 3 | null;
	/** A usage-rights signature, which opens functions of Adobe's reader and says nothing of the document. */
	readonly isUsageRights: boolean;
}

export function certificationOf(
	dictionary: PdfDictionary | undefined,
	objects: FileObjects,
): Certification {
	const list = objects.resolve(dictionary?.entries.get('Reference'));
	const items = list?.kind === 'array' ? list.items.slice(0, MOST_REFERENCES) : [];
	const references = items.map((item) => objects.resolve(item));
	const methods = references.flatMap((reference) => {
		const method = reference?.kind === 'dictionary' && reference.entries.get('TransformMethod');
		return method && method.kind === 'name' && reference.kind === 'dictionary'
			? [{ method: method.value, reference }]
			: [];
	});
	const certifying = methods.find(({ method }) => method === 'DocMDP');
	return {
		certified: certifying ? levelOf(certifying.reference, objects) : null,
		isUsageRights: methods.some(({ method }) => method === 'UR' || method === 'UR3'),
	};
}

/** ISO 32000-1, table 254: 2 where nothing is said. */
function levelOf(reference: PdfDictionary, objects: FileObjects): 1 | 2 | 3 {
	const parameters = objects.resolve(reference.entries.get('TransformParams'));
	const permissions = parameters?.kind === 'dictionary' ? parameters.entries.get('P') : undefined;
	const level = permissions?.kind === 'number' ? permissions.value : undefined;
	return level === 1 || level === 3 ? level : 2;
}
