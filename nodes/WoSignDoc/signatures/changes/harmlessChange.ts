import { comparableText } from '../../pdf/file/comparableText';
import type { Pace } from '../../pdf/file/pace';
import { parseWhole } from '../../pdf/file/pdfParser';
import { asDictionary } from '../../pdf/file/pdfValue';
import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';
import { referencesIn } from '../../pdf/file/references';
import { changeOfEntries } from './change';
import type { Change } from './change';
import type { Coverage } from './coverage';
import { FieldLists, isPage } from './fieldLists';
import { isNamed } from './invisibleField';
import { laterValue } from './laterRevisions';
import type { LaterRevisions } from './laterRevisions';
import type { CurrentObject, SignedObject } from './revision';
import type { SignedReferences } from './signedReferences';

/** Keys of the catalog that show nothing: what they lead to is not drawn. */
const CATALOG_KEYS = new Set(['DSS', 'Extensions']);
const STORE_KEYS = /^(?:Type|VRI|Certs?|CRLs?|OCSPs?|TU|TS|[0-9A-Fa-f]{40})$/;
const METADATA_KEYS = new Set(['Type', 'Subtype', 'Length', 'Filter', 'DecodeParms']);
/** What a document begins with. */
const PAGE_TREE = ['Catalog', 'Pages', 'Page'];
const VERSION = /^[12]\.[0-9]$/;

/**
 * Whether later revisions change nothing that a reader of the document sees. Allowed are: a document security
 * store; invisible signature fields; the metadata and the document information; the same written again. Everything
 * else, known or not, is `more`. What an object may become is decided by what the signed bytes use it for.
 *
 * @param signatureNumbers the objects that were found to be signatures
 */
export async function harmlessChange(
	references: SignedReferences,
	later: LaterRevisions,
	signatureNumbers: ReadonlySet<number>,
	pace: Pace,
): Promise<Pick<Coverage, 'after' | 'reason'>> {
	const storeNumbers = await references.numbersOnlyUnder('DSS');
	const judge = new ChangeJudge(references, later, { storeNumbers, signatureNumbers });
	let isStore = true;
	for (const [number, object] of later.objects) {
		const before = await references.signed.object(number);
		const change = before
			? await judge.changed(number, before, object)
			: judge.added(number, object.value);
		if (!change) {
			const what = before ? 'changed' : 'added';
			return { after: 'more', reason: `object ${number} was ${what} after it was signed` };
		}
		if (change === 'harmless') isStore = false;
		await pace.step();
	}
	return isStore
		? { after: 'dssUpdate', reason: '' }
		: { after: 'harmless', reason: 'metadata or invisible signature fields' };
}

class ChangeJudge {
	private readonly lists: FieldLists;

	constructor(
		private readonly references: SignedReferences,
		private readonly later: LaterRevisions,
		private readonly numbers: {
			readonly storeNumbers: ReadonlySet<number>;
			readonly signatureNumbers: ReadonlySet<number>;
		},
	) {
		this.lists = new FieldLists(references, later, numbers.signatureNumbers);
	}

	/** A new object is reached through changed ones alone, unless the signed bytes mention its number already. */
	added(number: number, value: PdfValue): Change {
		if (this.references.isMentioned(number) || !this.leadsSomewhere(value)) return undefined;
		// A reader that repairs a file would begin with it.
		if (PAGE_TREE.some((type) => isNamed(value, 'Type', type))) return undefined;
		return this.lists.isInvisible(number) ? 'harmless' : 'store';
	}

	async changed(number: number, before: SignedObject, after: CurrentObject): Promise<Change> {
		if (this.references.isDoubtful(number)) return undefined;
		// The value that a signature had is left out of what is kept.
		if (this.numbers.signatureNumbers.has(number)) return undefined;
		if (this.isInformation(number, after)) return 'harmless';
		// What readers take for different values cannot be the same again.
		parseWhole(before.text, true);
		if (before.stream || after.stream) return this.metadata(number, before, after);
		const [one, other] = [before.value, after.value];
		if (comparableText(one) === comparableText(other)) return 'same';
		if (number === this.references.root.number) {
			return await this.catalog(asDictionary(one), asDictionary(other));
		}
		if (this.numbers.storeNumbers.has(number)) return this.store(one, other);
		if (one.kind === 'array') {
			return (await this.lists.isList(number)) ? this.lists.change(one, other) : undefined;
		}
		if (one.kind !== 'dictionary' || other.kind !== 'dictionary') return undefined;
		if (isPage(one)) return await this.page(one, other);
		return this.references.isForm(number) ? await this.form(one, other) : undefined;
	}

	/** The catalog's metadata is a stream of XMP, which no viewer draws. */
	private metadata(number: number, before: CurrentObject, after: CurrentObject): Change {
		const areMetadata = isMetadata(before) && isMetadata(after);
		return areMetadata && this.references.belongsTo('Metadata', number) ? 'harmless' : undefined;
	}

	private async catalog(one: PdfDictionary, other: PdfDictionary): Promise<Change> {
		return await changeOfEntries(one, other, async (key, was, is) => {
			if (key === 'AcroForm') return await this.formEntry(was, is);
			if (!this.leadsSomewhere(is, was)) return undefined;
			if (key === 'Metadata') return this.isLaterMetadata(is) ? 'harmless' : undefined;
			if (key === 'Version') return isVersion(is) ? 'store' : undefined;
			return CATALOG_KEYS.has(key) ? 'store' : undefined;
		});
	}

	private isLaterMetadata(value: PdfValue | undefined): boolean {
		const object = value?.kind === 'reference' ? this.later.objects.get(value.number) : undefined;
		return object !== undefined && isMetadata(object);
	}

	private async page(one: PdfDictionary, other: PdfDictionary): Promise<Change> {
		return await changeOfEntries(one, other, async (key, was, is) =>
			key === 'Annots' && (was || !this.references.inheritsAnnotations)
				? await this.lists.changeOfEntry(was, is)
				: undefined,
		);
	}

	private async formEntry(was: PdfValue | undefined, is: PdfValue | undefined): Promise<Change> {
		const form = await this.references.signed.resolve(was);
		const changed = laterValue(this.later, is);
		return form?.kind === 'dictionary' && changed?.kind === 'dictionary'
			? await this.form(form, changed)
			: undefined;
	}

	/** The form may take in new invisible fields, and what text looks like where there is no text of a form. */
	private async form(one: PdfDictionary, other: PdfDictionary): Promise<Change> {
		return await changeOfEntries(one, other, async (key, was, is) => {
			if (key === 'SigFlags') return hasSignatures(is) ? 'harmless' : undefined;
			if (key === 'DA' || key === 'DR') {
				const isFree = !this.references.drawsByForm && this.leadsSomewhere(is, was);
				return isFree ? 'harmless' : undefined;
			}
			return key === 'Fields' ? await this.lists.changeOfEntry(was, is) : undefined;
		});
	}

	/** A part of the document security store that the signed bytes have already, and use for nothing else. */
	private store(one: PdfValue, other: PdfValue): Change {
		if (!this.leadsSomewhere(other, one)) return undefined;
		if (one.kind === 'array') return other.kind === 'array' ? 'store' : undefined;
		if (one.kind !== 'dictionary' || other.kind !== 'dictionary') return undefined;
		const keys = [...one.entries.keys(), ...other.entries.keys()];
		return keys.every((key) => STORE_KEYS.test(key)) ? 'store' : undefined;
	}

	/** The document information, which is text alone. */
	private isInformation(number: number, { value, stream }: CurrentObject): boolean {
		const isInfo = [this.references.signed.trailer, this.later.trailer].every(({ entries }) => {
			const info = entries.get('Info');
			return info?.kind === 'reference' && info.number === number;
		});
		const isText = value.kind === 'dictionary' && !stream && referencesIn(value).length === 0;
		return isInfo && isText && !this.references.isMentioned(number);
	}

	/**
	 * Whether each object that a value refers to, and its former value did not, is there and of generation 0: some readers
	 * search the file for one that is missing, some find an object by its number alone.
	 */
	private leadsSomewhere(value: PdfValue | undefined, former?: PdfValue): boolean {
		const before = new Set(referencesIn(former).map(comparableText));
		return referencesIn(value).every(
			(reference) =>
				before.has(comparableText(reference)) ||
				(reference.generation === 0 && this.isThere(reference.number)),
		);
	}

	private isThere(number: number): boolean {
		return this.later.objects.has(number) || this.references.signed.has(number);
	}
}

/** Whether a form's flags say that it has signatures, perhaps that it may only be added to (ISO 32000-1, table 219). */
function hasSignatures(flags: PdfValue | undefined): boolean {
	return flags?.kind === 'number' && flags.whole && (flags.value === 1 || flags.value === 3);
}

function isVersion(value: PdfValue | undefined): boolean {
	return value?.kind === 'name' && VERSION.test(value.value);
}

function isMetadata({ value, stream }: CurrentObject): boolean {
	if (!stream || value.kind !== 'dictionary') return false;
	const isXmp = isNamed(value, 'Type', 'Metadata') && isNamed(value, 'Subtype', 'XML');
	return isXmp && [...value.entries.keys()].every((key) => METADATA_KEYS.has(key));
}
