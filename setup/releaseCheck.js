// `npm run release:check`: fails while anything that only the owner can fill in is still a placeholder.
// With a tag (`npm run release:check -- v1.2.3`), also checks that the tag's version is ready to be released.
// Plain JavaScript without dependencies, so that publishing doesn't need any.
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

/** Addresses that can't receive mail: GitHub's no-reply addresses and names reserved by RFC 2606. */
const UNREAD_ADDRESS = /[@.](?:noreply\.github\.com|example(?:\.\w+)?|test|invalid|localhost)$/i;
const ADDRESS = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;

/**
 * @typedef {{ name: string, version: string, author?: { email?: string }, repository?: { url?: string }, homepage?: string, bugs?: { url?: string } }} Manifest
 *
 * @typedef {object} Release
 * @property {Manifest} node the manifest of the nodes' package
 * @property {Manifest} sandbox the manifest of the sandbox's package
 * @property {string} checklist RELEASE.md
 * @property {string} changelog CHANGELOG.md
 * @property {string | undefined} [repository] the repository that publishes, `owner/name`
 * @property {string | undefined} [tag] the tag that is released
 */

/**
 * The reasons why a release can't be published; empty if it can.
 *
 * @param {Release} release
 * @returns {string[]}
 */
function releaseObstacles({ node, sandbox, checklist, changelog, repository, tag }) {
	const open = [...checklist.matchAll(/^\s*[-*+] \[\s?\] (.*)$/gm)].map(([, entry = '']) => entry);
	return [
		...[node, sandbox].flatMap((manifest) => manifestObstacles(manifest, repository)),
		...open.map((entry) => `RELEASE.md: to do: ${entry.replace(/^\*\*(.*?)\*\*.*/, '$1')}`),
		...(tag === undefined ? [] : tagObstacles(tag, { node, sandbox, changelog })),
	];
}

/**
 * @param {Manifest} manifest
 * @param {string} [repository]
 */
function manifestObstacles({ name, author, homepage, bugs, ...manifest }, repository) {
	const obstacles = [];
	const email = author?.email ?? '';
	if (!ADDRESS.test(email) || UNREAD_ADDRESS.test(email)) {
		obstacles.push(`${name}: author.email is not a real address: "${email}"`);
	}
	if (repository === undefined) return obstacles;
	const pages = ['.git', '/', '#'].map((end) => `https://github.com/${repository}${end}`);
	const links = { 'repository.url': manifest.repository?.url, homepage, 'bugs.url': bugs?.url };
	for (const [field, url = ''] of Object.entries(links)) {
		if (pages.some((page) => url.replace(/^git\+/, '').startsWith(page))) continue;
		obstacles.push(`${name}: ${field} is "${url}", but the publishing repository is ${repository}`);
	}
	return obstacles;
}

/**
 * @param {string} tag
 * @param {Pick<Release, 'node' | 'sandbox' | 'changelog'>} release
 */
function tagObstacles(tag, { node, sandbox, changelog }) {
	if (tag === `sandbox-v${sandbox.version}`) return [];
	if (tag !== `v${node.version}`) {
		return [`The tag ${tag} is neither v${node.version} nor sandbox-v${sandbox.version}`];
	}
	const heading = changelog.split('\n').find((line) => line.startsWith(`## [${node.version}]`));
	if (/ - \d{4}-\d{2}-\d{2}$/.test(heading ?? '')) return [];
	return [`CHANGELOG.md: the heading of ${node.version} has no date`];
}

module.exports = { releaseObstacles };

if (require.main === module) {
	const read = (/** @type {string} */ file) =>
		readFileSync(join(resolve(__dirname, '..'), file), 'utf8');
	const obstacles = releaseObstacles({
		node: JSON.parse(read('package.json')),
		sandbox: JSON.parse(read('packages/sandbox/package.json')),
		checklist: read('RELEASE.md'),
		changelog: read('CHANGELOG.md'),
		repository: process.env['GITHUB_REPOSITORY'],
		tag: process.argv[2],
	});
	if (obstacles.length > 0) {
		process.stderr.write(`Not ready to publish:\n${obstacles.map((one) => `- ${one}\n`).join('')}`);
		process.exitCode = 1;
	}
}
