/** The n8n versions that the package is tested on: the one of every test run, and an old one. */
export const n8nVersions = { tested: '2.41.1', old: '1.123.81' } as const;
