/**
 * The n8n versions that the package is tested on: the newest that npm can install, which every change is tested on;
 * 2.x in the middle, and at its lowest; the last 1.x. Workflows, compose files, and documents follow it, which tests see
 * to.
 */
export const n8nVersions = {
	tested: '2.41.1',
	middle: '2.30.8',
	lowest: '2.20.0',
	old: '1.123.81',
} as const;
