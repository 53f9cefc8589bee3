// Prints what the changelog tells of a version: `node setup/releaseNotes.js 1.2.3`.
// Plain JavaScript without dependencies, because a release needs nothing else.
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

/**
 * A version's section of a changelog after Keep a Changelog, without its heading. Throws when there is none, or nothing in it.
 *
 * @param {string} changelog
 * @param {string} version
 */
function releaseNotes(changelog, version) {
	const sections = changelog.split(/^## /m).slice(1);
	const section = sections.find((text) => text.startsWith(`[${version}]`));
	const notes = section?.replace(/^.*\n/, '').trim();
	if (!notes) throw new Error(`CHANGELOG.md tells nothing of ${version}`);
	return `${notes}\n`;
}

module.exports = { releaseNotes };

if (require.main === module) {
	const changelog = readFileSync(join(resolve(__dirname, '..'), 'CHANGELOG.md'), 'utf8');
	process.stdout.write(releaseNotes(changelog, process.argv[2] ?? ''));
}
