import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

/** n8n 2's blocked ranges plus those that n8n 3 adds: the shared address space and IPv6 addresses that embed IPv4. */
const BLOCKED = [
	'default',
	'100.64.0.0/10',
	'64:ff9b::/96',
	'64:ff9b:1::/48',
	'2001::/32',
	'2002::/16',
];

/** Runs Code nodes in an external task runner instead of a process started by n8n. */
export function externalTaskRunner(): Record<string, string> {
	return {
		N8N_RUNNERS_MODE: 'external',
		N8N_RUNNERS_AUTH_TOKEN: randomBytes(16).toString('hex'),
	};
}

/**
 * n8n 3's defaults as far as n8n 2 supports them, from n8n's page "n8n 3.0 breaking changes" and the startup warnings
 * of n8n 2.41. Stricter than those, requests to the local network are limited to what an operator allows. Expressions
 * are evaluated in n8n's sandbox by default.
 *
 * @param userFolder n8n's user folder
 */
export function n8nThreeDefaults(userFolder: string): Record<string, string> {
	return {
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'false',
		N8N_SSRF_PROTECTION_ENABLED: 'true',
		N8N_SSRF_BLOCKED_IP_RANGES: BLOCKED.join(','),
		// The sandbox and the tests' services, as an operator would allow internal services.
		N8N_SSRF_ALLOWED_IP_RANGES: '127.0.0.1/32',
		...externalTaskRunner(),
		N8N_RUNNERS_TASK_TIMEOUT: '60',
		N8N_COMPRESSION_NODE_MAX_DECOMPRESSED_SIZE_BYTES: String(256 * 1024 * 1024),
		N8N_COMPRESSION_NODE_MAX_ZIP_ENTRIES: '1000',
		N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
		N8N_STORAGE_PATH: join(userFolder, '.n8n', 'storage'),
	};
}
