import { canonical } from './canonical';
import { asDictionary } from './crossReference';
import type { Coverage } from './coverage';
import { isInvisibleField, isNamed } from './invisibleField';
import type { LaterRevisions } from './laterRevisions';
import type { PdfDictionary, PdfValue } from './pdfSyntax';
import { parseWhole } from './pdfSyntax';
import { referencesIn } from './references';
import type { CurrentObject, SignedObject } from './revision';
import type { SignedReferences } from './signedReferences';

type Change = Pick<Coverage, 'after' | 'reason'>;

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
 * @param signatureNumbers the objects that were found to be signatures: no field may claim to have another
 */
export async function harmlessChange(
	references: SignedReferences,
	later: LaterRevisions,
	signatureNumbers: ReadonlySet<number>,
	pace: { readonly step: () => Promise<void> },
): Promise<Change> {
	const storeNumbers = await references.numbersOnlyUnder('DSS');
	const judge = new ChangeJudge(references, later, { storeNumbers, signatureNumbers });
	let isStore = true;
	for (const [number, object] of later.objects) {
		const before = await references.signed.object(number);
		const kind = before
			? await judge.changed(number, before, object)
			: judge.added(number, object.value);
		if (!kind) {
			const what = before ? 'changed' : 'added';
			return { after: 'more', reason: `object ${number} was ${what} after it was signed` };
		}
		if (kind === 'harmless') isStore = false;
		await pace.step();
	}
	return isStore
		? { after: 'dssUpdate', reason: '' }
		: { after: 'harmless', reason: 'metadata or invisible signature fields' };
}

/** How far a change goes; undefined: further than is allowed. */
type Kind = 'same' | 'store' | 'harmless' | undefined;
type JudgeEntry = (
	key: string,
	was: PdfValue | undefined,
	is: PdfValue | undefined,
) => Kind | Promise<Kind>;

class ChangeJudge {
	constructor(
		private readonly references: SignedReferences,
		private readonly later: LaterRevisions,
		private readonly numbers: {
			readonly storeNumbers: ReadonlySet<number>;
			readonly signatureNumbers: ReadonlySet<number>;
		},
	) {}

	/**
	 * Whether each object that a value refers to, and its former value did not, is there and of generation 0: some readers
	 * search the file for one that is missing, some find an object by its number alone.
	 */
	private leadsSomewhere(value: PdfValue | undefined, former?: PdfValue): boolean {
		const before = new Set(referencesIn(former).map(canonical));
		return referencesIn(value).every(
			(reference) =>
				before.has(canonical(reference)) ||
				(reference.generation === 0 && this.isThere(reference.number)),
		);
	}

	private isThere(number: number): boolean {
		return this.later.objects.has(number) || this.references.signed.has(number);
	}

	/** A new object is reached through changed ones alone, unless the signed bytes mention its number already. */
	added(number: number, value: PdfValue): Kind {
		if (this.references.isMentioned(number) || !this.leadsSomewhere(value)) return undefined;
		// A reader that repairs a file would begin with it.
		if (PAGE_TREE.some((type) => isNamed(value, 'Type', type))) return undefined;
		return this.isInvisible(value) ? 'harmless' : 'store';
	}

	async changed(number: number, before: SignedObject, after: CurrentObject): Promise<Kind> {
		if (this.references.isDoubtful(number)) return undefined;
		// The value that a signature had is left out of what is kept.
		if (this.numbers.signatureNumbers.has(number)) return undefined;
		if (this.isInformation(number, after)) return 'harmless';
		// What readers take for different values cannot be the same again.
		parseWhole(before.text, true);
		if (before.hasStream || after.hasStream) return this.metadata(number, before, after);
		const [one, other] = [before.value, after.value];
		if (canonical(one) === canonical(other)) return 'same';
		if (number === this.references.root.number) {
			return await this.catalog(asDictionary(one), asDictionary(other));
		}
		if (this.numbers.storeNumbers.has(number)) {
			return this.leadsSomewhere(other, one) ? store(one, other) : undefined;
		}
		if (one.kind === 'array') {
			return (await this.isFieldList(number)) ? this.list(one, other) : undefined;
		}
		if (one.kind !== 'dictionary' || other.kind !== 'dictionary') return undefined;
		if (isPage(one)) return await this.page(one, other);
		return this.isForm(number) ? await this.form(one, other) : undefined;
	}

	/** The catalog's metadata is a stream of XMP, which no viewer draws. */
	private metadata(number: number, before: CurrentObject, after: CurrentObject): Kind {
		const areMetadata = isMetadata(before) && isMetadata(after);
		return areMetadata && this.references.belongsTo('Metadata', number) ? 'harmless' : undefined;
	}

	private async catalog(one: PdfDictionary, other: PdfDictionary): Promise<Kind> {
		return await judgeEntries(one, other, async (key, was, is) => {
			if (key === 'AcroForm') {
				const form = await this.references.signed.resolve(was);
				const changed = this.current(is);
				return form?.kind === 'dictionary' && changed?.kind === 'dictionary'
					? await this.form(form, changed)
					: undefined;
			}
			if (!this.leadsSomewhere(is, was)) return undefined;
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

	private async page(one: PdfDictionary, other: PdfDictionary): Promise<Kind> {
		return await judgeEntries(one, other, async (key, was, is) =>
			key === 'Annots' && (was || !this.references.inheritsAnnotations)
				? await this.resolvedList(was, is)
				: undefined,
		);
	}

	private isForm(number: number): boolean {
		const form = this.references.root.value.entries.get('AcroForm');
		const isNumber = form?.kind === 'reference' && form.number === number;
		return isNumber && this.references.belongsTo('AcroForm', number);
	}

	/** The form may take in new invisible fields, and what text looks like where there is no text of a form. */
	private async form(one: PdfDictionary, other: PdfDictionary): Promise<Kind> {
		return await judgeEntries(one, other, async (key, was, is) => {
			if (key === 'SigFlags') return hasSignatures(is) ? 'harmless' : undefined;
			if (key === 'DA' || key === 'DR') {
				const isFree = this.references.mayChangeFormAppearance && this.leadsSomewhere(is, was);
				return isFree ? 'harmless' : undefined;
			}
			return key === 'Fields' ? await this.resolvedList(was, is) : undefined;
		});
	}

	private async resolvedList(was: PdfValue | undefined, is: PdfValue | undefined): Promise<Kind> {
		return this.list(await this.references.signed.resolve(was), this.current(is));
	}

	/** Whether the array lists a page's annotations or the form's fields, and is used for nothing else. */
	private async isFieldList(number: number): Promise<boolean> {
		return await this.references.isValueOf(number, (owner, ownerNumber) => {
			if (isPage(owner)) return owner.entries.get('Annots');
			if (this.isForm(ownerNumber)) return owner.entries.get('Fields');
			const isRoot = ownerNumber === this.references.root.number;
			const form = isRoot ? owner.entries.get('AcroForm') : undefined;
			return form?.kind === 'dictionary' ? form.entries.get('Fields') : undefined;
		});
	}

	/** A list to which invisible fields were added. */
	private list(was: PdfValue | undefined, is: PdfValue | undefined): Kind {
		if (is?.kind !== 'array' || (was && was.kind !== 'array')) return undefined;
		const before = was?.items ?? [];
		if (!before.every(({ kind }) => kind === 'reference' || kind === 'dictionary'))
			return undefined;
		const numbers = new Set(
			is.items.map((item) => (item.kind === 'reference' ? item.number : item)),
		);
		if (numbers.size < is.items.length) return undefined;
		const isKept = before.every((item, index) => canonical(item) === canonical(is.items[index]));
		const added = is.items.slice(before.length);
		const isNew = (item: PdfValue) =>
			item.kind === 'reference' &&
			item.generation === 0 &&
			!this.references.isMentioned(item.number) &&
			this.isInvisible(this.current(item));
		return isKept && added.every(isNew) ? 'harmless' : undefined;
	}

	private isInvisible(value: PdfValue | undefined): boolean {
		return isInvisibleField(value, {
			signatureNumbers: this.numbers.signatureNumbers,
			later: (number) => this.later.objects.get(number),
		});
	}

	/** The document information, which is text alone. */
	private isInformation(number: number, { value, hasStream }: CurrentObject): boolean {
		const isInfo = [this.references.signed.trailer, this.later.trailer].every(({ entries }) => {
			const info = entries.get('Info');
			return info?.kind === 'reference' && info.number === number;
		});
		return (
			isInfo &&
			!hasStream &&
			value.kind === 'dictionary' &&
			!this.references.isMentioned(number) &&
			referencesIn(value).length === 0
		);
	}

	/** What a value of a later revision leads to, if that is written there. */
	private current(value: PdfValue | undefined): PdfValue | undefined {
		if (value?.kind !== 'reference') return value;
		return value.generation === 0 ? this.later.objects.get(value.number)?.value : undefined;
	}
}

/** Judges the entries that differ; the furthest change counts. */
async function judgeEntries(
	one: PdfDictionary,
	other: PdfDictionary,
	judge: JudgeEntry,
): Promise<Kind> {
	let furthest: Kind = 'store';
	for (const key of new Set([...one.entries.keys(), ...other.entries.keys()])) {
		const [was, is] = [one.entries.get(key), other.entries.get(key)];
		if (canonical(was) === canonical(is)) continue;
		const kind = await judge(key, was, is);
		if (!kind) return undefined;
		if (kind === 'harmless') furthest = kind;
	}
	return furthest;
}

/** A part of the document security store that the signed bytes have already, and use for nothing else. */
function store(one: PdfValue, other: PdfValue): Kind {
	if (one.kind === 'array') return other.kind === 'array' ? 'store' : undefined;
	if (one.kind !== 'dictionary' || other.kind !== 'dictionary') return undefined;
	const keys = [...one.entries.keys(), ...other.entries.keys()];
	return keys.every((key) => STORE_KEYS.test(key)) ? 'store' : undefined;
}

/** Whether a form's flags say that it has signatures, perhaps that it may only be added to (ISO 32000-1, table 219). */
function hasSignatures(flags: PdfValue | undefined): boolean {
	return flags?.kind === 'number' && flags.whole && (flags.value === 1 || flags.value === 3);
}

function isMetadata({ value, hasStream }: CurrentObject): boolean {
	if (!hasStream || value.kind !== 'dictionary') return false;
	const isXmp = isNamed(value, 'Type', 'Metadata') && isNamed(value, 'Subtype', 'XML');
	return isXmp && [...value.entries.keys()].every((key) => METADATA_KEYS.has(key));
}

function isPage(value: PdfDictionary): boolean {
	return isNamed(value, 'Type', 'Page');
}
