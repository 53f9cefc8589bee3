import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildAndPack } from '../harness/n8n/buildAndPack';
import { installN8n } from '../harness/n8n/installN8n';
import { taskRunnerImage } from '../harness/n8n/n8nProgram';
import { n8nVersions } from '../harness/n8n/n8nVersions';
import { step } from './step';

const packed = resolve(__dirname, '..', '.packed');

/**
 * Runs once before the end-to-end ring: gets n8n (the image in `N8N_IMAGE`, the version in `--n8n`, or the tested one)
 * and packs the package, unless it is already packed. The tests get both from the environment.
 */
export default async function prepareN8n(): Promise<void> {
	const image = process.env['N8N_IMAGE'];
	if (image) {
		for (const one of [image, taskRunnerImage(image)]) {
			await step(`Getting ${one}`, ['docker', 'pull', '--quiet', one]);
		}
	} else await installN8n((process.env['N8N_VERSION'] ??= n8nVersions.tested));
	process.env['PACKAGE_TARBALL'] ??= await pack();
}

async function pack(): Promise<string> {
	rmSync(packed, { recursive: true, force: true });
	mkdirSync(packed);
	return await buildAndPack(packed);
}
