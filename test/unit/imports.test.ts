import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { preProcessFile } from 'typescript';

const root = resolve(__dirname, '../..');
const files = globSync(
	'{credentials,nodes,sandbox,contact,packages,harness,setup,bench,test}/**/*.ts',
	{
		cwd: root,
	},
);

/** The files that a file imports, types included, which ESLint's import-x/no-cycle leaves out. */
function importsOf(file: string): string[] {
	const { importedFiles } = preProcessFile(readFileSync(join(root, file), 'utf8'));
	return importedFiles
		.filter(({ fileName }) => fileName.startsWith('.'))
		.flatMap(({ fileName }) => {
			const path = join(dirname(file), fileName);
			const isThere = (candidate: string) => existsSync(join(root, candidate));
			return [`${path}.ts`, join(path, 'index.ts')].filter(isThere).slice(0, 1);
		});
}

/** Files whose imports lead back to themselves: what is left when all that import nothing of the rest are gone. */
function filesInCircles(): string[] {
	let left = new Map(files.map((file) => [file, importsOf(file)]));
	for (;;) {
		const inside = [...left].filter(([, imports]) => imports.some((one) => left.has(one)));
		const imported = new Set(inside.flatMap(([, imports]) => imports));
		const next = new Map(inside.filter(([file]) => imported.has(file)));
		if (next.size === left.size) return [...left.keys()];
		left = next;
	}
}

describe('imports', () => {
	it('lead nowhere in a circle, those of types neither', () => {
		expect(files.length).toBeGreaterThan(500);
		expect(filesInCircles()).toEqual([]);
	});
});
