import { isIP } from 'node:net';
import { PLATFORM_URLS } from '../nodes/WoSignDoc/protocol/constants';
import type { FirstContact } from '../sandbox/firstContact';
import type { ContactOptions } from './options';
import { ContactError } from './contactError';
import type { Terminal } from './terminal';

/** Whom to contact. */
export interface Host {
	readonly url: string;
	readonly kind: FirstContact['host'];
}

/**
 * The host that the options ask for, with the person's consent: all but the test host and this machine must be confirmed
 * by typing the name, since a gateway may lead to production.
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
		throw new ContactError(
			`${url.host} is the production host`,
			'Add --production if you mean it.',
		);
	}
	if (production && kind === 'test') {
		throw new ContactError(`${url.host} is not the production host`, 'Leave one option out.');
	}
	if (kind !== 'test' && !isLoopback(url)) await confirm(url, kind, terminal, signal);
	return host;
}

/** The host that the options name, without anybody's consent: nothing may be sent there. Throws a `ContactError`. */
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
	throw new ContactError('--base-url is not an https:// address without user and password');
}

function kindOf({ hostname }: URL): Host['kind'] {
	const name = hostname.replace(/\.+$/, '');
	if (name === new URL(PLATFORM_URLS.production).hostname) return 'production';
	return name === new URL(PLATFORM_URLS.test).hostname ? 'test' : 'other';
}

/** Whether an address is of this machine itself. */
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
		throw new ContactError(`${host} needs a confirmation`, 'Run the command in a terminal.');
	}
	terminal.say(
		kind === 'production'
			? `${host} is the production host: real orders, real money.`
			: `${host} is not the test host, and may pass requests on to production.`,
	);
	const typed = await terminal.ask(`Type ${hostname} to go on: `, signal);
	if (typed !== hostname) throw new ContactError('Not confirmed; nothing was sent');
}
