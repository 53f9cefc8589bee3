import { n8nVersions } from '../../../harness/n8n/n8nVersions';
import {
	exampleNames,
	oldestN8n,
	readExample,
	readExampleText,
	type ExampleNode,
} from '../../support/exampleFiles';
import { readDocument } from '../../support/markdown';

const STICKY_NOTE = 'n8n-nodes-base.stickyNote';

/** How large n8n draws a node, in its canvas' units. */
const NODE = { size: 96, wide: 256, labelHeight: 48, characterWidth: 8, longestLabel: 200 };

interface Box {
	name: string;
	left: number;
	right: number;
	top: number;
	bottom: number;
}

/** The place of a node with its label, or of a note. */
function boxOf({ name, type, position: [left, top], parameters }: ExampleNode): Box {
	if (type === STICKY_NOTE) {
		const { width, height } = parameters;
		return { name, left, top, right: left + Number(width), bottom: top + Number(height) };
	}
	const width = type.endsWith('.agent') ? NODE.wide : NODE.size;
	const label = Math.min(NODE.longestLabel, name.length * NODE.characterWidth);
	const beyond = Math.max(0, label - width) / 2;
	const bottom = top + NODE.size + NODE.labelHeight;
	return { name, left: left - beyond, right: left + width + beyond, top, bottom };
}

function overlap(a: Box, b: Box): boolean {
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** How high n8n draws a note's text, about, measured on its canvas; Chinese characters are wider. */
function textHeight(content: string, width: number): number {
	const heightOf = (line: string) => {
		if (line === '') return 8;
		if (line.startsWith('## ')) return 32;
		const units = [...line].reduce((sum, one) => sum + (one > '\u2e80' ? 14 : 7), 0);
		return Math.ceil(units / (width - 32)) * 19;
	};
	return content.split('\n').reduce((sum, line) => sum + heightOf(line), 24);
}

describe.each(exampleNames)('the example %s', (name) => {
	const { nodes, connections } = readExample(name);
	const notes = nodes.filter(({ type }) => type === STICKY_NOTE);
	const steps = nodes.filter(({ type }) => type !== STICKY_NOTE);

	it('begins with a note that says what it is for, with the Chinese term, and what it needs', () => {
		const [about] = notes;
		const content = String(about?.parameters['content']);
		expect(content).toMatch(/^## /);
		expect(content).toContain('**You need**');
		expect(content).toMatch(/\p{Script=Han}/u);
		expect(content).toContain('*WoSignDoc account*');
	});

	it('says in its first note which credentials it asks for, and the oldest n8n that it runs on', () => {
		const content = String(notes[0]?.parameters['content']);
		const asked = steps.flatMap(({ credentials }) => Object.values(credentials ?? {}));
		const names = [...new Set(asked.map((credential) => credential.name))];
		expect(names.filter((one) => !content.includes(`*${one}*`))).toEqual([]);
		expect(content).toContain(`n8n ${oldestN8n[name] ?? n8nVersions.lowest} or newer`);
	});

	it('is listed with what it needs, and the oldest n8n that it runs on', () => {
		const rows = readDocument('examples/README.md').split('\n');
		const row = rows.find((line) => line.startsWith(`| [${name}](${name}.json) |`));
		expect(row).toMatch(new RegExp(`\\| ${oldestN8n[name] ?? n8nVersions.lowest} \\|$`));
	});

	it('has notes whose text fits into them', () => {
		for (const { name: note, parameters } of notes) {
			const { content, width, height } = parameters;
			const isTooSmall = textHeight(String(content), Number(width)) > Number(height);
			expect([note, isTooSmall]).toEqual([note, false]);
		}
	});

	it('has nothing that overlaps', () => {
		const boxes = nodes.map(boxOf);
		const pairs = boxes.flatMap((a, index) => boxes.slice(index + 1).map((b) => [a, b] as const));
		const overlapping = pairs.filter(([a, b]) => overlap(a, b));
		expect(overlapping.map(([a, b]) => `${a.name} / ${b.name}`)).toEqual([]);
	});

	it('connects every node, and names each once', () => {
		const names = nodes.map((node) => node.name);
		expect(new Set(names).size).toBe(names.length);
		const targets = Object.values(connections).flatMap((kinds) =>
			Object.values(kinds).flatMap((outputs) => outputs.flat().map(({ node }) => node)),
		);
		const linked = new Set([...Object.keys(connections), ...targets]);
		expect([...linked].toSorted()).toEqual(steps.map((node) => node.name).toSorted());
	});

	it('names no file by the raw order number, which may hold a slash', () => {
		const fileNames = steps.flatMap(({ parameters }) => parameters['fileName'] ?? []);
		expect(fileNames.filter((fileName) => /orderNumber/i.test(JSON.stringify(fileName)))).toEqual(
			[],
		);
	});

	it('has no address, number or key of anybody’s own', () => {
		const text = readExampleText(name);
		expect(
			text.match(/[\w.+-]+@[\w.-]+/g)?.filter((one) => !one.endsWith('@example.com')) ?? [],
		).toEqual([]);
		expect(
			text.match(/\b\d{17}[\dX]\b/g)?.filter((one) => one !== '11010519491231002X') ?? [],
		).toEqual([]);
		// The host name of a container in n8n's network, which is the same everywhere.
		const others = text.replaceAll('http://gotenberg:3000', '');
		expect(others).not.toMatch(/-----BEGIN|https?:\/\/|\b\d{1,3}(\.\d{1,3}){3}\b/);
	});
});

it('the examples share no address, and their triggers keep it, so that all can be published in one n8n', () => {
	const nodes = exampleNames.flatMap((name) => readExample(name).nodes);
	const ids = nodes.flatMap(({ webhookId }) => webhookId ?? []);
	expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
	const triggers = nodes.filter(({ type }) => type.endsWith('.woSignDocTrigger'));
	const paths = triggers.map(({ parameters }) => parameters['callbackPath']);
	expect(paths.every((path) => typeof path === 'string' && path !== '')).toBe(true);
	expect(new Set(paths).size).toBe(triggers.length);
});
