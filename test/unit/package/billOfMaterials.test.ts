import Ajv from 'ajv';
import { build, type BuildOptions } from 'esbuild';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import nodeManifest from '../../../package.json';
import sandboxManifest from '../../../packages/sandbox/package.json';
import { billOfMaterials, bundledFiles, licensesOf } from '../../../setup/bundledLibraries';
import { nodePackage, sandboxPackage } from '../../../setup/bundles';
import { readDocument, root } from '../../support/markdown';

const lockedSchema = z.object({
	packages: z.record(
		z.object({ version: z.string(), license: z.string(), integrity: z.string() }).partial(),
	),
});
const { packages: locked } = lockedSchema.parse(JSON.parse(readDocument('package-lock.json')));

const schemas = ['bom-1.5', 'jsf-0.82', 'spdx'].map(
	(name) => JSON.parse(readDocument(`test/fixtures/schemas/${name}.schema.json`)) as object,
);
const validate = new Ajv({ schemas, unknownFormats: 'ignore', logger: false }).getSchema(
	'http://cyclonedx.org/schema/bom-1.5.schema.json',
);

const packages = [
	{ manifest: nodeManifest, bundles: nodePackage },
	{ manifest: sandboxManifest, bundles: sandboxPackage },
];

/** A component that is a library, as the bill describes it. */
const librarySchema = z.object({
	name: z.string(),
	version: z.string(),
	licenses: z.tuple([
		z.union([
			z.object({ license: z.object({ id: z.string() }) }).transform(({ license }) => license.id),
			z.object({ expression: z.string() }).transform(({ expression }) => expression),
		]),
	]),
	hashes: z.tuple([z.object({ content: z.string() })]),
});

async function bundle(bundles: readonly BuildOptions[]) {
	const results = await Promise.all(
		bundles.map((options) => build({ ...options, write: false, metafile: true })),
	);
	return {
		files: bundledFiles(results.map(({ metafile }) => metafile)),
		code: results.flatMap(({ outputFiles }) => outputFiles.map(({ text }) => text)).join('\n'),
	};
}

describe.each(packages)('the bill of materials of $manifest.name', ({ manifest, bundles }) => {
	let bundled: Awaited<ReturnType<typeof bundle>>;
	let bill: ReturnType<typeof billOfMaterials>;
	beforeAll(async () => {
		bundled = await bundle(bundles);
		bill = billOfMaterials(manifest, bundled.files);
	});

	const libraries = () =>
		bill.components
			.filter((component) => 'hashes' in component)
			.map((component) => librarySchema.parse(component));

	it('is as CycloneDX’s schema says', () => {
		validate?.(bill);
		expect(validate?.errors).toBeNull();
		expect(bill).toMatchObject({
			metadata: { component: { name: manifest.name, version: manifest.version } },
		});
	});

	it('is refused by the schema where a name lacks, or a license or a hash is none', () => {
		const [first] = bill.components;
		for (const changed of [
			{ name: undefined },
			{ licenses: [{ license: { id: 'MIT-ish' } }] },
			{ hashes: [{ alg: 'SHA-512', content: 'sha512-AAAA' }] },
		]) {
			expect(validate?.({ ...bill, components: [{ ...first, ...changed }] })).toBe(false);
		}
	});

	it('names each library that esbuild’s comments in the bundles do, and no other, as it is locked', () => {
		const places = [
			...bundled.code.matchAll(/^\s*\/\/ (.*node_modules\/(?:@[^/\s]+\/)?[^/\s]+)\//gm),
		];
		const expected = [...new Set(places.map(([, place = '']) => place))].map((place) => {
			const { version, license, integrity = '' } = locked[place] ?? {};
			const name = place.replace(/^.*node_modules\//, '');
			const hash = Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');
			return [name, version, license, hash].join(' ');
		});
		const listed = libraries().map(({ name, version, licenses: [license], hashes: [hash] }) =>
			[name, version, license, hash.content].join(' '),
		);
		expect(expected.length).toBeGreaterThan(20);
		expect(listed.sort()).toEqual([...new Set(expected)].sort());
	});

	it('goes with the text of the license of each', async () => {
		const licenses = await licensesOf(bundled.files);
		const headings = [...licenses.matchAll(/^# (\S+ \d+\.\S+)$/gm)].map(([, heading]) => heading);
		expect(headings).toEqual(libraries().map(({ name, version }) => `${name} ${version}`));
	});

	it('is the same for each build', async () => {
		const again = billOfMaterials(manifest, (await bundle(bundles)).files);
		expect(JSON.stringify(again)).toBe(JSON.stringify(bill));
	});
});

it('names data of others in files of our own, whose license stands in the file', async () => {
	const { files } = await bundle(nodePackage);
	const licensed = files.filter(
		(file) =>
			!file.includes('node_modules') && /^\/\*!/.test(readFileSync(join(root, file), 'utf8')),
	);
	expect(licensed).toEqual(['nodes/WoSignDoc/pdf/text/collectionLibrary.ts']);
	expect(billOfMaterials(nodeManifest, files).components).toContainEqual(
		expect.objectContaining({ type: 'data', name: 'mapping-resources-pdf' }),
	);
});

it('is not made of what is not locked', () => {
	const stray = 'node_modules/n8n-nodes-wosigndoc-stray/index.js';
	expect(() => billOfMaterials(nodeManifest, [stray])).toThrow('n8n-nodes-wosigndoc-stray');
});
