// `node setup/releaseNotes.js 1.2.3`: prints a version's section of the changelog.
// Plain JavaScript without dependencies, so that a release doesn't need any.
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

/**
 * A version's section of a changelog in Keep a Changelog format, without its heading. Throws if it is missing or empty.
 *
 * @param {string} changelog
 * @param {string} version
 */
function releaseNotes(changelog, version) {
	const sections = changelog.split(/^## /m).slice(1);
	const section = sections.find((text) => text.startsWith(`[${version}]`));
	const notes = section?.replace(/^.*\n/, '').trim();
	if (!notes) throw new Error(`CHANGELOG.md has no notes for ${version}`);
	return `${notes}\n`;
}

module.exports = { releaseNotes };

if (require.main === module) {
	const changelog = readFileSync(join(resolve(__dirname, '..'), 'CHANGELOG.md'), 'utf8');
	process.stdout.write(releaseNotes(changelog, process.argv[2] ?? ''));
}
