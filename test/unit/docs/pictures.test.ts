import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readDocument, root } from '../../support/markdown';

const FOLDER = 'docs/images';

const guide = ['README.md', 'docs/POSITIONS.md'].flatMap((page) => [
	page,
	join('docs/zh-CN', page.replace('docs/', '')),
]);

interface Shown {
	page: string;
	light: string;
	dark: string | undefined;
	/** CSS pixels across; undefined: as wide as the page. */
	width: number | undefined;
}

/** Pictures that a page shows, with their paths from the root. */
function shownOn(page: string): Shown[] {
	const attribute = (name: string, tag: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
	const fromRoot = (path: string) => join(dirname(page), path);
	const text = readDocument(page);
	return [...text.matchAll(/(?:<source [^>]*>\s*)?<img [^>]*>/g)].map(([tags]) => {
		const dark = attribute('srcset', tags);
		const width = attribute('width', tags);
		return {
			page,
			light: fromRoot(attribute('src', tags) ?? ''),
			dark: dark === undefined ? undefined : fromRoot(dark),
			width: width === undefined ? undefined : Number(width),
		};
	});
}

const shown = guide.flatMap(shownOn);

/** Width and height of a PNG, out of its first chunk. */
function sizeOf(file: string): [width: number, height: number] {
	const png = readFileSync(join(root, file));
	expect(png.subarray(1, 4).toString()).toBe('PNG');
	return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

const pictures = readdirSync(join(root, FOLDER)).filter((name) => name.endsWith('.png'));

describe('a picture of the guide', () => {
	it.each(pictures)('is shown in both languages: %s', (name) => {
		const pages = shown
			.filter(({ light, dark }) => [light, dark].includes(join(FOLDER, name)))
			.map(({ page }) => page.startsWith('docs/zh-CN/'));
		expect(pages).toEqual([false, true]);
	});

	it.each(shown)('exists in the theme of its reader: $light on $page', ({ light, dark }) => {
		expect(existsSync(join(root, light))).toBe(true);
		// What is not of a theme is paper.
		if (!light.includes('-light')) return expect(dark).toBeUndefined();
		expect(dark).toBe(light.replace('-light', '-dark'));
		return expect(sizeOf(dark ?? '')).toEqual(sizeOf(light));
	});

	it.each(shown)('leaves room for the text if it is tall: $light on $page', ({ light, width }) => {
		const [across, down] = sizeOf(light);
		if (down > across * 1.1) expect(width).toBeLessThanOrEqual(420);
	});

	it('does not make the repository heavy', () => {
		const sizes = pictures.map((name) => readFileSync(join(root, FOLDER, name)).length);
		expect(Math.max(...sizes)).toBeLessThan(300_000);
	});
});
