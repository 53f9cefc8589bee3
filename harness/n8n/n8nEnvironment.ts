import { delimiter, dirname } from 'node:path';
import { freePort } from './freePort';

/** Variables of this process that n8n must not inherit: npm's, Jest's, and n8n's own settings. */
const FOREIGN = /^(N8N|npm|NPM|NODE|JEST|DB|EXECUTIONS|WEBHOOK|GENERIC)_/;

export interface N8nSettings {
	userFolder: string;
	/** The only folder that nodes may read and write files in. */
	filesFolder: string;
	port: number;
	encryptionKey: string;
	/** `default` is in memory and exists only in n8n 1.x; `database` exists only in n8n 2.x. */
	binaryDataMode: 'filesystem' | 'database' | 'default';
}

/** The variables that n8n inherits from this process. */
export function surroundings(): NodeJS.ProcessEnv {
	const inherited = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
	const environment = Object.fromEntries(inherited);
	const PATH = dirname(process.execPath) + delimiter + (environment['PATH'] ?? '');
	return { ...environment, PATH };
}

/** The variables that restrict n8n to loopback, its own folder, and its own ports. */
export async function n8nVariables(settings: N8nSettings): Promise<Record<string, string>> {
	return {
		NO_PROXY: '127.0.0.1,localhost',
		// The editor's list of packages has npm look for updates, up to a minute where there is no registry.
		npm_config_offline: 'true',
		N8N_USER_FOLDER: settings.userFolder,
		N8N_ENCRYPTION_KEY: settings.encryptionKey,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(settings.port),
		N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		N8N_DEFAULT_BINARY_DATA_MODE: settings.binaryDataMode,
		N8N_RESTRICT_FILE_ACCESS_TO: settings.filesFolder,
		// Needed for n8n 3: the package under test is not a verified one.
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	};
}
