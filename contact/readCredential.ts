import { readFile } from 'node:fs/promises';
import {
	checkAuthorities,
	checkClientCertificate,
	expiryNotice,
} from '../nodes/WoSignDoc/protocol/certificate/clientCertificate';
import { localTime } from '../nodes/WoSignDoc/protocol/localTime';
import { parseCredential, type Credential } from '../nodes/WoSignDoc/shared/credential';
import type { Host } from './host';
import type { ContactOptions } from './options';
import { ContactError } from './contactError';
import { systemCode } from './systemCode';
import type { Terminal } from './terminal';

const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * Certificate, key, and token, read and checked like n8n's credential. Throws a `ContactError` or the nodes'
 * `invalidCredential`; neither reveals a secret.
 */
export async function readCredential(
	options: ContactOptions,
	{ url }: Host,
	environment: NodeJS.ProcessEnv,
	terminal: Terminal,
	signal: AbortSignal,
): Promise<Credential> {
	const { certificate, key, pfx, ca } = options;
	if (pfx ? certificate || key : !(certificate && key)) {
		throw new ContactError('Set --certificate and --key, or --pfx');
	}
	const secrets = new Secrets(environment, terminal, signal);
	const files = pfx
		? { certificateFormat: 'pfx', pfx: (await read(pfx, '--pfx')).toString('base64') }
		: {
				certificateFormat: 'pem',
				certificate: await readText(certificate, '--certificate'),
				privateKey: await readText(key, '--key'),
			};
	const isEncrypted = 'pfx' in files || /ENCRYPTED/.test(files.privateKey ?? '');
	const passphrase = await secrets.get('passphrase', options.passphraseFile, isEncrypted);
	const tokenId = await secrets.get('token', options.tokenFile, true);
	const caCertificate = await readText(ca, '--ca');
	const fields = { ...files, passphrase, tokenId, caCertificate };
	const credential = parseCredential({ environment: 'custom', baseUrl: url, ...fields });
	sayUntilWhen(credential, terminal);
	checkAuthorities(credential.caCertificate ?? '', '--ca');
	return credential;
}

function sayUntilWhen({ clientCertificate }: Credential, terminal: Terminal): void {
	const now = new Date();
	const validTo = checkClientCertificate(clientCertificate, now, timeZone);
	terminal.say(
		validTo
			? `Certificate and key match; valid until ${localTime(validTo, timeZone)}.`
			: 'The PFX file can only be checked when connecting.',
	);
	const notice = expiryNotice(validTo, now, timeZone);
	if (notice) terminal.say(notice);
}

const SECRETS = {
	passphrase: {
		variable: 'WOSIGNDOC_PASSPHRASE',
		option: '--passphrase-file',
		label: 'Passphrase',
	},
	token: { variable: 'WOSIGNDOC_TOKEN', option: '--token-file', label: 'TokenID' },
} as const;

/** Secrets from files, from the environment, or typed; never from the command line, which other users can see. */
class Secrets {
	constructor(
		private readonly environment: NodeJS.ProcessEnv,
		private readonly terminal: Terminal,
		private readonly signal: AbortSignal,
	) {}

	async get(
		name: keyof typeof SECRETS,
		file: string | undefined,
		isNeeded: boolean,
	): Promise<string> {
		const { variable, option, label } = SECRETS[name];
		if (file !== undefined) return (await readText(file, option)).replace(/[\r\n]+$/, '');
		const { [variable]: set = '' } = this.environment;
		if (set || !isNeeded) return set;
		if (this.terminal.isInteractive) {
			return await this.terminal.askSecret(`${label} (not shown): `, this.signal);
		}
		throw new ContactError(`${label} is missing`, `Use ${option}, or set ${variable}.`);
	}
}

async function readText(file: string | undefined, option: string): Promise<string> {
	return file === undefined ? '' : (await read(file, option)).toString('utf8');
}

async function read(file: string, option: string): Promise<Buffer> {
	try {
		return await readFile(file);
	} catch (error) {
		throw new ContactError(`The file in ${option} can’t be read (${systemCode(error)})`);
	}
}
