import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type FirstContact, type Sandbox, type SandboxOptions } from '../../sandbox';
import { sandboxProfile } from '../sandbox/profile';
import { buildAndPack } from './buildAndPack';
import { testedIsAtLeast } from './n8nVersions';
import type { RunningN8n } from './runningN8n';
import { startN8n } from './startN8n';

/** A real n8n with the packed package installed, a sandbox, and a credential for it. */
export interface Installation {
	n8n: RunningN8n;
	sandbox: Sandbox;
	credential: { id: string; name: string };
	/** The recorded platform behavior that the sandbox reproduces; undefined: as documented. */
	like: FirstContact | undefined;
	/** The callback URL of a trigger with this path, with the credential's callback token. */
	callbackUrl(path: string): string;
	stop(): Promise<void>;
}

/** Set when several test files run, so that the package is packed only once. */
const PACKED = process.env['PACKAGE_TARBALL'];
/** The n8n version to test; by default the tested one. */
const VERSION = process.env['N8N_VERSION'];
/** The n8n image, if it runs in a container. */
const IMAGE = process.env['N8N_IMAGE'];

/** n8n 1.x keeps binary data in memory by default; its file storage loses files of overlapping runs. */
export const IN_MEMORY = VERSION?.startsWith('1.') === true;

/** The default callback token of `credentialData`. */
export const CALLBACK_TOKEN = 'callback secret';

/** The credential's fields for the sandbox, with some replaced. */
export function credentialData(sandbox: Sandbox, fields: Record<string, unknown> = {}) {
	const { certificate, privateKey, caCertificate } = sandbox.credential;
	return {
		environment: 'custom',
		baseUrl: sandbox.url,
		tokenId: sandbox.tokenId,
		certificateFormat: 'pem',
		certificate,
		privateKey,
		caCertificate,
		callbackToken: CALLBACK_TOKEN,
		...fields,
	};
}

/** Adds the callback token to a callback URL. */
export function withToken(callbackUrl: string): string {
	const url = new URL(callbackUrl);
	url.searchParams.set('token', CALLBACK_TOKEN);
	return url.href;
}

/** Starts everything, with extra variables for n8n; `stop` stops and removes it. */
export async function startInstallation(
	options: SandboxOptions = {},
	environment: NodeJS.ProcessEnv = {},
): Promise<Installation> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-wosigndoc-e2e-'));
	const like = await sandboxProfile();
	const sandbox = await startSandbox({ pushIntervals: [200, 300, 500], like, ...options });
	const n8n = await startN8n({
		environment,
		tarball: PACKED ?? (await buildAndPack(folder)),
		likeN8nThree: process.env['N8N_DEFAULTS'] === '3',
		...(VERSION === undefined ? {} : { version: VERSION }),
		...(IMAGE ? { image: IMAGE } : {}),
		...(IN_MEMORY && { binaryDataMode: 'default' }),
		// In the file system, an older n8n deletes files of executions that overlap (docs/COMPATIBILITY.md).
		...(!IN_MEMORY && !testedIsAtLeast('2.22.6') && { binaryDataMode: 'database' }),
	});
	const credential = await n8n.createCredential({
		name: 'WoSignDoc',
		type: 'woSignDocApi',
		data: credentialData(sandbox),
	});
	const stop = async () => {
		await n8n.stop();
		await sandbox.stop();
		await rm(folder, { recursive: true, force: true });
	};
	const callbackUrl = (path: string) => withToken(n8n.webhookUrl(path));
	return { n8n, sandbox, credential, like, callbackUrl, stop };
}
