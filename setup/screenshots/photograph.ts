import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../harness/editor/eventually';
import { missingImages } from '../../harness/editor/missingImages';

/** What lies over the page without being a part of it: messages after a run, buttons over the canvas. */
const OVERLAYS = '.el-notification, .vue-flow__panel, [class*="_executionButtons_"]';

export interface Crop {
	/** The last part that is seen; the parts below it are cut off. Default: down to their own end. */
	downTo?: Locator;
	/** CSS pixels around the parts. */
	margin?: Partial<Record<'x' | 'top' | 'bottom', number>>;
}

/**
 * A PNG of the smallest rectangle around parts of a page, taken once every image has loaded and nothing moves.
 *
 * @throws when there is nothing to see, when it reaches beyond the window, or when an image doesn't load
 */
export async function photograph(page: Page, parts: Locator, crop: Crop = {}): Promise<Buffer> {
	await page.mouse.move(0, 0);
	await eventually(async () => {
		const missing = await missingImages(page);
		if (missing.length > 0) throw new Error(`not loaded: ${missing.join(', ')}`);
	});
	const options = {
		clip: await clipOf(page, parts, crop),
		animations: 'disabled',
		style: `${OVERLAYS} { visibility: hidden !important; }`,
	} as const;
	let picture = await page.screenshot(options);
	await eventually(async () => {
		const before = picture;
		picture = await page.screenshot(options);
		if (!picture.equals(before)) throw new Error('the page still moves');
	});
	return picture;
}

async function clipOf(page: Page, parts: Locator, { downTo, margin = {} }: Crop) {
	const { x: side = 0, top = 0, bottom = 0 } = margin;
	const boxes = await boxesOf(parts);
	const last = downTo ? await boxesOf(downTo) : boxes;
	const x = Math.min(...boxes.map((box) => box.x)) - side;
	const y = Math.min(...boxes.map((box) => box.y)) - top;
	const right = Math.max(...boxes.map((box) => box.x + box.width)) + side;
	const end = Math.max(...last.map((box) => box.y + box.height)) + bottom;
	const window = page.viewportSize();
	if (x < 0 || y < 0 || !window || right > window.width || end > window.height) {
		throw new Error(`${x},${y} to ${right},${end} is not all in the window`);
	}
	return { x, y, width: right - x, height: end - y };
}

async function boxesOf(parts: Locator) {
	await parts.first().waitFor();
	const boxes = await Promise.all((await parts.all()).map((part) => part.boundingBox()));
	return boxes.flatMap((box) => box ?? []);
}
