import type { SandboxOrder } from '../sandboxOrder';
import { boxOn, displayedPage, type Box, type DisplayedPage } from '../signing/displayedPage';
import { openDocument } from '../signing/openDocument';
import { html, type Html } from './html';
import { colorIndex } from './signerColors';

/** Documents with more pages than this show only the pages with signature boxes. */
const pagesShownWhole = 12;

interface SketchedBox extends Box {
	/** Index of the signer, in signing order. */
	signer: number;
	name: string;
}

/** Each page of the document to scale, with numbered signature boxes; a message if the document can't be read. */
export async function sketch(order: SandboxOrder): Promise<Html> {
	const pages = await pagesOf(order);
	if (!pages) return html`<p>The document can’t be read as a PDF, so its pages are not shown.</p>`;
	const drawn = pages
		.map((page, index) => ({ page, number: index + 1, boxes: boxesOn(order, page, index + 1) }))
		.filter(({ boxes }) => pages.length <= pagesShownWhole || boxes.length > 0);
	const left = pages.length - drawn.length;
	return html`
		<div class="pages">
			${drawn.map(({ page, number, boxes }) => figure(page, number, pages.length, boxes))}
		</div>
		${left > 0 ? html`<p>${left} pages without signature boxes are not shown.</p>` : undefined}
	`;
}

async function pagesOf(order: SandboxOrder): Promise<DisplayedPage[] | undefined> {
	try {
		return (await openDocument(order)).getPages().map(displayedPage);
	} catch {
		return undefined;
	}
}

function boxesOn(order: SandboxOrder, displayed: DisplayedPage, number: number): SketchedBox[] {
	return order.signers.flatMap(({ name, places }, signer) =>
		places
			.filter(({ page }) => page === number)
			.map((place) => ({ ...boxOn(displayed, place), signer, name })),
	);
}

function figure(page: DisplayedPage, number: number, count: number, boxes: SketchedBox[]): Html {
	const { width, height } = page;
	const signers = boxes.map(({ signer, name }) => `${signer + 1} ${name}`).join(', ');
	const label = `Page ${number} of ${count}: ${signers || 'no signature boxes'}`;
	return html`
		<figure>
			<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
				<rect class="paper" width="${width}" height="${height}" />
				${boxes.map((box) => rectangle(box, height))}
			</svg>
			<figcaption>Page ${number} <span lang="zh-CN">第 ${number} 页</span></figcaption>
		</figure>
	`;
}

/** SVG's origin is the upper left corner, a signature box's the lower left. */
function rectangle({ x, y, width, height, signer }: SketchedBox, pageHeight: number): Html {
	const top = round(pageHeight - y - height);
	const size = Math.min(height * 0.8, width * 0.9, 48);
	return html`
		<g class="place signer-${colorIndex(signer)}">
			<rect x="${round(x)}" y="${top}" width="${round(width)}" height="${round(height)}" />
			<text
				x="${round(x + width / 2)}"
				y="${round(top + height / 2 + size * 0.35)}"
				font-size="${round(size)}"
			>
				${signer + 1}
			</text>
		</g>
	`;
}

/** Rounds to a hundredth of a point. */
function round(points: number): number {
	return Math.round(points * 100) / 100;
}
