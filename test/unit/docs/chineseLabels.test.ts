// n8n shows community nodes in English alone: docs/zh-CN/LABELS.md is where a Chinese reader finds each label.
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { WoSignDocApi } from '../../../credentials/WoSignDocApi.credentials';
import { WoSignDoc } from '../../../nodes/WoSignDoc/WoSignDoc.node';
import { WoSignDocTrigger } from '../../../nodes/WoSignDoc/WoSignDocTrigger.node';
import { rowsIn, readDocument, root } from '../../support/markdown';

const FOLDER = 'docs/zh-CN';

/** Too many to translate. */
const UNTRANSLATED = 'country';

const isChoice = (option: object): option is INodePropertyOptions => 'value' in option;

/** What n8n shows of a parameter and of all inside it: labels, options as `Label › Option`, actions, buttons. */
function shownOf(property: INodeProperties): string[] {
	const { displayName, name, type, options = [], placeholder } = property;
	const choices = name === UNTRANSLATED ? [] : options.filter(isChoice);
	const actions = choices.flatMap(({ action }) => action ?? []);
	if (type === 'notice' || type === 'hidden') return actions;
	const button = type.toLowerCase().endsWith('collection') ? (placeholder ?? []) : [];
	const inner = options.flatMap((option) => {
		if ('values' in option) return [option.displayName, ...option.values.flatMap(shownOf)];
		return isChoice(option) ? [] : shownOf(option);
	});
	const chosen = choices.map((choice) => `${displayName} › ${choice.name}`);
	return [displayName, ...chosen, ...actions, ...inner].concat(button);
}

/** The texts in an expression of a description. */
const textsIn = (expression: unknown) =>
	[...String(expression).matchAll(/"([A-Z][^"]+)"/g)].flatMap(([, text = '']) => text);

const action = new WoSignDoc().description;
const trigger = new WoSignDocTrigger().description;

const shown = new Map([
	['WoSignDoc 节点', [...action.properties.flatMap(shownOf), ...textsIn(action.outputs)]],
	[
		'WoSignDoc Trigger 节点',
		[
			...trigger.properties.flatMap(shownOf),
			...(trigger.outputNames ?? []),
			...textsIn(trigger.subtitle),
		],
	],
	['WoSignDoc API 凭证', new WoSignDocApi().properties.flatMap(shownOf)],
]);

/** A label or an option, and its Chinese. */
type Term = readonly [english: string, chinese: string];

/** The terms of a row: its label, and the options in its third cell. */
function termsOf([label = '', chinese = '', options = '']: readonly string[]): Term[] {
	const name = label.replaceAll('**', '');
	const chosen = options.split('<br>').filter((option) => option !== '');
	return [
		[name, chinese],
		...chosen.map((option): Term => {
			const [, english = option, meaning = ''] = /^(.*?)（(.*)）$/.exec(option) ?? [];
			return [`${name} › ${english}`, meaning];
		}),
	];
}

const sections = new Map(
	readDocument(join(FOLDER, 'LABELS.md'))
		.split(/^## /m)
		.slice(1)
		.map((section) => {
			const rows = rowsIn(section).filter(([first = '']) => first.startsWith('**'));
			return [section.split('\n', 1).join(), rows.flatMap(termsOf)] as const;
		}),
);

const sorted = (texts: readonly string[]) => [...new Set(texts)].sort();

describe('the Chinese list of labels', () => {
	it('has a section for each node and for the credential', () => {
		expect([...sections.keys()]).toEqual([...shown.keys()]);
	});

	it.each([...shown])('has everything that n8n shows, and nothing else: %s', (section, labels) => {
		const listed = (sections.get(section) ?? []).map(([english]) => english);
		expect(labels.length).toBeGreaterThan(10);
		expect(sorted(listed)).toEqual(sorted(labels));
	});

	it('says each in Chinese', () => {
		const terms = [...sections.values()].flat();
		expect(terms.filter(([, chinese]) => !/\p{Script=Han}/u.test(chinese))).toEqual([]);
	});
});

/** The labels of a page that have Chinese in brackets, such as `Push: Acknowledge（推送：确认）`, and that Chinese. */
const labeledIn = (page: string): Term[] =>
	[...readDocument(join(FOLDER, page)).matchAll(/([A-Z][\w: ]*\w)\*{0,2}（([^，；）]+)/g)].flatMap(
		([, english = '', chinese = '']) => {
			const words = chinese.split('：');
			return english.split(': ').map((label, index): Term => [label, words[index] ?? '']);
		},
	);

describe('the Chinese guide', () => {
	const known = new Map<string, Set<string>>();
	for (const [label, chinese] of [...sections.values()].flat()) {
		const english = label.replace(/^.* › /, '').replace(/ \(.*\)$/, '');
		const words = known.get(english) ?? new Set();
		known.set(english, words.add(chinese.replace(/（.*）$/, '')));
	}
	const pages = readdirSync(join(root, FOLDER)).filter((file) => file !== 'LABELS.md');
	const labeled = pages.map((page) => ({
		page,
		terms: labeledIn(page).filter(([english]) => known.has(english)),
	}));

	it('has the Chinese of many labels', () => {
		expect(labeled.flatMap(({ terms }) => terms).length).toBeGreaterThan(40);
	});

	it.each(labeled)('calls labels as the list does: $page', ({ terms }) => {
		expect(terms.filter(([english, chinese]) => !known.get(english)?.has(chinese))).toEqual([]);
	});
});
