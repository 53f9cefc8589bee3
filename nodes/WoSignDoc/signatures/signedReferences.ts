import type { PdfDictionary, PdfValue } from './pdfSyntax';
import { referencesIn } from './references';
import type { Revision } from './revision';

/** The catalog of a document, and the number of its object. */
interface Root {
	readonly number: number;
	readonly value: PdfDictionary;
}

/** Which objects of the signed bytes refer to which: only what nothing else refers to may be written again. */
export class SignedReferences {
	private constructor(
		private readonly signed: Revision,
		readonly root: Root,
		/** The numbers that the signed bytes refer to, and by which objects. */
		private readonly mentions: ReadonlyMap<number, ReadonlySet<number>>,
	) {}

	static async read(signed: Revision, root: Root): Promise<SignedReferences> {
		return new SignedReferences(signed, root, await signed.mentioned());
	}

	isMentioned(number: number): boolean {
		return this.mentions.has(number);
	}

	/** Whether the root refers to the object under that key alone, and nothing else does but the others named. */
	belongsTo(key: string, number: number, others: ReadonlySet<number> = new Set()): boolean {
		const elsewhere = [...this.root.value.entries]
			.filter(([one]) => one !== key)
			.flatMap(([, value]) => referencesIn(value));
		const by = [...(this.mentions.get(number) ?? [])];
		return (
			!elsewhere.includes(number) && by.every((one) => one === this.root.number || others.has(one))
		);
	}

	/** Whether all that refer to the object do it under one of the keys. */
	async standsOnlyUnder(keys: ReadonlySet<string>, number: number): Promise<boolean> {
		for (const by of this.mentions.get(number) ?? []) {
			const value = (await this.signed.object(by))?.value;
			if (value && keysTo(number, value, '').some((key) => !keys.has(key))) return false;
		}
		return true;
	}

	/** What the root's entry leads to, without what serves something else as well: a page could be among it. */
	async numbersOnlyUnder(key: string): Promise<ReadonlySet<number>> {
		const reached = new Set(referencesOf(this.root.value.entries.get(key)));
		for (const number of reached) {
			const object = await this.signed.object(number);
			referencesOf(object?.value).forEach((one) => reached.add(one));
		}
		for (let size = -1; size !== reached.size;) {
			size = reached.size;
			for (const number of reached) {
				if (!this.belongsTo(key, number, reached)) reached.delete(number);
			}
		}
		return reached;
	}
}

/** The keys under which a value refers to an object. */
function keysTo(number: number, value: PdfValue, key: string): string[] {
	if (value.kind === 'reference') return value.number === number ? [key] : [];
	if (value.kind === 'array') return value.items.flatMap((item) => keysTo(number, item, key));
	if (value.kind !== 'dictionary') return [];
	return [...value.entries].flatMap(([inner, entry]) => keysTo(number, entry, inner));
}

function referencesOf(value: PdfValue | undefined): number[] {
	return value ? referencesIn(value) : [];
}
