import { comparableText } from '../../pdf/file/comparableText';
import { parseWhole } from '../../pdf/file/pdfParser';
import { asDictionary, isNamed } from '../../pdf/file/pdfValue';
import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';
import { referencesIn } from '../../pdf/file/references';
import { changeOfEntries } from './change';
import type { Change } from './change';
import type { Comparison } from './comparison';
import { FieldLists, isPage } from './fieldLists';
import { isCatalog } from './laterObjects';
import { laterValue } from './laterRevisions';
import type { LaterRevisions } from './laterRevisions';
import { isMetadata } from './metadata';
import { isMoved } from './movedValue';
import type { CurrentObject, SignedObject } from './revision';
import type { ShownChanges } from './shownChanges';
import type { SignedReferences } from './signedReferences';

/** Keys of the catalog that lead to nothing visible. */
const CATALOG_KEYS = new Set(['DSS', 'Extensions']);
const STORE_KEYS = /^(?:Type|VRI|Certs?|CRLs?|OCSPs?|TU|TS|[0-9A-Fa-f]{40})$/;
/** Types of objects that a reader starts from. */
const PAGE_TREE = ['Catalog', 'Pages', 'Page'];
const VERSION = /^[12]\.[0-9]$/;

/**
 * Classifies what later revisions change, object by object. Allowed are a document security store, invisible signature
 * fields, the metadata and the document information, objects rewritten unchanged, and what `ShownChanges` collects.
 * Everything else, known or not, isn't allowed. What may change in an object depends on what the signed bytes use it
 * for.
 */
export class ChangeClassifier {
	private readonly lists: FieldLists;
	private readonly references: SignedReferences;
	private readonly later: LaterRevisions;

	/** @param storeNumbers the objects that only the document security store leads to */
	constructor(
		private readonly comparison: Comparison,
		private readonly shown: ShownChanges,
		private readonly storeNumbers: ReadonlySet<number>,
	) {
		({ references: this.references, later: this.later } = comparison);
		this.lists = new FieldLists(comparison, shown);
	}

	/** A new object can be reached only through changed ones, unless the signed bytes already refer to its number. */
	async added(number: number, { value, stream }: CurrentObject): Promise<Change> {
		if (this.references.isReferenced(number) || !this.referencesExist(value)) return undefined;
		if (isCatalog(value) && !stream) return await this.newCatalog(asDictionary(value));
		// A reader that rebuilds a file would start from it.
		if (PAGE_TREE.some((type) => isNamed(value, 'Type', type))) return undefined;
		return this.lists.isInvisible(number) ? 'harmless' : 'store';
	}

	async changed(number: number, before: SignedObject, after: CurrentObject): Promise<Change> {
		if (this.references.isAmbiguous(number)) return undefined;
		// A signature's `/Contents` isn't kept, so it can't be compared.
		if (this.comparison.signatures.all.has(number)) return undefined;
		if (this.isInformation(number, after)) return 'harmless';
		// Throws if readers may interpret the values differently, which our own comparison would miss.
		parseWhole(before.text, true);
		if (before.stream || after.stream) return await this.stream(number, before, after);
		const [was, is] = [before.value, after.value];
		if (comparableText(was) === comparableText(is)) return 'same';
		if (number === this.references.root.number) {
			return await this.catalog(asDictionary(was), asDictionary(is));
		}
		if (this.storeNumbers.has(number)) return this.store(was, is);
		if (was.kind === 'array') {
			const listOf = await this.lists.listAt(number);
			return listOf && (await this.lists.change(was, is, listOf));
		}
		if (was.kind !== 'dictionary' || is.kind !== 'dictionary') return undefined;
		if (isPage(was)) return await this.page(was, is);
		if (this.references.isForm(number)) return await this.form(was, is);
		const mayBeField = ['FT', 'Subtype', 'Parent'].some((key) => was.entries.has(key));
		return mayBeField && this.referencesExist(is, was)
			? await this.shown.rewritten(number)
			: undefined;
	}

	/** The catalog's metadata is a stream of XMP, which isn't shown; any other stream could be a field's appearance. */
	private async stream(
		number: number,
		before: CurrentObject,
		after: CurrentObject,
	): Promise<Change> {
		if (!before.stream || !after.stream) return undefined;
		const areForms = [before, after].every(({ value }) => isNamed(value, 'Subtype', 'Form'));
		if (areForms && this.referencesExist(after.value, before.value)) {
			return await this.shown.redrawn(number);
		}
		const areMetadata = isMetadata(before) && isMetadata(after);
		return areMetadata && this.references.isOnlyUnder('Metadata', number) ? 'harmless' : undefined;
	}

	/** A catalog under a new number may contain what a changed one may, whichever of them a reader starts from. */
	private async newCatalog(catalog: PdfDictionary): Promise<Change> {
		const { root, signed } = this.references;
		const before = await signed.object(root.number);
		if (!before || this.references.isAmbiguous(root.number)) return undefined;
		parseWhole(before.text, true);
		return await this.catalog(root.value, catalog);
	}

	private async catalog(before: PdfDictionary, after: PdfDictionary): Promise<Change> {
		return await changeOfEntries(before, after, async (key, was, is) => {
			if (key === 'AcroForm') return await this.formEntry(was, is);
			if (!this.referencesExist(is, was)) return undefined;
			if (key === 'Metadata') return this.isLaterMetadata(is) ? 'harmless' : undefined;
			if (key === 'Version')
				return is?.kind === 'name' && VERSION.test(is.value) ? 'store' : undefined;
			return CATALOG_KEYS.has(key) ? 'store' : undefined;
		});
	}

	private isLaterMetadata(value: PdfValue | undefined): boolean {
		const object = value?.kind === 'reference' ? this.later.objects.get(value.number) : undefined;
		return object !== undefined && isMetadata(object);
	}

	private async page(before: PdfDictionary, after: PdfDictionary): Promise<Change> {
		return await changeOfEntries(before, after, async (key, was, is) => {
			if (key === 'Resources') {
				return (await isMoved(this.references.signed, this.later, was, is))
					? 'harmless'
					: undefined;
			}
			return key === 'Annots' && (was || !this.references.inheritsAnnotations)
				? await this.lists.changeOfEntry(was, is, 'annotations')
				: undefined;
		});
	}

	private async formEntry(was: PdfValue | undefined, is: PdfValue | undefined): Promise<Change> {
		const form = await this.references.signed.resolve(was);
		const changed = laterValue(this.later, is);
		return form?.kind === 'dictionary' && changed?.kind === 'dictionary'
			? await this.form(form, changed)
			: undefined;
	}

	/** Allowed are new invisible fields, and other default appearance and resources if nothing depends on them. */
	private async form(before: PdfDictionary, after: PdfDictionary): Promise<Change> {
		return await changeOfEntries(before, after, async (key, was, is) => {
			if (key === 'SigFlags') return hasSignatures(is) ? 'harmless' : undefined;
			if (key === 'DA' || key === 'DR') {
				const isFree = !this.references.usesFormDefaults && this.referencesExist(is, was);
				return isFree ? 'harmless' : undefined;
			}
			return key === 'Fields' ? await this.lists.changeOfEntry(was, is, 'fields') : undefined;
		});
	}

	/** A part of the document security store that already exists in the signed bytes and serves no other purpose. */
	private store(was: PdfValue, is: PdfValue): Change {
		if (!this.referencesExist(is, was)) return undefined;
		if (was.kind === 'array') return is.kind === 'array' ? 'store' : undefined;
		if (was.kind !== 'dictionary' || is.kind !== 'dictionary') return undefined;
		const keys = [...was.entries.keys(), ...is.entries.keys()];
		return keys.every((key) => STORE_KEYS.test(key)) ? 'store' : undefined;
	}

	/** Whether the object is the document information, in the signed revision and now, and contains no references. */
	private isInformation(number: number, { value, stream }: CurrentObject): boolean {
		const isInfo = [this.references.signed.trailer, this.later.trailer].every(({ entries }) => {
			const info = entries.get('Info');
			return info?.kind === 'reference' && info.number === number;
		});
		const isText = value.kind === 'dictionary' && !stream && referencesIn(value).length === 0;
		return isInfo && isText && !this.references.isReferenced(number);
	}

	/**
	 * Whether each object that a value newly refers to exists and has generation 0: some readers search the file for a
	 * missing one, some find an object by its number alone.
	 */
	private referencesExist(value: PdfValue | undefined, former?: PdfValue): boolean {
		const before = new Set(referencesIn(former).map(comparableText));
		return referencesIn(value).every(
			(reference) =>
				before.has(comparableText(reference)) ||
				(reference.generation === 0 && this.exists(reference.number)),
		);
	}

	private exists(number: number): boolean {
		return this.later.objects.has(number) || this.references.signed.has(number);
	}
}

/** Whether a form's flags are SignaturesExist, with or without AppendOnly (ISO 32000-1, table 219). */
function hasSignatures(flags: PdfValue | undefined): boolean {
	return flags?.kind === 'number' && flags.whole && (flags.value === 1 || flags.value === 3);
}
