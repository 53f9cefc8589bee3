import { renderSheet } from '../../../nodes/WoSignDoc/pdf/sheet/renderSheet';
import type { SheetContent, SheetRow } from '../../../nodes/WoSignDoc/pdf/sheet/sheetContent';
import { describeWithPoppler, run } from '../../support/poppler';

const PAGE = { width: 595.28, height: 841.89, margin: 49 };

const sheet = async (rows: readonly SheetRow[], given: Partial<SheetContent> = {}) =>
	Buffer.from(
		await renderSheet({
			title: 'Signature evidence 电子签名验证证据',
			headline: { text: 'Trusted 可信', color: [0, 0.5, 0] },
			paragraphs: ['It is signed. 文件已签署。'],
			sections: [{ heading: 'Document 文件', rows }],
			footer: 'contract.pdf',
			producer: 'tests',
			createdAt: new Date('2026-01-02T03:04:05Z'),
			...given,
		}),
	);
const row = (value: string, label = 'Name 名称'): SheetRow => ({ label, value, level: 0 });

/** The text of all pages as a reader finds it, without the spaces and line breaks between words. */
const textOf = (pdf: Buffer) => run('pdftotext', pdf, '-raw').toString().replaceAll(/\s/g, '');

/** Words beyond the margins of their page. */
const outside = (pdf: Buffer) =>
	[
		...run('pdftotext', pdf, '-bbox')
			.toString()
			.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</g),
	]
		.map(([, ...found]) => ({ text: found[4], box: found.slice(0, 4).map(Number) }))
		.filter(({ box: [left = 0, top = 0, right = 0, bottom = 0] }) => {
			const { width, height, margin } = PAGE;
			return left < margin || top < margin / 2 || right > width - margin || bottom > height - 20;
		});

const pagesOf = (pdf: Buffer) => Number(/Pages: +(\d+)/.exec(run('pdfinfo', pdf).toString())?.[1]);

describeWithPoppler('a sheet', () => {
	it('shows its title, headline, paragraphs, headings, labels and values, in both languages', async () => {
		const text = textOf(await sheet([row('深圳沃通电子认证服务有限公司')]));
		for (const part of [
			'Signatureevidence电子签名验证证据',
			'Trusted可信',
			'Itissigned.文件已签署。',
			'Document文件',
			'Name名称',
			'深圳沃通电子认证服务有限公司',
		]) {
			expect(text).toContain(part);
		}
	});

	it('continues on as many numbered pages as needed, within the margins and with nothing lost', async () => {
		const rows = Array.from({ length: 200 }, (_, at) => row(`value-${at}`));
		const pdf = await sheet(rows);
		const text = textOf(pdf);
		const pages = pagesOf(pdf);
		expect(pages).toBeGreaterThan(2);
		expect(rows.filter(({ value }) => !text.includes(value))).toEqual([]);
		expect(text).toContain(`${pages}/${pages}`);
		expect(outside(pdf)).toEqual([]);
	});

	it.each([
		['a long word', 'X'.repeat(3_000)],
		['a long name in Chinese', '沃'.repeat(3_000)],
		['many words', 'word '.repeat(3_000)],
		['a long word behind a short one', `a ${'Y'.repeat(300)}`],
	])('breaks %s so that all of it is on a page', async (_, value) => {
		const pdf = await sheet([row(value), row('one', value.slice(0, 300))]);
		expect(outside(pdf)).toEqual([]);
		const count = (text: string, character: string) => text.split(character).length;
		const character = value.trim().at(-1) ?? '';
		expect(count(textOf(pdf), character)).toBeGreaterThanOrEqual(count(value, character));
	});

	it('never leaves a heading behind at the end of a page', async () => {
		for (let length = 38; length < 52; length++) {
			const rows = Array.from({ length }, () => row('x'));
			const sections = ['First', 'Second'].map((heading) => ({ heading, rows }));
			const pages = run('pdftotext', await sheet([], { sections }), '-raw')
				.toString()
				.split('\f');
			const page = pages.find((text) => text.includes('Second')) ?? '';
			expect(page.slice(page.indexOf('Second'))).toContain('Name');
		}
	});

	it('writes a character that its fonts lack by its number, and what follows stays right', async () => {
		expect(textOf(await sheet([row('한中国 ŝ𠮷 㐀Ж')]))).toContain(
			String.raw`\u{d55c}中国\u{15d}\u{20bb7}㐀Ж`,
		);
	});

	it('is the same, byte for byte, for the same content', async () => {
		expect((await sheet([row('x')])).equals(await sheet([row('x')]))).toBe(true);
	});
});
