import type { Browser, Page, Route } from 'playwright-core';
import { describeWithBrowser, startBrowser } from '../../harness/editor/browser';
import { missingImages } from '../../harness/editor/missingImages';
import { photograph } from '../../setup/screenshots/photograph';

const url = 'http://pictures.example/';
const icon = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"/>';
const html = (images: string) =>
	`<body style="margin: 0"><div style="width: 100px; height: 40px">${images}</div>
	<p style="margin: 0; height: 30px">The last line</p></body>`;

describeWithBrowser('a picture for the documents', () => {
	let browser: Browser;
	let page: Page;
	let icons: Route[];

	beforeAll(async () => {
		browser = await startBrowser();
	});
	afterAll(async () => await browser?.close());
	afterEach(async () => await page.close());

	/** Opens a page whose images wait until they are answered. */
	async function open(images = ''): Promise<void> {
		icons = [];
		page = await browser.newPage({ viewport: { width: 400, height: 300 } });
		await page.route('**/*.svg', (route) => void icons.push(route));
		await page.route(url, (route) =>
			route.fulfill({ contentType: 'text/html', body: html(images) }),
		);
		await page.goto(url, { waitUntil: 'commit' });
		await page.getByText('The last line').waitFor();
		await page.waitForFunction(`document.images.length === ${images.split('<img').length - 1}`);
	}

	const load = async () =>
		await Promise.all(
			icons.map((route) => route.fulfill({ contentType: 'image/svg+xml', body: icon })),
		);

	it('is not taken before every image that one sees has loaded', async () => {
		await open('<img src="/one.svg"><img src="/two.svg"><img src="/no.svg" hidden>');
		expect(await missingImages(page)).toEqual([`${url}one.svg`, `${url}two.svg`]);
		let taken = false;
		const picture = photograph(page, page.locator('div')).then(() => (taken = true));
		// Others that are begun later are taken meanwhile.
		const other = await browser.newPage({ viewport: { width: 400, height: 300 } });
		await other.setContent(html(''));
		for (let shot = 0; shot < 3; shot++) await photograph(other, other.locator('div'));
		await other.close();
		expect(taken).toBe(false);
		await load();
		await picture;
		expect(await missingImages(page)).toEqual([]);
	});

	it('names an image that never loads', async () => {
		await open('<img src="/broken.svg">');
		await Promise.all(icons.map((route) => route.fulfill({ status: 404 })));
		expect(await missingImages(page)).toEqual([`${url}broken.svg`]);
	});

	it('shows the parts alone, down to the last one, with their margins', async () => {
		await open();
		const size = async (...crop: [Parameters<typeof photograph>[2]?]) => {
			const png = await photograph(page, page.locator('div'), ...crop);
			return [png.readUInt32BE(16), png.readUInt32BE(20)];
		};
		expect(await size()).toEqual([100, 40]);
		const downTo = page.getByText('The last line');
		expect(await size({ downTo, margin: { bottom: 5 } })).toEqual([100, 75]);
	});

	it('is refused where a part of it lies outside the window', async () => {
		await open();
		await page.setViewportSize({ width: 90, height: 300 });
		await expect(photograph(page, page.locator('div'))).rejects.toThrow('is not all in the window');
	});
});
