import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(__dirname, '../../..');
const CHINESE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/u;
/** What isn't shown by n8n: what people type or the platform says, and documents in two languages. */
const DATA: ReadonlyMap<string, string> = new Map([
	['nodes/WoSignDoc/protocol/errorCodes.ts', 'the platform’s own words, output as messageZh'],
	['nodes/WoSignDoc/protocol/strangeCharacters.ts', 'characters that look like others'],
	['nodes/WoSignDoc/order/input/headings.ts', 'headings of tables'],
	['nodes/WoSignDoc/order/input/signersJson.ts', 'words of tables'],
	['nodes/WoSignDoc/order/preview/previewContent.ts', 'what a preview shows on its pages'],
	['nodes/WoSignDoc/evidence/evidenceRows.ts', 'what evidence shows on its pages'],
	['nodes/WoSignDoc/evidence/evidenceSheet.ts', 'the same'],
	['nodes/WoSignDoc/evidence/labels.ts', 'the same'],
	['nodes/WoSignDoc/pdf/text/plainText.ts', 'characters that look like others'],
	['nodes/WoSignDoc/pdf/text/fieldAppearance.ts', 'where Chinese characters begin'],
	['nodes/WoSignDoc/pdf/preview/chineseCharacters.ts', 'the same'],
]);

/** The texts of a file: literals and the parts of templates, but not comments and regular expressions. */
function textsOf(file: string): string[] {
	const source = ts.createSourceFile(
		file,
		readFileSync(join(root, file), 'utf8'),
		ts.ScriptTarget.Latest,
	);
	const texts: string[] = [];
	const visit = (node: ts.Node): void => {
		if (
			ts.isStringLiteralLike(node) ||
			ts.isTemplateHead(node) ||
			ts.isTemplateMiddleOrTemplateTail(node)
		) {
			texts.push(node.text);
		}
		ts.forEachChild(node, visit);
	};
	visit(source);
	return texts;
}

const files = globSync('{nodes,credentials}/**/*.ts', { cwd: root });

it('what n8n shows of the package is English: labels, descriptions, hints, and messages', () => {
	expect(files.length).toBeGreaterThan(200);
	const found = files
		.filter((file) => !DATA.has(file))
		.flatMap((file) =>
			textsOf(file)
				.filter((text) => CHINESE.test(text))
				.map((text) => `${file}: ${text}`),
		);
	expect(found).toEqual([]);
});

it.each([...DATA])('%s has Chinese, which is data: %s', (file) => {
	expect(textsOf(file).some((text) => CHINESE.test(text))).toBe(true);
});

it('the package has no guide but the English one, because npm takes every README', () => {
	expect(globSync('README*', { cwd: root })).toEqual(['README.md']);
});
