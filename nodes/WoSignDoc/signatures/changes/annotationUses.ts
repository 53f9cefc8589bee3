import { isNamed } from '../../pdf/file/pdfValue';
import type { PdfValue } from '../../pdf/file/pdfValue';
import type { SignedReferences } from './signedReferences';

/** Keys of references to an annotation as such. */
const ANNOTATION_KEYS = new Set(['Annots', 'Obj', 'Popup', 'IRT']);
/** The same for a field; a page, or a node of the page tree, has none that may change. */
const FIELD_KEYS = new Set([...ANNOTATION_KEYS, 'Fields', 'Kids', 'Parent', 'Data', 'CO']);

/**
 * The innermost key of each reference, for each object that one object refers to; undefined for a reference without a
 * key.
 */
type Keys = ReadonlyMap<number, readonly (string | undefined)[]>;

/** What the signed bytes use objects for, determined on demand; each object is walked through once. */
export class AnnotationUses {
	private readonly known = new Map<number, Keys>();
	/** For lists, which many objects may be in. */
	private readonly lists = new Map<string, Promise<boolean>>();

	constructor(private readonly references: SignedReferences) {}

	/**
	 * Whether an object is used only as a field, or only as an annotation: under one of their keys, or in a separate list
	 * object that is itself used only in this way. Then changing it affects nothing else.
	 */
	async isOnly(what: 'field' | 'annotation', number: number, mayBeInList = true): Promise<boolean> {
		for (const by of this.references.referrersOf(number)) {
			const owner = (await this.references.signed.object(by))?.value;
			if (!owner) return false;
			const isOfPopup = isNamed(owner, 'Subtype', 'Popup');
			for (const key of this.keysIn(by, owner).get(number) ?? []) {
				const isInList = key === undefined && mayBeInList;
				if (isInList && (await this.isOnlyList(what, by))) continue;
				const keys = what === 'field' ? FIELD_KEYS : ANNOTATION_KEYS;
				const isKey = key !== undefined && (keys.has(key) || (key === 'Parent' && isOfPopup));
				if (!isKey) return false;
			}
		}
		return true;
	}

	private async isOnlyList(what: 'field' | 'annotation', number: number): Promise<boolean> {
		const key = `${what} ${number}`;
		const known = this.lists.get(key) ?? this.isOnly(what, number, false);
		this.lists.set(key, known);
		return await known;
	}

	/**
	 * Whether the only reference to an object, in all signed bytes, is as the appearance of that other object: not as that
	 * of one of its states, which may be called `N`, nor as anything else of that name.
	 */
	async isOnlyLookOf(number: number, owner: number): Promise<boolean> {
		const by = this.references.referrersOf(number);
		if (by.length !== 1 || by[0] !== owner) return false;
		const value = (await this.references.signed.object(owner))?.value;
		if (value?.kind !== 'dictionary') return false;
		const looks = value.entries.get('AP');
		const normal = looks?.kind === 'dictionary' ? looks.entries.get('N') : undefined;
		const isLook = normal?.kind === 'reference' && normal.number === number;
		return isLook && this.keysIn(owner, value).get(number)?.length === 1;
	}

	private keysIn(owner: number, value: PdfValue): Keys {
		const known = this.known.get(owner);
		if (known) return known;
		const keys = new Map<number, (string | undefined)[]>();
		collect(value, undefined, keys);
		this.known.set(owner, keys);
		return keys;
	}
}

function collect(
	value: PdfValue,
	key: string | undefined,
	keys: Map<number, (string | undefined)[]>,
): void {
	if (value.kind === 'reference') {
		const found = keys.get(value.number);
		if (found) found.push(key);
		else keys.set(value.number, [key]);
	} else if (value.kind === 'array') {
		for (const item of value.items) collect(item, key, keys);
	} else if (value.kind === 'dictionary') {
		for (const [one, entry] of value.entries) collect(entry, one, keys);
	}
}
