import type { Pace } from '../../pdf/file/pace';
import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';
import type { ValueBudget } from '../../pdf/file/valueBudget';
import type { AnnotationUses } from './annotationUses';
import type { LaterRevisions } from './laterRevisions';
import type { SignedReferences } from './signedReferences';

/** Which objects were found to be signatures. */
export interface SignatureNumbers {
	/** All of them, and what stands in the place of one. */
	readonly all: ReadonlySet<number>;
	/** Those of persons and organizations that hold. */
	readonly signers: ReadonlySet<number>;
	/** Those of timestamping authorities over the document. */
	readonly timestamps: ReadonlySet<number>;
}

/** The signed bytes, and what later revisions made of them. */
export interface Comparison {
	readonly references: SignedReferences;
	readonly later: LaterRevisions;
	readonly uses: AnnotationUses;
	readonly signatures: SignatureNumbers;
	/** The numbers of the pages, from 1, by their objects. */
	readonly pages: ReadonlyMap<number, number>;
	readonly pace: Pace;
	/** For what is walked through once for each object that leads to it. */
	readonly budget: ValueBudget;
}

/** The dictionary that an object is now, written later or signed; undefined when it is no dictionary or not there. */
export async function currentDictionary(
	{ references, later }: Comparison,
	number: number,
): Promise<PdfDictionary | undefined> {
	const object = later.objects.get(number) ?? (await references.signed.object(number));
	return object?.value.kind === 'dictionary' ? object.value : undefined;
}

/** What a reference of generation 0 leads to now, or the value itself. */
export async function currentValue(
	{ references, later }: Comparison,
	value: PdfValue | undefined,
): Promise<PdfValue | undefined> {
	if (value?.kind !== 'reference') return value;
	if (value.generation !== 0) return undefined;
	return (later.objects.get(value.number) ?? (await references.signed.object(value.number)))?.value;
}
