import type { Locator, Page } from 'playwright-core';

/** The sizes of an element that show whether its text is cut off. */
interface Extent {
	scrollWidth: number;
	clientWidth: number;
	textContent: string | null;
}

const LABEL = 'label.n8n-input-label [class*="_title_"] > .n8n-text';

/** The fields of a node or a credential, by property name. */
export class Form {
	constructor(
		private readonly page: Page,
		readonly root: Locator,
	) {}

	field(name: string): Locator {
		return this.root.getByTestId(`parameter-input-${name}`);
	}

	/** The field's text box. */
	box(name: string): Locator {
		return this.field(name).locator('input, textarea');
	}

	async fill(name: string, text: string): Promise<void> {
		await this.box(name).fill(text);
	}

	/** Selects from a field's list. */
	async choose(name: string, option: string): Promise<void> {
		await this.field(name).click();
		await this.page
			.getByRole('option')
			.filter({ has: this.page.getByText(option, { exact: true }), visible: true })
			.click();
	}

	/** Adds an option to the parameters, from the list at their end. */
	async addOption(option: string): Promise<void> {
		await this.root.getByTestId('collection-parameter-add').click();
		await this.page
			.getByTestId('collection-parameter-option')
			.filter({ has: this.page.getByText(option, { exact: true }), visible: true })
			.click();
	}

	/** The labels shown, from top to bottom. */
	async labels(): Promise<string[]> {
		const texts = await this.shownLabels().allInnerTexts();
		return texts.map((text) => text.replace(/\*$/, '').trim());
	}

	private shownLabels(): Locator {
		return this.root.locator(LABEL).filter({ visible: true });
	}

	/** Labels that are cut off. */
	async cutLabels(): Promise<string[]> {
		return await this.shownLabels().evaluateAll((labels: Extent[]) =>
			labels
				.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
				.map(({ textContent }) => textContent ?? ''),
		);
	}
}
