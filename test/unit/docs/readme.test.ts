import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { n8nVersions } from '../../../harness/n8n/n8nVersions';
import { anchorOf, partsOf, readDocument, root } from '../../support/markdown';

const english = partsOf(readDocument('README.md'));
const chinese = partsOf(readDocument('docs/zh-CN/README.md'));

const documents = [
	'README.md',
	'docs/zh-CN/README.md',
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
	'docs/EVIDENCE.md',
	'docs/FIRST-CONTACT.md',
	'docs/PROTOCOL.md',
	'docs/REFERENCE.md',
	'docs/SCALING.md',
	'docs/TRUST.md',
	'docs/VERIFICATION.md',
	'packages/sandbox/README.md',
	'sandbox/README.md',
];

describe('the README in English and in Chinese', () => {
	const levels = ({ headings }: typeof english) => headings.map(({ level }) => level);
	/** Anchors are each language's own; so is the link to the other language. */
	const targets = (parts: typeof english, folder = '.') =>
		parts.targets
			.map((target) => (/^(?:https?:|#)/.test(target) ? target : join(folder, target)))
			.filter((target) => !target.endsWith('README.md') || target.includes('/'))
			.filter((target) => target !== 'docs/zh-CN/README.md')
			.map((target) => target.replace(/^#.*/, '#'));

	it('has the same headings', () => expect(levels(chinese)).toEqual(levels(english)));
	it('has the same tables', () => expect(chinese.tables).toEqual(english.tables));
	it('has the same code', () => expect(chinese.codeBlocks).toEqual(english.codeBlocks));
	it('has the same links and pictures', () =>
		expect(targets(chinese, 'docs/zh-CN')).toEqual(targets(english)));

	it('names the same fields, options and commands', () => {
		const codes = ({ prose }: typeof english) =>
			[...new Set([...prose.matchAll(/`([^`\n]+)`/g)].map(([, text]) => text))].sort();
		expect(codes(chinese)).toEqual(codes(english));
	});
});

describe('a text that the README tells how to mend', () => {
	const texts = english.firstCells.flatMap(
		(cell) => /^`([A-Za-z].*…?.*)` ?(?:\(|$)/.exec(cell)?.[1] ?? [],
	);
	const source = readdirSync(join(root, 'nodes'), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts') && !/(?:Texts|Fields)\.ts$/.test(file))
		.map((file) => readDocument(join('nodes', file)))
		.join('\n');

	it('is one of many', () => expect(texts.length).toBeGreaterThan(14));

	it.each(texts)('is in the source: %s', (text) => {
		expect(text.split('…').filter((part) => !source.includes(part))).toEqual([]);
	});
});

describe('the compatibility that the README tells', () => {
	it.each([n8nVersions.tested, n8nVersions.old])('names n8n %s, of every change', (version) => {
		expect(english.firstCells).toContain(version);
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
});
