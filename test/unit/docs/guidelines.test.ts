// n8n's guidelines that a program can judge; docs/VERIFICATION.md goes through all of them.
import type { INodeProperties, INodePropertyOptions, INodeTypes } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { WoSignDocApi } from '../../../credentials/WoSignDocApi.credentials';
import { WoSignDoc } from '../../../nodes/WoSignDoc/WoSignDoc.node';
import { WoSignDocTrigger } from '../../../nodes/WoSignDoc/WoSignDocTrigger.node';
import manifest from '../../../package.json';
import { FURTHER_TEXTS } from '../../../setup/reference/furtherTexts';
import { anchorOf, partsOf, readDocument, root } from '../../support/markdown';

const NODES = 'nodes/WoSignDoc';
const action = new WoSignDoc();
const trigger = new WoSignDocTrigger();
const types = [action, trigger];

/** A parameter with all that are inside of it. */
const withInner = (property: INodeProperties): INodeProperties[] => [
	property,
	...(property.options ?? []).flatMap((option) => {
		if ('values' in option) return option.values.flatMap(withInner);
		return 'type' in option ? withInner(option) : [];
	}),
];
const properties = [
	...types.flatMap(({ description }) => description.properties),
	...new WoSignDocApi().properties,
].flatMap(withInner);

const isChoice = (option: object): option is INodePropertyOptions => 'value' in option;
const choicesOf = ({ options = [] }: INodeProperties) => options.filter(isChoice);

/** Lists in an order of their own, and why. */
const UNSORTED: Readonly<Record<string, string>> = {
	acknowledge: 'from the safest to the one that needs more nodes',
	country: 'the one that nearly everybody chooses comes first',
	environment: 'the default comes first, and what few need last',
	requireSignature: 'from the least to the most',
};

const sorted = (names: readonly string[]) => [...names].sort((a, b) => a.localeCompare(b));

describe('the parameters', () => {
	it('list their options alphabetically, except where there is a reason', () => {
		const unsorted = properties.filter((property) => {
			const names = choicesOf(property).map(({ name }) => name);
			return names.join() !== sorted(names).join();
		});
		expect(sorted([...new Set(unsorted.map(({ name }) => name))])).toEqual(Object.keys(UNSORTED));
	});

	it('list optional fields alphabetically', () => {
		const collections = properties.filter(({ type }) => type === 'collection');
		expect(collections.length).toBeGreaterThan(1);
		for (const { options = [] } of collections) {
			const labels = options.flatMap((option) => ('type' in option ? option.displayName : []));
			expect(labels).toEqual(sorted(labels));
		}
	});

	it('that are switches say whether', () => {
		const switches = properties.filter(({ type }) => type === 'boolean');
		expect(switches.length).toBeGreaterThan(5);
		expect(switches.filter(({ description = '' }) => !description.startsWith('Whether'))).toEqual(
			[],
		);
	});

	it('have descriptions with a period only where these have several sentences', () => {
		const wrong = properties
			.map(({ description = '' }) => description.replace(/<code>.*?<\/code>|\be\.g\.|…/g, ''))
			.filter((text) => /[.?!] /.test(text) !== text.endsWith('.'));
		expect(wrong).toEqual([]);
	});
});

/** Every text about a parameter: its tooltip, its hint, a notice, and the descriptions of its options. */
const copy = properties.flatMap((property) => [
	property.description ?? '',
	property.hint ?? '',
	...(property.type === 'notice' ? [property.displayName] : []),
	...choicesOf(property).map(({ description = '' }) => description),
]);
/** Without a unit or the like behind it; one word may as well be an ordinary one. */
const names = properties
	.filter(({ type }) => type !== 'notice')
	.map(({ displayName }) => displayName.replace(/ \(.*\)$/, ''))
	.filter((name) => name.includes(' '));

describe('the texts of the parameters', () => {
	it('are of at most two sentences; the reference has the rest', () => {
		const sentences = (text: string) =>
			text.replace(/<code>.*?<\/code>|\be\.g\.|https?:\S+/g, '').split(/[.?!] /).length;
		expect(copy.filter((text) => sentences(text) > 2)).toEqual([]);
	});

	it('name parameters in single quotes', () => {
		const unquoted = (text: string) =>
			names.filter((name) => new RegExp(`(?<!['A-Za-z])${name}(?!['a-z])`).test(text));
		expect(copy.filter((text) => unquoted(text).length > 0)).toEqual([]);
	});

	it('show examples that begin with e.g.', () => {
		const examples = properties
			.filter(({ type }) => !type.toLowerCase().endsWith('collection'))
			.flatMap(({ placeholder }) => placeholder ?? []);
		expect(examples.length).toBeGreaterThan(15);
		expect(examples.filter((text) => !text.startsWith('e.g. '))).toEqual([]);
	});

	it('use one term for one thing', () => {
		const shown = [
			...copy,
			...properties.flatMap((one) => [one.displayName, ...choicesOf(one).map(({ name }) => name)]),
		];
		expect(
			shown.filter((text) =>
				/\b(?:hits?|named place|places? to sign|binary property)\b/i.test(text),
			),
		).toEqual([]);
	});

	it('call fields of files Input and Output Data Field Name', () => {
		const ofFiles = properties.filter(({ name }) => /^binaryProperty/.test(name));
		expect(ofFiles.length).toBeGreaterThan(5);
		for (const { displayName, required } of ofFiles) {
			expect(displayName).toMatch(/^(?:Input|Output) Data Field Names?(?: \((?:JSON|PDF)\))?$/);
			expect(required).toBe(true);
		}
	});

	it('mark what the platform requires of a signer', () => {
		const marked = properties.filter(({ required }) => required).map(({ name }) => name);
		expect(marked).toEqual(
			expect.arrayContaining(['orderNumber', 'templateId', 'signers', 'signersJson']),
		);
		const ofSigners = properties.filter(
			({ displayOptions, name }) =>
				displayOptions?.show?.['signType'] && (name === 'name' || name === 'number'),
		);
		expect(ofSigners).toHaveLength(4);
		expect(ofSigners.every(({ required }) => required === true)).toBe(true);
	});

	it('have units in words, behind the label', () => {
		expect(properties.filter(({ displayName }) => /\((?:mm|ms|s|mb)\)/i.test(displayName))).toEqual(
			[],
		);
	});
});

describe('what the reference adds to a tooltip', () => {
	it.each(Object.keys(FURTHER_TEXTS))('belongs to a parameter: %s', (name) => {
		expect(properties.map((one) => one.name)).toContain(name);
	});
});

describe('the operations', () => {
	const operations = properties.filter(({ name }) => name === 'operation').flatMap(choicesOf);

	it('have actions without articles, in sentence case', () => {
		const actions = operations.map((option) => option.action ?? '');
		expect(actions).toHaveLength(8);
		expect(actions.filter((text) => /\b(?:an?|the)\b/i.test(text))).toEqual([]);
		expect(actions.filter((text) => !/^[A-Z][a-z ]+$/.test(text))).toEqual([]);
	});

	it('show on the canvas in words, with their resource', () => {
		const nodeTypes: INodeTypes = {
			getByName: () => action,
			getByNameAndVersion: () => action,
			getKnownTypes: () => ({}),
		};
		const shown = properties
			.filter(({ name }) => name === 'operation')
			.flatMap((property) => {
				const [resource] = z.tuple([z.string()]).parse(property.displayOptions?.show?.['resource']);
				return choicesOf(property).map(({ name, value }) => ({ name, resource, value }));
			})
			.map(({ name, resource, value }) => {
				const node = {
					id: 'node',
					name: 'WoSignDoc',
					type: 'woSignDoc',
					typeVersion: 1,
					position: [0, 0] satisfies [number, number],
					parameters: { resource, operation: value },
				};
				const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
				const { subtitle } = action.description;
				return [workflow.expression.getSimpleParameterValue(node, subtitle, 'internal', {}), name];
			});
		expect(shown).toHaveLength(8);
		for (const [subtitle, name] of shown) {
			expect(subtitle).toMatch(new RegExp(`^${String(name)}: (?:Document|Push|Sign Order)$`));
		}
	});
});

describe('the README', () => {
	const headings = partsOf(readDocument('README.md')).headings.map(anchorOf);

	it('has the sections of n8n’s template, in its order', () => {
		const sections = [
			'installation',
			'operations',
			'credentials',
			'usage',
			'compatibility',
			'resources',
			'version-history',
		];
		expect(headings.filter((anchor) => sections.includes(anchor))).toEqual(sections);
	});

	it('has what the help links of n8n’s editor lead to', () => {
		const { documentationUrl } = new WoSignDocApi();
		expect(headings).toContain(documentationUrl.split('#')[1]);
		for (const file of ['WoSignDoc.node.json', 'WoSignDocTrigger.node.json']) {
			expect(readDocument(`${NODES}/${file}`)).toContain(`"${documentationUrl}"`);
		}
	});
});

describe.each(types)('the node $description.displayName', ({ description }) => {
	const base = description.name.charAt(0).toUpperCase() + description.name.slice(1);

	it('has a codex with the package’s name, its version, and n8n’s own categories', () => {
		const codex = z
			.object({
				node: z.literal(manifest.name),
				nodeVersion: z.literal(`${String(description.version)}.0`),
				codexVersion: z.literal('1.0'),
				categories: z.array(z.enum(['Communication', 'Utility'])).min(1),
				alias: z.array(z.string()).min(1),
				resources: z.object({
					primaryDocumentation: z.array(z.object({ url: z.string().url() })).min(1),
					credentialDocumentation: z.array(z.object({ url: z.string().url() })).min(1),
				}),
			})
			.strict();
		codex.parse(JSON.parse(readDocument(`${NODES}/${base}.node.json`)));
	});

	it('has square pictures of its own for light and dark', () => {
		const icons = z.object({ light: z.string(), dark: z.string() }).parse(description.icon);
		for (const icon of [icons.light, icons.dark]) {
			const [scheme, file = ''] = icon.split(':');
			expect(scheme).toBe('file');
			expect(existsSync(join(root, NODES, file))).toBe(true);
			const [, width, height] =
				/width="(\d+)" height="(\d+)"/.exec(readDocument(`${NODES}/${file}`)) ?? [];
			expect([width, height]).toEqual(['60', '60']);
		}
		expect(icons.light).not.toBe(icons.dark);
	});

	it('is registered, under a name that says what it is', () => {
		expect(manifest.n8n.nodes).toContain(`dist/${NODES}/${base}.node.js`);
		expect(description.displayName.endsWith(' Trigger')).toBe(
			description.group.includes('trigger'),
		);
	});
});
