import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

/** What n8n 2 blocks, and what n8n 3 blocks besides: the shared address space, and IPv6 addresses that hold IPv4 ones. */
const BLOCKED = [
	'default',
	'100.64.0.0/10',
	'64:ff9b::/96',
	'64:ff9b:1::/48',
	'2001::/32',
	'2002::/16',
];

/** Code nodes run beside n8n, not in a process that n8n starts. */
export function externalTaskRunner(): Record<string, string> {
	return {
		N8N_RUNNERS_MODE: 'external',
		N8N_RUNNERS_AUTH_TOKEN: randomBytes(16).toString('hex'),
	};
}

/**
 * n8n 3's defaults, as far as n8n 2 can be set to them, from n8n's page "n8n 3.0 breaking changes" and the warnings of
 * n8n 2.41 at its start: and what goes further, no requests into its own network but to what an operator allows.
 * Expressions are evaluated in n8n's sandbox as it is.
 *
 * @param userFolder n8n's
 */
export function n8nThreeDefaults(userFolder: string): Record<string, string> {
	return {
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'false',
		N8N_SSRF_PROTECTION_ENABLED: 'true',
		N8N_SSRF_BLOCKED_IP_RANGES: BLOCKED.join(','),
		// The platform and the services of the tests, as an operator allows what is in the house.
		N8N_SSRF_ALLOWED_IP_RANGES: '127.0.0.1/32',
		...externalTaskRunner(),
		N8N_RUNNERS_TASK_TIMEOUT: '60',
		N8N_COMPRESSION_NODE_MAX_DECOMPRESSED_SIZE_BYTES: String(256 * 1024 * 1024),
		N8N_COMPRESSION_NODE_MAX_ZIP_ENTRIES: '1000',
		N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
		N8N_STORAGE_PATH: join(userFolder, '.n8n', 'storage'),
	};
}
