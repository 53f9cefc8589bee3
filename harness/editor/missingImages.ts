import type { Page } from 'playwright-core';

/** The properties of an `<img>` that show whether it is drawn. */
interface Image {
	src: string;
	naturalWidth: number;
	/** Whether it is displayed; an image without a size because it has not loaded yet is, too. */
	checkVisibility(): boolean;
}

/** Addresses of the images on a page that are not drawn, because they have not loaded yet or never will. */
export async function missingImages(page: Page): Promise<string[]> {
	return await page
		.locator('img')
		.evaluateAll((images: Image[]) =>
			images
				.filter((image) => image.naturalWidth === 0 && image.checkVisibility())
				.map(({ src }) => src),
		);
}
