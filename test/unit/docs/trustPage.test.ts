import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readDocument, root } from '../../support/markdown';

const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' });

/** Each test that the page names: its file, and its name or that of its group. */
const named = [
	...readDocument('docs/TRUST.md').matchAll(/`([\w.]+\.test\.ts)`((?:[:,] "[^"]+")*)/g),
].flatMap(([, file = '', names = '']) => {
	const quoted = [...names.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name);
	return (quoted.length > 0 ? quoted : ['']).map((name) => [file, name] as const);
});

/** Whether a test file has the name, whole or as a row of a table of tests. */
function has(text: string, name: string): boolean {
	const spaces = [...name.matchAll(/ /g)].map(({ index }) => index + 1);
	return (
		text.includes(name) ||
		spaces.some(
			(at) => text.includes(`'${name.slice(0, at)}%s`) && text.includes(`'${name.slice(at)}'`),
		)
	);
}

describe('docs/TRUST.md', () => {
	it('names many tests', () => expect(named.length).toBeGreaterThan(15));

	it.each(named)('names a test that exists: %s, %s', (file, name) => {
		const texts = files
			.filter((one) => one.endsWith(`/${file}`))
			.map((one) => readDocument(join('test', one)));
		expect(texts.filter((text) => has(text, name))).not.toEqual([]);
	});
});
