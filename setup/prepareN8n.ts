import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildAndPack } from '../harness/n8n/buildAndPack';
import { installN8n } from '../harness/n8n/installN8n';
import { n8nVersions } from '../harness/n8n/n8nVersions';

const packed = resolve(__dirname, '..', '.packed');

/**
 * Runs once before the end-to-end rings: installs their n8n, and packs the package for all their files. Both reach the
 * tests through the environment.
 *
 * @param ring what Jest knows of the ring: `e2e-1x` runs on the old n8n
 */
export default async function prepareN8n(
	_: unknown,
	ring: { displayName?: { name: string } },
): Promise<void> {
	const version = ring.displayName?.name === 'e2e-1x' ? n8nVersions.old : n8nVersions.tested;
	await installN8n(version);
	rmSync(packed, { recursive: true, force: true });
	mkdirSync(packed);
	process.env['N8N_VERSION'] = version;
	process.env['PACKAGE_TARBALL'] = await buildAndPack(packed);
}
