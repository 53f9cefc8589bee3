import { isIP } from 'node:net';
import { PLATFORM_URLS } from '../nodes/WoSignDoc/protocol/constants';
import type { FirstContact } from '../sandbox/firstContact';
import type { ContactOptions } from './options';
import { ContactError } from './contactError';
import type { Terminal } from './terminal';

/** The host to contact. */
export interface Host {
	readonly url: string;
	readonly kind: FirstContact['host'];
}

/**
 * The host from the options, with the user's consent: all hosts except the test host and this machine must be confirmed
 * by typing the name, because a gateway may lead to production.
 */
export async function chooseHost(
	{ production, baseUrl }: Pick<ContactOptions, 'production' | 'baseUrl'>,
	terminal: Terminal,
	signal: AbortSignal,
): Promise<Host> {
	const host = hostOf({ production, baseUrl });
	const url = new URL(host.url);
	const { kind } = host;
	if (kind === 'production' && !production) {
		throw new ContactError(`${url.host} is the production host`, 'To use it, add --production.');
	}
	if (production && kind === 'test') {
		throw new ContactError(`${url.host} is not the production host`, 'Leave one option out.');
	}
	if (kind !== 'test' && !isLoopback(url)) await confirm(url, kind, terminal, signal);
	return host;
}

/** The host from the options, without consent, so nothing may be sent there. Throws a `ContactError`. */
export function hostOf({
	production,
	baseUrl,
}: Pick<ContactOptions, 'production' | 'baseUrl'>): Host {
	const url = addressOf(production ? (baseUrl ?? PLATFORM_URLS.production) : baseUrl);
	return { url: url.href, kind: kindOf(url) };
}

function addressOf(baseUrl: string = PLATFORM_URLS.test): URL {
	if (URL.canParse(baseUrl)) {
		const url = new URL(baseUrl);
		if (url.protocol === 'https:' && !url.username && !url.password) return url;
	}
	throw new ContactError('--base-url must be an https:// URL without user and password');
}

function kindOf({ hostname }: URL): Host['kind'] {
	const name = hostname.replace(/\.+$/, '');
	if (name === new URL(PLATFORM_URLS.production).hostname) return 'production';
	return name === new URL(PLATFORM_URLS.test).hostname ? 'test' : 'other';
}

/** Whether a URL is on this machine. */
export function isLoopback({ hostname }: Pick<URL, 'hostname'>): boolean {
	return (
		hostname === 'localhost' ||
		hostname === '[::1]' ||
		(isIP(hostname) === 4 && hostname.startsWith('127.'))
	);
}

async function confirm(
	{ hostname, host }: URL,
	kind: Host['kind'],
	terminal: Terminal,
	signal: AbortSignal,
): Promise<void> {
	if (!terminal.isInteractive) {
		throw new ContactError(`${host} must be confirmed`, 'Run the command in a terminal.');
	}
	terminal.say(
		kind === 'production'
			? `${host} is the production host: orders are real and cost money.`
			: `${host} is not the test host and may forward requests to production.`,
	);
	const typed = await terminal.ask(`Type ${hostname} to continue: `, signal);
	if (typed !== hostname) throw new ContactError('Not confirmed. Nothing was sent');
}
