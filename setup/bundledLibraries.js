// What is inside the bundles, by esbuild's own account: the licenses of the libraries, and a bill of materials.
const { readFileSync } = require('node:fs');
const { readdir, readFile } = require('node:fs/promises');
const { resolve } = require('node:path');

const root = resolve(__dirname, '..');
const LIBRARY = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/**
 * @typedef {{ name: string, version: string, license: string }} Manifest
 *
 * @typedef {object} InstalledFacts
 * @property {string} folder where it is installed
 * @property {string} holder of the copyright, if its manifest names one
 * @property {string} sha512 of its tarball, as locked, in hexadecimal digits
 *
 * @typedef {Manifest & InstalledFacts} Library
 */

/**
 * Third-party data in our own files, as components of the list of libraries. Each file contains its license.
 *
 * @type {ReadonlyMap<string, object>}
 */
const COPIED = new Map([
	[
		'nodes/WoSignDoc/pdf/text/collectionLibrary.ts',
		{
			type: 'data',
			'bom-ref': 'pkg:github/adobe-type-tools/mapping-resources-pdf@20230118',
			name: 'mapping-resources-pdf',
			version: '20230118',
			licenses: [{ license: { id: 'BSD-3-Clause' } }],
			purl: 'pkg:github/adobe-type-tools/mapping-resources-pdf@20230118',
		},
	],
]);

/** @type {Record<string, { version?: string, integrity?: string }>} */
const locked = JSON.parse(readFileSync(resolve(root, 'package-lock.json'), 'utf8')).packages;

/**
 * The files of which anything is in the bundles.
 *
 * @param {readonly import('esbuild').Metafile[]} metafiles
 * @returns {string[]}
 */
function bundledFiles(metafiles) {
	return metafiles
		.flatMap(({ outputs }) => Object.values(outputs))
		.flatMap(({ inputs }) => Object.entries(inputs))
		.flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? file : []));
}

/**
 * The libraries that files are of, in the order of their names and versions.
 *
 * @param {readonly string[]} files
 * @returns {Library[]} throws where one has no license, or is not what is locked
 */
function librariesOf(files) {
	const folders = new Set(files.flatMap((file) => LIBRARY.exec(file)?.[1] ?? []));
	// The same version may be installed in several places.
	const byUrl = new Map([...folders].map(libraryIn).map((library) => [purlOf(library), library]));
	return [...byUrl].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, library]) => library);
}

/**
 * @param {string} folder
 * @returns {Library}
 */
function libraryIn(folder) {
	const { name, version, license, author } = require(resolve(root, folder, 'package.json'));
	const [algorithm, hash = ''] = (locked[folder]?.integrity ?? '').split('-');
	if (algorithm !== 'sha512' || locked[folder]?.version !== version) {
		throw new Error(`${folder} has ${name} ${version}, which is not locked`);
	}
	if (typeof license !== 'string') throw new Error(`${folder} names no license`);
	const sha512 = Buffer.from(hash, 'base64').toString('hex');
	return { folder, name, version, license, holder: author?.name ?? author ?? '', sha512 };
}

/**
 * The licenses of the libraries that files are of, which those licenses ask for.
 *
 * @param {readonly string[]} files
 */
async function licensesOf(files) {
	// Some packages name the MIT License without its text, which is also that of this one.
	const own = await readFile(resolve(root, 'LICENSE.md'), 'utf8');
	const [, mit] = own.split(/(?=^Permission is)/m);
	const licenses = librariesOf(files).map(async ({ folder, name, version, license, holder }) => {
		const entries = await readdir(resolve(root, folder));
		const file = entries.find((entry) => /^(licen[cs]e|copying)/i.test(entry));
		const heading = `# ${name} ${version}\n\n`;
		if (file) return `${heading}${await readFile(resolve(root, folder, file), 'utf8')}`;
		if (license !== 'MIT' || !holder) throw new Error(`${folder} has no license to include`);
		return `${heading}Copyright ${holder}\n\n${mit}`;
	});
	return (await Promise.all(licenses)).join('\n');
}

/**
 * A bill of materials as CycloneDX 1.5 has it, its fields filled in as `npm sbom` does. It has neither a time nor a
 * serial number, so that builds of the same source are the same.
 *
 * @param {Manifest} manifest of the package
 * @param {readonly string[]} files that are bundled into it
 */
function billOfMaterials(manifest, files) {
	const libraries = librariesOf(files).map((library) => ({
		...component(library),
		hashes: [{ alg: 'SHA-512', content: library.sha512 }],
	}));
	const copies = files.flatMap((file) => COPIED.get(file) ?? []);
	return {
		$schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
		bomFormat: 'CycloneDX',
		specVersion: '1.5',
		version: 1,
		metadata: { lifecycles: [{ phase: 'build' }], component: component(manifest) },
		components: [...libraries, ...copies],
	};
}

/** @param {Manifest} manifest */
function component({ name, version, license }) {
	const purl = purlOf({ name, version });
	return {
		type: 'library',
		'bom-ref': purl,
		name,
		version,
		licenses: [/\s/.test(license) ? { expression: license } : { license: { id: license } }],
		purl,
	};
}

/**
 * The package URL (github.com/package-url) of a package of npm's.
 *
 * @param {Pick<Manifest, 'name' | 'version'>} manifest
 */
function purlOf({ name, version }) {
	return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

module.exports = { billOfMaterials, bundledFiles, licensesOf };
