import { isNamed } from '../../pdf/file/pdfValue';
import type { PdfValue } from '../../pdf/file/pdfValue';
import type { SignedReferences } from './signedReferences';

/** Maximum nodes of the page tree that are examined; the pages after them have no number. */
const MOST_NODES = 20_000;

/** The pages of the signed document, numbered from 1 in order, by object number. */
export async function pageNumbersOf({
	root,
	signed,
}: SignedReferences): Promise<ReadonlyMap<number, number>> {
	const pages = new Map<number, number>();
	const seen = new Set<number>();
	const open: PdfValue[] = [root.value.entries.get('Pages')].flatMap((one) => one ?? []);
	for (let node = open.pop(); node && seen.size < MOST_NODES; node = open.pop()) {
		if (node.kind !== 'reference' || seen.has(node.number)) continue;
		seen.add(node.number);
		const value = (await signed.object(node.number))?.value;
		if (value?.kind !== 'dictionary') continue;
		if (isNamed(value, 'Type', 'Page')) pages.set(node.number, pages.size + 1);
		const kids = await signed.resolve(value.entries.get('Kids'));
		if (kids?.kind === 'array') open.push(...kids.items.toReversed());
	}
	return pages;
}
