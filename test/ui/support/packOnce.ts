import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAndPack } from '../../../setup/pack';

/** Packs the package once for all files of this ring. */
export default async function packOnce(): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-wosigndoc-ui-'));
	process.env['PACKAGE_TARBALL'] ??= await buildAndPack(folder);
}
