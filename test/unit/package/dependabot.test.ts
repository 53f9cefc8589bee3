import { build } from 'esbuild';
import { matchesGlob } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { devDependencies } from '../../../package.json';
import { nodePackage, sandboxPackage } from '../../../setup/bundles';
import { readDocument } from '../../support/markdown';

const groupSchema = z.object({ patterns: z.array(z.string()) });
const { updates } = z
	.object({
		updates: z.array(
			z.object({ 'package-ecosystem': z.string(), groups: z.record(groupSchema) }).passthrough(),
		),
	})
	.parse(parse(readDocument('.github/dependabot.yml')));
const npm = updates.find((update) => update['package-ecosystem'] === 'npm');

/** The packages that npm installs by name and whose code is in a bundle. */
async function bundledDependencies(): Promise<string[]> {
	const built = [...nodePackage, ...sandboxPackage].map((options) =>
		build({ ...options, write: false, metafile: true }),
	);
	const files = (await Promise.all(built)).flatMap(({ metafile }) => Object.keys(metafile.inputs));
	const folders = files.flatMap(
		(file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? [],
	);
	return [...new Set(folders)].filter((name) => name in devDependencies).sort();
}

it('Dependabot proposes updates of everything that is bundled, apart from the tools', async () => {
	const names = await bundledDependencies();
	expect(names).toEqual(expect.arrayContaining(['@cantoo/pdf-lib', 'asn1js', 'zod']));
	const patterns = npm?.groups['shipped']?.patterns ?? [];
	const isMatched = (name: string) => patterns.some((pattern) => matchesGlob(name, pattern));
	expect(names.filter((name) => !isMatched(name))).toEqual([]);
	const unused = patterns.filter((pattern) => !names.some((name) => matchesGlob(name, pattern)));
	expect(unused).toEqual([]);
});
