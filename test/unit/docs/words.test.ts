// The project's English is American and idiomatic. These are turns that give a translation away, and British spellings.
import { globSync } from 'node:fs';
import ts from 'typescript';
import { readDocument, root } from '../../support/markdown';

/** Turns to avoid, and what to write instead. A space matches any white space, including a comment's line breaks. */
const TURNS: ReadonlyArray<readonly [turn: string, instead: string]> = [
	['tells|told', 'says, reports, shows, is reported'],
	['mend(?:s|ed|ing)', 'repair, restore, fix'],
	['beside', 'next to, in addition to, compared with'],
	['anew|afresh', 'again'],
	['(?<!-)alike', 'both, the same way, similar'],
	['com(?:e|es|ing) again|came again', 'retries, repeats, is sent again'],
	['(?:stands?|standing|stood)(?! for\\b| alone\\b| out\\b|\\.|-)', 'is, appears'],
	['(?:that|which|it|they|this|these) (?:is|are|was|were) no(?! longer| more)', "isn't a"],
	['for one reason', 'because'],
	['foreign hands?', 'an unknown caller, someone else'],
	['whoever|whosoever|whomever', 'anyone who, the person who'],
	['(?:give|gives|given|giving|gave)(?: it| them| this)? back', 'return'],
	['goes on|went on', 'continue'],
	['makes? that', 'makes, ensures'],
	['by which', 'that … use, with which'],
	['each by (?:itself|themselves)', 'separately'],
	['all the same', 'anyway, nevertheless'],
	['without a word', 'silently'],
	['lets? in', 'allows, admits'],
	['(?:goes|gone|went) away', 'is closed, disconnects, disappears'],
	['pass(?:es)? by', 'are skipped'],
	['hand(?:s|ed)? on', 'passes on, forwards'],
	['worked on', 'being processed'],
	['looks? into|looked into', 'inspects, examines'],
	['of (?:our|my) own', 'our own …'],
	['an own|no own|the own', 'its own'],
	['others than', 'other than, different from'],
	['but for', 'except for'],
	['in vain', 'without success'],
	['none such|such ones?', 'none'],
	['be it', 'whether'],
	['for ever', 'forever'],
	['in (?:its|their) turn', 'then'],
	['in clear', 'decrypted, unencrypted'],
	['(?:allow|permit|enable)s? to', 'allows … to, lets'],
	['in the moment', 'at the moment'],
	['(?:there|where|here)(?:by|in|of|upon|to|with)', 'plain words'],
	['whilst|amongst|albeit|lest|thrice|hitherto|henceforth|forthwith|whence|hence', 'plain words'],
];

/** British spellings, and the American ones. */
const BRITISH: ReadonlyArray<readonly [spelling: string, american: string]> = [
	['\\w*(?:behavi|col|fav|hon|neighb|lab|harb|flav|rum)our\\w*', '-or'],
	[
		'\\w*(?:author|capital|categor|character|emphas|final|general|initial|maxim|minim|normal|optim|organ|real|recogn|sanit|serial|special|standard|summar|synchron|token|util|visual)is(?:e|es|ed|ing|ation|ations|er)',
		'-ize',
	],
	['analys(?:e|es|ed|ing)', 'analyze'],
	['cent(?:re|res|red|ring)', 'center'],
	['\\w*metres?', '-meter'],
	['(?:licen|defen|offen|preten)ce[ds]?', 'license, defense, offense, pretense'],
	[
		'cancell(?:ed|ing)|\\w*label(?:led|ling)|modell(?:ed|ing)|travell\\w+|signall(?:ed|ing)',
		'one l',
	],
	['fulfils?|enrols?|instalments?', 'two l'],
	['grey|catalogues?|dialogues?|artefacts?|judgements?|acknowledgements?|programmes?', 'American'],
	['learnt|spelt|burnt|dreamt', '-ed'],
];

/** Text that is right although a pattern matches it, by file. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {};

const ROOMS: Readonly<Record<string, string>> = {
	'nodes/': 'nodes/**/*.{ts,json}',
	'credentials/': 'credentials/**/*.ts',
	'sandbox/': 'sandbox/**/*.{ts,md,json}',
	'packages/': 'packages/*/*.{ts,md,json}',
	'contact/': 'contact/**/*.ts',
	'harness/': 'harness/**/*.{ts,js}',
	'setup/': 'setup/**/*.{ts,js}',
	'bench/': 'bench/**/*.ts',
	'deploy/': 'deploy/**/*.{md,yaml,conf}',
	'examples/': 'examples/*.{md,json}',
	'docs/': 'docs/*.{md,json,mjs}',
	'.github/': '.github/**/*.yml',
	'the root': '*.{md,js,mjs,ts,json}',
};

/** Neither ours nor English prose. */
const NOT_OURS = ['LICENSE.md', 'package-lock.json'];

/** Comments and strings of a program, the rest blanked so that lines stay the same. */
function wordsOf(file: string, text: string): string {
	const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
	const words = text.replace(/[^\n]/g, ' ').split('');
	const keep = (from: number, to: number) => {
		for (let at = from; at < to; at++) words[at] = text.charAt(at);
	};
	const visit = (node: ts.Node) => {
		const children = node.getChildren(source).filter((child) => !ts.isJSDoc(child));
		if (children.length === 0) {
			const isText = ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node);
			keep(node.getFullStart(), isText ? node.end : node.getStart(source));
		}
		children.forEach(visit);
	};
	visit(source);
	return words.join('');
}

/** A document without the tests' titles that it quotes, which are in quotation marks on a line that names their file. */
function withoutTestTitles(text: string): string {
	return text.replace(/^.*\.test\.ts.*$/gm, (line) => line.replace(/"[^"]*"/g, '""'));
}

const SPACE = '(?:[ \\t]|\\n\\s*(?:\\*|//|#|>)?)+';
const patterns = [...TURNS, ...BRITISH].map(
	([words, instead]) =>
		[new RegExp(`\\b(?:${words.replaceAll(' ', SPACE)})(?!\\w)`, 'gi'), instead] as const,
);

/** Each place where a text has one of the patterns, as `file:line: “words”, instead: …`. */
function hitsIn(file: string, whole: string): string[] {
	const text = /\.m?[jt]s$/.test(file) ? wordsOf(file, whole) : withoutTestTitles(whole);
	return patterns.flatMap(([pattern, instead]) =>
		[...text.matchAll(pattern)].flatMap(({ 0: found, index }) => {
			const words = found.replace(/\s+(?:\*|\/\/|#|>)?\s*/g, ' ');
			if (ALLOWED[file]?.includes(words)) return [];
			const line = text.slice(0, index).split('\n').length;
			return `${file}:${String(line)}: “${words}”, instead: ${instead}`;
		}),
	);
}

describe('the words', () => {
	it.each(Object.entries(ROOMS))('of %s are idiomatic American English', (_, glob) => {
		const files = globSync(glob, { cwd: root }).filter((file) => !NOT_OURS.includes(file));
		expect(files.length).toBeGreaterThan(0);
		expect(files.sort().flatMap((file) => hitsIn(file, readDocument(file)))).toEqual([]);
	});

	it.each([
		['in a comment, across its lines', 'a.ts', '/**\n * The push comes\n * again.\n */', 2],
		['in a string', 'a.ts', "const told = 1;\nlog('It is told');", 2],
		['in a template', 'a.ts', 'log(`${told} in grey`);', 1],
		['in a document', 'a.md', '# Title\n\nEach push\ncomes again.', 4],
	])('are found %s, and names of the program are not', (_, file, text, line) => {
		expect(hitsIn(file, text)).toEqual([expect.stringContaining(`${file}:${String(line)}: `)]);
	});
});
