import { PDFBool, PDFDict, PDFName, waitForTick } from '@cantoo/pdf-lib';
import type { PDFDocument, PDFRef } from '@cantoo/pdf-lib';
import type { PageSize } from '../../protocol/placement/box';
import { PDF_BOUNDS } from '../bounds';
import { CrossReferences } from '../crossReferences';
import { feedSkeleton } from '../feedSkeleton';
import { Pace } from '../file/pace';
import { openDocument } from '../openDocument';
import { seenSize } from '../pageBox';
import type { Page } from '../pageTree';
import { readPages } from '../pageTree';
import { factsOfProblem } from '../pdfFacts';
import { isPreview } from '../previewMark';
import { reachableObjects } from '../reachableObjects';
import type { Skeleton } from '../skeleton';
import { namedPlaces } from './nameTree';
import { ObjectCopier } from './objectCopier';
import { PartCatalog } from './partCatalog';

/** The copied pages of a part; or why they can't be copied, which completes a sentence about the file. */
export type CopiedPages =
	| {
			readonly kind: 'copied';
			readonly pages: readonly PDFRef[];
			/** As the part's reader shows them. */
			readonly sizes: readonly PageSize[];
			readonly catalog: PartCatalog | undefined;
			/** Remarks on it, each completing a sentence about the file. */
			readonly remarks: readonly string[];
	  }
	| { readonly kind: 'refused'; readonly reason: string };

const SIGNED =
	'is signed already, and joining would break its signature; have it signed by itself, or use the file as it was before it was signed';
const RESTRICTED =
	'is encrypted (an owner password); remove the protection in the program that it was made with';
const PASSWORD = 'can be read only with a password; remove the password first';
const PREVIEW = 'is a preview that Preview Positions made, not the document itself';
const PORTFOLIO =
	'is a PDF portfolio, whose contents are attachments; give the attached files as parts instead';
const DYNAMIC_FORM =
	'is a dynamic XFA form, which only Adobe’s programs show; print it to a PDF file first';
const MALFORMED = 'is damaged: parts of it cannot be read';
const VERSIONS = 'has several versions of its parts, and a malformed list of those that count';
const AMBIGUOUS =
	'is put together so that programs may show different things; open it, look at it, and print it to a new PDF file';

/** Copies a PDF into the document, as its reader shows it; throws only the chunks' own error. */
export async function copyPdf(
	document: PDFDocument,
	chunks: AsyncIterable<Buffer>,
): Promise<CopiedPages> {
	const crossReferences = new CrossReferences();
	const fed = await feedSkeleton(chunks, 'all', crossReferences);
	if (fed.kind === 'wrong') return refusal(fed.problem);
	try {
		return await copyOpened(document, fed.skeleton, crossReferences);
	} catch (error) {
		return refusal(error);
	}
}

function refused(reason: string): CopiedPages {
	return { kind: 'refused', reason };
}

function refusal(problem: unknown): CopiedPages {
	const facts = factsOfProblem(problem);
	return refused(
		facts.kind === 'damaged' || facts.kind === 'unchecked'
			? `${facts.kind === 'damaged' ? 'is damaged: it ' : 'cannot be joined: it '}${facts.reason}`
			: 'cannot be read',
	);
}

async function copyOpened(
	document: PDFDocument,
	skeleton: Skeleton,
	crossReferences: CrossReferences,
): Promise<CopiedPages> {
	const opened = await openDocument(skeleton);
	if (opened === 'passwordProtected') return refused(PASSWORD);
	const { table, root, restricted, repaired } = opened;
	if (restricted) return refused(RESTRICTED);
	if (isPreview(table, root)) return refused(PREVIEW);
	const found = table.resolve(root);
	const catalog = found instanceof PDFDict ? found : document.context.obj({});
	const pages = readPages(table, root);
	if (pages.length > PDF_BOUNDS.joinedPages) return refused(`has ${pages.length} pages, too many`);
	const copier = new ObjectCopier(table, document.context, namedPlaces(table, catalog));
	const references = await preparePages(document, copier, pages);
	const part = new PartCatalog(catalog, table, document.context, copier);
	if (part.dictionary('Collection')) return refused(PORTFOLIO);
	if (table.resolve(part.get('NeedsRendering')) === PDFBool.True) return refused(DYNAMIC_FORM);
	const form = part.dictionary('AcroForm');
	const fields = table.resolve(form?.get(PDFName.of('Fields')));
	if (fields) copier.copy(fields);
	await copier.finish();
	const isCertified = part.dictionary('Perms')?.has(PDFName.of('DocMDP')) ?? false;
	if (copier.isSigned || isCertified) return refused(SIGNED);
	// Everything that is copied later; it is checked, too.
	const later = [part.get('OCProperties'), part.get('PageLabels'), form?.get(PDFName.of('DR'))];
	for (const reached of reachableObjects(table, later)) void reached;
	if (table.lacksParts) return refused(MALFORMED);
	const agree = await crossReferences.agreeWith(table, root);
	if (agree === false) return refused(AMBIGUOUS);
	const mayRepeat = skeleton.repeats || table.repeats || skeleton.trailers.length > 1;
	const isUnsure = agree === 'unknown' && mayRepeat;
	const sizes = pages.map(({ box }) => seenSize(box));
	const damaged = repaired ?? (isUnsure ? VERSIONS : undefined);
	const remarks = [...(damaged === undefined ? [] : [damage(damaged)]), ...lost(part, form)];
	return { kind: 'copied', pages: references, sizes, catalog: part, remarks };
}

/**
 * Each page under its own number, with what it inherits from the nodes above it. A page that is listed twice becomes
 * two; destinations refer to the first.
 */
async function preparePages(
	{ context }: PDFDocument,
	copier: ObjectCopier,
	pages: readonly Page[],
): Promise<PDFRef[]> {
	const pace = new Pace(waitForTick);
	const known = new Set<number>();
	const prepared = pages.map((page) => {
		const reference = context.nextRef();
		const number = page.reference?.objectNumber;
		if (page.reference && number !== undefined && !known.has(number)) {
			copier.redirect(page.reference, reference);
			known.add(number);
		}
		return { reference, page };
	});
	for (const { reference, page } of prepared) {
		const original = page.dictionary.clone();
		original.delete(PDFName.of('Parent'));
		const copy = copier.dictionary(original);
		copy.set(PDFName.of('Type'), PDFName.of('Page'));
		for (const [name, value] of page.inherited) copy.set(PDFName.of(name), copier.copy(value));
		context.assign(reference, copy);
		await pace.step();
	}
	return prepared.map(({ reference }) => reference);
}

function damage(reason: string): string {
	return `is damaged: it ${reason}. It was repaired while it was joined; look at its pages`;
}

/** What people may miss in the joined document. */
function lost(part: PartCatalog, form: PDFDict | undefined): string[] {
	const names = part.dictionary('Names');
	const kinds = [
		...(names?.has(PDFName.of('EmbeddedFiles')) ? ['attached files'] : []),
		...(names?.has(PDFName.of('JavaScript')) ? ['scripts'] : []),
		...(form?.has(PDFName.of('XFA')) ? ['XFA form; its ordinary fields are kept'] : []),
	];
	return kinds.length > 0 ? [`loses its ${kinds.join(' and its ')}`] : [];
}
