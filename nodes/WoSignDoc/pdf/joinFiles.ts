import type { PageSize } from '../protocol/placement/box';
import type { JoinedParts, PartFile } from './joinedParts';
import type { PdfFacts } from './pdfFacts';
import { readPdfFacts } from './readPdfFacts';

/** The join in progress: one at a time, because each takes several times the memory of its files. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Joins PDFs and images into one PDF, in order: pages as each part's reader shows them, with their links, layers,
 * labels, comments and form fields, and a bookmark for each part. An image is placed on A4. Rejects parts that wouldn't
 * be the same afterward: signed, encrypted, and damaged ones. Throws only errors from reading the parts.
 */
export async function joinFiles(parts: readonly PartFile[]): Promise<JoinedParts> {
	const turn = last.then(async () => await join(parts));
	// Its result isn't kept until the next one.
	last = turn.then(
		() => undefined,
		() => undefined,
	);
	return await turn;
}

async function join(parts: readonly PartFile[]): Promise<JoinedParts> {
	const { joinParts } = await import('./pdfLibrary');
	const joined = await joinParts(parts);
	if (joined.kind === 'refused') return joined;
	// The result is read again, as strictly as any other file.
	const facts = await readPdfFacts(joined.pdf);
	return isSame(facts, joined.sizes) ? joined : { kind: 'refused', problems: [NOT_THE_SAME] };
}

const NOT_THE_SAME = {
	part: 0,
	message: 'and the parts behind it cannot be joined: their pages would not be the same',
};

function isSame(facts: PdfFacts, sizes: readonly (readonly PageSize[])[]): boolean {
	if (facts.kind !== 'readable' || facts.restricted) return false;
	const expected = sizes.flat();
	if (facts.pages.length !== expected.length) return false;
	return facts.pages.every(({ width, height }, index) => {
		const page = expected[index];
		return page?.width === width && page.height === height;
	});
}
