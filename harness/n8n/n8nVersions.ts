/**
 * The n8n versions that the package is tested with: the newest one that npm can install, which every change is tested
 * with; a middle and the lowest supported 2.x; and the last 1.x. Tests check that the CI workflows, compose files, and
 * documents match.
 */
export const n8nVersions = {
	tested: '2.41.1',
	middle: '2.30.8',
	lowest: '2.20.0',
	old: '1.123.81',
} as const;

/** The n8n under test; an image counts as the newest. */
const VERSION = process.env['N8N_IMAGE'] ? undefined : process.env['N8N_VERSION'];

/** Whether the n8n under test is this version or newer. */
export function testedIsAtLeast(version: string): boolean {
	return VERSION === undefined || VERSION.localeCompare(version, 'en', { numeric: true }) >= 0;
}
