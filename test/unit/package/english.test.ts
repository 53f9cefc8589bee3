import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { WoSignDocApi } from '../../../credentials/WoSignDocApi.credentials';
import { ANSWERS, FIELD_LABELS, VALUE_LABELS } from '../../../nodes/WoSignDoc/evidence/labels';
import { ERROR_CODES, errorCodeMeaning } from '../../../nodes/WoSignDoc/protocol/errorCodes';
import { WoSignDoc } from '../../../nodes/WoSignDoc/WoSignDoc.node';
import { WoSignDocTrigger } from '../../../nodes/WoSignDoc/WoSignDocTrigger.node';

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

/** Every text in a value, at any depth, but not its keys and not functions. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null
		? Object.values(value).flatMap((inner: unknown) => textsIn(inner))
		: [];
}

it.each([
	['the action', new WoSignDoc().description],
	['the trigger', new WoSignDocTrigger().description],
	['the credential', new WoSignDocApi()],
])('whatever %s gives n8n to show is English, wherever it comes from', (_, shown) => {
	const texts = textsIn(shown);
	expect(texts.length).toBeGreaterThan(30);
	expect(texts.filter((text) => CHINESE.test(text))).toEqual([]);
});

it('what a code of the platform means, and what to do, is English; its own words are data', () => {
	for (const { code, message, remedy } of [...ERROR_CODES, errorCodeMeaning('no such code')]) {
		expect([code, message, remedy].filter((text) => CHINESE.test(String(text)))).toEqual([]);
	}
});

it('a document that is made has each label in English first', () => {
	const labels = [...FIELD_LABELS.values(), ...VALUE_LABELS.values()];
	expect(labels.filter((label) => !/^[A-Za-z]/.test(label))).toEqual([]);
	expect(Object.values(ANSWERS).filter(({ headline }) => !/^[A-Z][a-z]/.test(headline))).toEqual(
		[],
	);
});

it.each([...DATA])('%s has Chinese, which is data: %s', (file) => {
	expect(textsOf(file).some((text) => CHINESE.test(text))).toBe(true);
});

it('the package has no guide but the English one, because npm takes every README', () => {
	expect(globSync('README*', { cwd: root })).toEqual(['README.md']);
});
