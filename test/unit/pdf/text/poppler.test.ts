import { degrees, PDFDocument, StandardFonts } from '@cantoo/pdf-lib';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { describeWithBrowser, startBrowser } from '../../../../harness/editor/browser';
import { describeWithPoppler, poppler } from '../../../support/poppler';
import { compareWithPoppler } from './popplerWords';

const FIXTURES = resolve(__dirname, '../../../fixtures/pdf');
const CORPUS = resolve(__dirname, '../../../../../shared/corpus');

/** Every word is found where poppler sees it. */
async function expectAllInPlace(pdf: Buffer, least: number, guessedHeights = false) {
	const { words = 0, inPlace, missed } = (await compareWithPoppler(pdf, guessedHeights)) ?? {};
	expect(words).toBeGreaterThanOrEqual(least);
	expect(missed).toEqual([]);
	expect(inPlace).toBe(words);
}

describeWithPoppler('a word is found where poppler sees it', () => {
	it.each([
		['libreoffice-contract.pdf', 25],
		['libreoffice-table.pdf', 150],
		['libreoffice-vertical.pdf', 200],
	])('in Chinese text that LibreOffice made of a DOCX: %s', async (name, least) => {
		await expectAllInPlace(readFileSync(join(FIXTURES, name)), least);
	});

	it('in each standard font of pdf-lib, on pages of every turn', async () => {
		const pdf = await PDFDocument.create();
		const names = Object.values(StandardFonts).filter((name) => !/Symbol|Zapf/.test(name));
		for (const turn of [0, 90, 180, 270]) {
			const page = pdf.addPage([600, 500]);
			page.setRotation(degrees(turn));
			for (const [index, name] of names.entries()) {
				const font = await pdf.embedFont(name);
				const text = `Party A (Seal): AVAWA Zoë Müller ${name} — 2026`;
				page.drawText(text, { x: 20, y: 30 + index * 35, size: 9 + index, font });
			}
		}
		await expectAllInPlace(Buffer.from(await pdf.save()), 300);
	});
});

const CLAUSE =
	'第三条 每月租金为人民币（大写）捌仟伍佰元整，￥8,500.00，乙方应于每月五日前支付至甲方指定的银行账户。长门页见贝车风飞马鸟黄龙西民母';
const PAGE = `<h1>房屋租赁合同</h1>${`<p>${CLAUSE}</p>`.repeat(5)}
	<p>甲方（<b>盖章</b>）：______ <span style="letter-spacing: .3em">乙方（签字）</span>：<i>斜体签名</i></p>
	<table><tr><td>甲方（盖章）<td style="writing-mode: vertical-rl">竖排乙方盖章处<td>乙方 (Seal) AVAWA</table>
	<p style="text-align: justify">${'The quick brown fox signs 合同 '.repeat(20)}</p>`;

/** Without one, Chromium prints boxes for what it has no glyph for. */
function hasChineseFont(): boolean {
	const { stdout } = spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' });
	return Boolean(stdout);
}

const font = hasChineseFont() ? '' : ' (skipped: no Chinese font is installed)';

describeWithBrowser(`a word that Chromium printed${font}`, () => {
	let browser: Browser;
	beforeAll(async () => {
		browser = await startBrowser();
	});
	afterAll(async () => await browser.close());

	(poppler && !font ? it : it.skip).each(['Noto Serif CJK SC', 'Noto Sans CJK SC', 'DejaVu Sans'])(
		'is found where poppler sees it, in %s',
		async (family) => {
			const page = await browser.newPage();
			await page.setContent(`<body style="font-family: '${family}'">${PAGE}`);
			await expectAllInPlace(await page.pdf({ format: 'A4' }), 100, true);
			await page.close();
		},
	);
});

const missing = existsSync(CORPUS) ? '' : 'the corpus is not there';
const files = missing ? ['none'] : readdirSync(CORPUS).filter((name) => name.endsWith('.pdf'));

/** Poppler’s password prompt, and signatures that print their lines upon each other. */
const UNREADABLE = ['itext-java--cmp_signedEncrypted.pdf'];

(missing || !poppler ? describe.skip : describe)(
	`the words of the corpus${missing && ` (skipped: ${missing})`}`,
	() => {
		it('are found, and found where poppler sees them, 99 of 100', async () => {
			let [words, found, inPlace] = [0, 0, 0];
			for (const name of files.filter((file) => !UNREADABLE.includes(file))) {
				const compared = await compareWithPoppler(readFileSync(join(CORPUS, name)));
				words += compared?.words ?? 0;
				found += compared?.found ?? 0;
				inPlace += compared?.inPlace ?? 0;
			}
			expect(words).toBeGreaterThan(3_000);
			expect(found / words).toBeGreaterThan(0.99);
			expect(inPlace / words).toBeGreaterThan(0.99);
		});
	},
);
