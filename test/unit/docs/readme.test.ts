import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { n8nVersions } from '../../../harness/n8n/n8nVersions';
import { anchorOf, partsOf, readDocument, root } from '../../support/markdown';

/** The guide's pages in English, and where each is in Chinese. */
const guide = [
	'README.md',
	'docs/DEPLOYMENT.md',
	'docs/DOCUMENTS.md',
	'docs/EVIDENCE.md',
	'docs/FIRST-CONTACT.md',
	'docs/POSITIONS.md',
	'docs/PRIVACY.md',
	'docs/TROUBLESHOOTING.md',
].map((page) => ({ page, chinesePage: join('docs/zh-CN', basename(page)) }));

const documents = [
	...guide.flatMap(({ page, chinesePage }) => [page, chinesePage]),
	'docs/zh-CN/LABELS.md',
	'CHANGELOG.md',
	'CONTRIBUTING.md',
	'RELEASE.md',
	'SECURITY.md',
	'docs/ARCHITECTURE.md',
	'deploy/queue/README.md',
	'deploy/sandbox/README.md',
	'docs/BENCHMARKS.md',
	'docs/COMPATIBILITY.md',
	'docs/COMPATIBILITY-PDF.md',
	'docs/PROTOCOL.md',
	'docs/REFERENCE.md',
	'docs/SCALING.md',
	'docs/TRUST.md',
	'docs/VERIFICATION.md',
	'packages/sandbox/README.md',
	'sandbox/README.md',
];

describe.each(guide)('$page and $chinesePage', ({ page, chinesePage }) => {
	const english = partsOf(readDocument(page));
	const chinese = partsOf(readDocument(chinesePage));
	const levels = ({ headings }: typeof english) => headings.map(({ level }) => level);
	/** Where links lead to, as paths of English pages. Anchors are each language's own. */
	const targets = (parts: typeof english, file: string) =>
		parts.targets
			.map((target) => (/^(?:https?:|#)/.test(target) ? target : join(dirname(file), target)))
			.map((target) => (target.startsWith('http') ? target : target.replace(/#.*/, '')))
			.map((target) => guide.find((one) => one.chinesePage === target)?.page ?? target)
			// What an English reader has no need of: the labels in Chinese.
			.filter((target) => target !== 'docs/zh-CN/LABELS.md');

	it('have the same headings', () => expect(levels(chinese)).toEqual(levels(english)));
	it('have the same tables', () => expect(chinese.tables).toEqual(english.tables));
	it('have the same code', () => expect(chinese.codeBlocks).toEqual(english.codeBlocks));
	it('have the same links and pictures', () =>
		expect(targets(chinese, chinesePage)).toEqual(targets(english, page)));

	it('name the same fields, options and commands', () => {
		const codes = ({ prose }: typeof english) =>
			[...new Set([...prose.matchAll(/`([^`\n]+)`/g)].map(([, text]) => text))].sort();
		expect(codes(chinese)).toEqual(codes(english));
	});
});

describe('a text that the guide has a remedy for', () => {
	const texts = ['README.md', 'docs/TROUBLESHOOTING.md']
		.flatMap((file) => partsOf(readDocument(file)).firstCells)
		.flatMap((cell) => /^`([A-Za-z].*…?.*)` ?(?:\(|$)/.exec(cell)?.[1] ?? []);
	const source = readdirSync(join(root, 'nodes'), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts') && !/(?:Texts|Fields)\.ts$/.test(file))
		.map((file) => readDocument(join('nodes', file)))
		.join('\n');

	it('is one of many', () => expect(texts.length).toBeGreaterThan(14));

	it.each(texts)('is in the source: %s', (text) => {
		expect(text.split('…').filter((part) => !source.includes(part))).toEqual([]);
	});
});

describe('the compatibility stated in the README', () => {
	it.each([n8nVersions.tested, n8nVersions.old])('names n8n %s, of every change', (version) => {
		expect(partsOf(readDocument('README.md')).firstCells).toContain(version);
	});
});

describe.each(documents)('%s', (file) => {
	const { targets } = partsOf(readDocument(file));

	it('links to files and headings that exist', () => {
		const broken = targets
			.filter((target) => !/^https?:/.test(target))
			.filter((target) => {
				const [path = '', anchor] = target.split('#');
				const linked = path === '' ? file : join(dirname(file), path);
				if (!existsSync(join(root, linked))) return true;
				if (anchor === undefined) return false;
				const anchors = partsOf(readDocument(linked)).headings.map(anchorOf);
				return !anchors.includes(decodeURIComponent(anchor));
			});
		expect(broken).toEqual([]);
	});

	it('has no asterisks that Markdown shows, as it does between punctuation and a Chinese character', () => {
		const text = partsOf(readDocument(file)).prose.replace(/`[^`\n]+`/g, 'code');
		const mark = /[\p{P}\p{S}]/u;
		const letter = /[\p{L}\p{N}]/u;
		const shown = [...text.matchAll(/(.?)(?<!\*)(\*{1,2})([^*\n]+)\2(?!\*)(.?)/gu)].filter(
			([, before = '', , inner = '', after = '']) =>
				(letter.test(before) && mark.test(inner.charAt(0))) ||
				(mark.test(inner.slice(-1)) && letter.test(after)),
		);
		expect(shown.map(String)).toEqual([]);
	});
});
