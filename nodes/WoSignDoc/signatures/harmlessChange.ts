import { canonical } from './canonical';
import { asDictionary } from './crossReference';
import type { Coverage } from './coverage';
import { isInvisibleField, isNamed } from './invisibleField';
import type { LaterRevisions } from './laterRevisions';
import type { PdfDictionary, PdfValue } from './pdfSyntax';
import { PdfSyntaxError } from './pdfSyntax';
import type { CurrentObject, Revision } from './revision';
import { referencesIn } from './references';
import { SignedReferences } from './signedReferences';

type Change = Pick<Coverage, 'after' | 'reason'>;

/** Keys of the catalog that show nothing: what they lead to is not drawn. */
const CATALOG_KEYS = new Set(['DSS', 'Extensions', 'Version', 'Metadata']);
const STORE_KEYS = /^(?:Type|VRI|Certs?|CRLs?|OCSPs?|TU|TS|[0-9A-Fa-f]{40})$/;
/** Where fields are listed: of a form, and of a page. */
const LIST_KEYS = new Set(['Fields', 'Annots']);
const EMPTY: PdfDictionary = {
	kind: 'dictionary',
	entries: new Map(),
	repeatedKey: undefined,
	start: 0,
	end: 0,
};

/**
 * Whether later revisions change nothing that a reader of the document sees. Allowed are: a document security
 * store; invisible signature fields; the metadata and the document information; the same written again. Everything
 * else, known or not, is `more`.
 */
export async function harmlessChange(
	signed: Revision,
	later: LaterRevisions,
	signatureNumbers: ReadonlySet<number>,
): Promise<Change> {
	const root = signed.trailer.entries.get('Root');
	if (root?.kind !== 'reference') throw new PdfSyntaxError('it has no root');
	const value = asDictionary(await signed.resolve(root));
	const references = await SignedReferences.read(signed, { number: root.number, value });
	return await new ChangeJudge(signed, later, references, signatureNumbers).verdict();
}

/** How far a change goes; undefined: further than is allowed. */
type Kind = 'same' | 'store' | 'harmless' | undefined;

class ChangeJudge {
	private storeNumbers: ReadonlySet<number> = new Set();

	constructor(
		private readonly signed: Revision,
		private readonly later: LaterRevisions,
		private readonly references: SignedReferences,
		private readonly signatureNumbers: ReadonlySet<number>,
	) {}

	async verdict(): Promise<Change> {
		this.storeNumbers = await this.references.numbersOnlyUnder('DSS');
		let isStore = true;
		for (const [number, object] of this.later.objects) {
			const before = await this.signed.object(number);
			const kind = before ? await this.changed(number, before, object) : this.added(number, object);
			if (!kind)
				return {
					after: 'more',
					reason: `object ${number} was ${before ? 'changed' : 'added'} after it was signed`,
				};
			if (kind === 'harmless') isStore = false;
		}
		return isStore
			? { after: 'dssUpdate', reason: '' }
			: { after: 'harmless', reason: 'metadata or invisible signature fields' };
	}

	/** A new object is reached through changed ones alone, unless the signed bytes mention its number already. */
	private added(number: number, { value }: CurrentObject): Kind {
		if (this.references.isMentioned(number)) return undefined;
		return isInvisibleField(value, this.signatureNumbers) ? 'harmless' : 'store';
	}

	private async changed(
		number: number,
		before: CurrentObject,
		after: CurrentObject,
	): Promise<Kind> {
		if (before.hasStream || after.hasStream) return this.metadata(number, before, after);
		const [one, other] = [before.value, after.value];
		if (canonical(one) === canonical(other)) return 'same';
		if (number === this.references.root.number)
			return await this.catalog(asDictionary(one), asDictionary(other));
		if (this.isInformation(number, other)) return 'harmless';
		if (one.kind === 'array') {
			const isList = await this.references.standsOnlyUnder(LIST_KEYS, number);
			return (isList ? this.list(one, other) : undefined) ?? this.store(number, one, other);
		}
		if (one.kind !== 'dictionary' || other.kind !== 'dictionary') return undefined;
		const page = await this.dictionary(one, other, async (key, was, is) =>
			key === 'Annots' && isPage(one) ? await this.resolvedList(was, is) : undefined,
		);
		return page ?? (await this.form(one, other)) ?? this.store(number, one, other);
	}

	/** The catalog's metadata is a stream of XMP, which no viewer draws. */
	private metadata(number: number, before: CurrentObject, after: CurrentObject): Kind {
		const isMetadata = [before, after].every(
			({ value, hasStream }) =>
				hasStream && isNamed(value, 'Type', 'Metadata') && isNamed(value, 'Subtype', 'XML'),
		);
		return isMetadata && this.references.belongsTo('Metadata', number) ? 'harmless' : undefined;
	}

	private async catalog(one: PdfDictionary, other: PdfDictionary): Promise<Kind> {
		return await this.dictionary(one, other, async (key, was, is) => {
			if (key === 'AcroForm') {
				const form = (await this.signed.resolve(was)) ?? EMPTY;
				return await this.form(asDictionary(form), asDictionary(this.current(is)));
			}
			if (!CATALOG_KEYS.has(key)) return undefined;
			return key === 'Metadata' ? 'harmless' : 'store';
		});
	}

	/** The form may take in new invisible fields, and what text looks like where it has no field for text. */
	private async form(one: PdfDictionary, other: PdfDictionary): Promise<Kind> {
		return await this.dictionary(one, other, async (key, was, is) => {
			if (key === 'SigFlags') return 'harmless';
			if (key === 'DA' || key === 'DR') return await this.hasSignatureFieldsOnly(one);
			return key === 'Fields' ? await this.resolvedList(was, is) : undefined;
		});
	}

	private async hasSignatureFieldsOnly(form: PdfDictionary): Promise<Kind> {
		const fields = await this.signed.resolve(form.entries.get('Fields'));
		if (fields?.kind !== 'array') return undefined;
		for (const item of fields.items) {
			const field = await this.signed.resolve(item);
			if (!field || !isNamed(field, 'FT', 'Sig')) return undefined;
		}
		return 'harmless';
	}

	private async resolvedList(was: PdfValue | undefined, is: PdfValue | undefined): Promise<Kind> {
		return this.list(await this.signed.resolve(was), this.current(is));
	}

	/** A list to which invisible fields were added. */
	private list(was: PdfValue | undefined, is: PdfValue | undefined): Kind {
		if (is?.kind !== 'array') return undefined;
		const before = was?.kind === 'array' ? was.items : [];
		const isKept = before.every((item, index) => canonical(item) === canonical(is.items[index]));
		const added = is.items.slice(before.length);
		const isInvisible = (item: PdfValue) =>
			item.kind === 'reference' &&
			!this.references.isMentioned(item.number) &&
			isInvisibleField(this.current(item), this.signatureNumbers);
		return isKept && added.every(isInvisible) ? 'harmless' : undefined;
	}

	/** A part of the document security store that the signed bytes have already, and use for nothing else. */
	private store(number: number, one: PdfValue, other: PdfValue): Kind {
		if (!this.storeNumbers.has(number)) return undefined;
		if (one.kind === 'array') return other.kind === 'array' ? 'store' : undefined;
		if (one.kind !== 'dictionary' || other.kind !== 'dictionary') return undefined;
		const keys = [...one.entries.keys(), ...other.entries.keys()];
		return keys.every((key) => STORE_KEYS.test(key)) ? 'store' : undefined;
	}

	/** The document information, which is text alone. */
	private isInformation(number: number, value: PdfValue): boolean {
		const isInfo = [this.signed.trailer, this.later.trailer].every(({ entries }) => {
			const info = entries.get('Info');
			return info?.kind === 'reference' && info.number === number;
		});
		return isInfo && !this.references.isMentioned(number) && referencesIn(value).length === 0;
	}

	/** What a value of a later revision leads to. */
	private current(value: PdfValue | undefined): PdfValue | undefined {
		return value?.kind === 'reference' ? this.later.objects.get(value.number)?.value : value;
	}

	/** Judges the entries that differ; the furthest change counts. */
	private async dictionary(
		one: PdfDictionary,
		other: PdfDictionary,
		entry: (key: string, was: PdfValue | undefined, is: PdfValue | undefined) => Promise<Kind>,
	): Promise<Kind> {
		if (other.repeatedKey !== undefined) return undefined;
		let furthest: Kind = 'store';
		for (const key of new Set([...one.entries.keys(), ...other.entries.keys()])) {
			const [was, is] = [one.entries.get(key), other.entries.get(key)];
			if (canonical(was) === canonical(is)) continue;
			const kind = await entry(key, was, is);
			if (!kind) return undefined;
			if (kind === 'harmless') furthest = kind;
		}
		return furthest;
	}
}

function isPage(value: PdfDictionary): boolean {
	return isNamed(value, 'Type', 'Page');
}
