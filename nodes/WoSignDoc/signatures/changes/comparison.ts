import type { Pace } from '../../pdf/file/pace';
import type { PdfDictionary, PdfValue } from '../../pdf/file/pdfValue';
import type { ValueBudget } from '../../pdf/file/valueBudget';
import type { AnnotationUses } from './annotationUses';
import type { LaterRevisions } from './laterRevisions';
import type { SignedReferences } from './signedReferences';

/** The objects that were found to be signatures. */
export interface SignatureNumbers {
	/** All of them, including invalid ones. */
	readonly all: ReadonlySet<number>;
	/** The valid ones of persons and organizations. */
	readonly signers: ReadonlySet<number>;
	/** Document timestamps of timestamping authorities. */
	readonly timestamps: ReadonlySet<number>;
}

/** The signed bytes, and what later revisions changed. */
export interface Comparison {
	readonly references: SignedReferences;
	readonly later: LaterRevisions;
	readonly uses: AnnotationUses;
	readonly signatures: SignatureNumbers;
	/** The page numbers, from 1, by object number. */
	readonly pages: ReadonlyMap<number, number>;
	readonly pace: Pace;
	/** For data that is walked through once for each object that leads to it. */
	readonly budget: ValueBudget;
}

/**
 * The current dictionary of an object, written later or signed; undefined if it isn't a dictionary or doesn't exist.
 */
export async function currentDictionary(
	{ references, later }: Comparison,
	number: number,
): Promise<PdfDictionary | undefined> {
	const object = later.objects.get(number) ?? (await references.signed.object(number));
	return object?.value.kind === 'dictionary' ? object.value : undefined;
}

/** The current target of a reference with generation 0, or the value itself. */
export async function currentValue(
	{ references, later }: Comparison,
	value: PdfValue | undefined,
): Promise<PdfValue | undefined> {
	if (value?.kind !== 'reference') return value;
	if (value.generation !== 0) return undefined;
	return (later.objects.get(value.number) ?? (await references.signed.object(value.number)))?.value;
}
