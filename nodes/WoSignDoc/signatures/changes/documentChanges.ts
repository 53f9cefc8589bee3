import { isObjectStream } from '../../pdf/file/objectStream';
import { isNamed } from '../../pdf/file/pdfValue';
import type { PdfValue } from '../../pdf/file/pdfValue';
import { numbersIn } from '../../pdf/file/references';
import { greater } from './change';
import type { Change } from './change';
import { ChangeClassifier } from './changeClassifier';
import { currentDictionary } from './comparison';
import type { Comparison } from './comparison';
import type { Examined } from './coverage';
import { describe } from './documentChange';
import { isCatalog } from './laterObjects';
import { ShownChanges } from './shownChanges';

const AFTER = {
	same: 'dssUpdate',
	store: 'dssUpdate',
	harmless: 'harmless',
	shown: 'shown',
} as const;

/** Maximum changes that are described individually. */
const MOST_DESCRIBED = 20;

/**
 * Determines what later revisions change: nothing visible, something that signatures may permit, or more, described in
 * words.
 */
export async function documentChanges(
	comparison: Comparison,
): Promise<Pick<Examined, 'after' | 'reason' | 'changes'>> {
	const { references, later, pace } = comparison;
	const shown = new ShownChanges(comparison);
	const storeNumbers = await references.numbersOnlyUnder('DSS');
	const classifier = new ChangeClassifier(comparison, shown, storeNumbers);
	let extent: Exclude<Change, undefined> = 'same';
	for (const [number, object] of later.objects) {
		const before = await references.signed.object(number);
		const change = before
			? await classifier.changed(number, before, object)
			: await classifier.added(number, object);
		if (!change)
			return more(`object ${number} was ${before ? 'changed' : 'added'} after it was signed`);
		extent = greater(extent, change);
		await pace.step();
	}
	// The catalog determines which fields and pages a document has; the visible changes below are compared with only one
	// catalog.
	const hasNewCatalog = [...later.objects].some(
		([number, { value }]) => number !== references.root.number && isCatalog(value),
	);
	if (extent === 'shown' && hasNewCatalog) {
		return more('a new catalog came with changes that show');
	}
	const changes = await shown.all();
	if (typeof changes === 'number') return more(`object ${changes} was changed after it was signed`);
	const words = [...(await notesOf(comparison)), ...changes.slice(0, MOST_DESCRIBED).map(describe)];
	const others = changes.length - MOST_DESCRIBED;
	const reason = [...words, ...(others > 0 ? [`and ${others} more`] : [])].join(', ');
	return { after: AFTER[extent], reason, changes };
}

function more(reason: string): Pick<Examined, 'after' | 'reason' | 'changes'> {
	return { after: 'more', reason, changes: [] };
}

/** Additions that are visible nowhere. */
async function notesOf(comparison: Comparison): Promise<string[]> {
	const { later, references, signatures } = comparison;
	const catalog = later.trailer.entries.get('Root');
	const number = catalog?.kind === 'reference' ? catalog.number : references.root.number;
	const root = (await currentDictionary(comparison, number))?.entries;
	const store = reachedFrom(comparison, [root?.get('DSS')]);
	const metadata = reachedFrom(comparison, [root?.get('Metadata')]);
	const information = reachedFrom(comparison, [later.trailer.entries.get('Info')]);
	const changed = [...later.objects].filter(([number]) => references.signed.has(number));
	const used = reachedFrom(
		comparison,
		changed.map(([, { value }]) => value),
	);
	const counts = { timestamp: 0, field: 0, unused: 0 };
	for (const [number, { value }] of later.objects) {
		const isSignature = signatures.all.has(number);
		if (signatures.timestamps.has(number)) counts.timestamp++;
		if (isEmptyField(value)) counts.field++;
		const isStructure = isObjectStream(value) || isNamed(value, 'Type', 'XRef');
		const isKnown = [store, metadata, information, used].some((one) => one.has(number));
		if (!isStructure && !isSignature && !isKnown && !references.signed.has(number)) counts.unused++;
	}
	const holds = (numbers: ReadonlySet<number>) =>
		[...numbers].some((one) => later.objects.has(one));
	return [
		...(holds(store) ? ['a document security store'] : []),
		...(counts.timestamp > 0 ? ['a document timestamp'] : []),
		...(counts.field > 0 ? ['an invisible signature field without a signature'] : []),
		...(holds(metadata) ? ['metadata'] : []),
		...(holds(information) ? ['document information'] : []),
		...(counts.unused > 0 ? ['objects that nothing leads to'] : []),
	];
}

function isEmptyField(value: PdfValue): boolean {
	return isNamed(value, 'FT', 'Sig') && value.kind === 'dictionary' && !value.entries.has('V');
}

/** The objects that values lead to, through what later revisions write. */
function reachedFrom(
	{ later }: Comparison,
	values: readonly (PdfValue | undefined)[],
): ReadonlySet<number> {
	const reached = new Set(values.flatMap(numbersIn));
	for (const number of reached) {
		for (const one of numbersIn(later.objects.get(number)?.value)) reached.add(one);
	}
	return reached;
}
