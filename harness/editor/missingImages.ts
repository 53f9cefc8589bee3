import type { Page } from 'playwright-core';

/** Of an `<img>`, what tells whether it is drawn. */
interface Image {
	src: string;
	naturalWidth: number;
}

/** Addresses of the images on a page that are not drawn, because they have not loaded yet or never will. */
export async function missingImages(page: Page): Promise<string[]> {
	return await page
		.locator('img')
		.filter({ visible: true })
		.evaluateAll((images: Image[]) =>
			images.filter(({ naturalWidth }) => naturalWidth === 0).map(({ src }) => src),
		);
}
