import { ContactError } from '../contactError';
import { isLoopback } from '../host';

/** A proxy between this machine and the platform. */
export interface Proxy {
	readonly host: string;
	readonly port: number;
	/** The value of `Proxy-Authorization`, if the proxy needs one. */
	readonly authorization: string | undefined;
}

/**
 * The proxy for a URL from the environment (`HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`, uppercase or lowercase). None for
 * this machine: through a proxy, `127.0.0.1` would be the proxy itself, where anything could listen.
 */
export function proxyFor(url: URL, environment: NodeJS.ProcessEnv): Proxy | undefined {
	const read = (name: string) => environment[name] || environment[name.toUpperCase()];
	const address = read('https_proxy') || read('all_proxy');
	if (!address || isLoopback(url) || isExempt(url, read('no_proxy') ?? '')) return undefined;
	const text = address.includes('://') ? address : `http://${address}`;
	if (!URL.canParse(text) || new URL(text).protocol !== 'http:') {
		throw new ContactError(
			'The proxy in HTTPS_PROXY can’t be used',
			'It must be an http:// address. Correct it, or exempt the host with NO_PROXY.',
		);
	}
	const { hostname, port, username, password } = new URL(text);
	const login = `${decoded(username)}:${decoded(password)}`;
	return {
		host: hostname.replace(/^\[|\]$/g, ''),
		port: Number(port || 80),
		authorization: username ? `Basic ${Buffer.from(login).toString('base64')}` : undefined,
	};
}

/** Decodes a part of a URL; unchanged if it has a stray percent sign. */
function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

/** Whether a list contains this host. Entries may have a port, and a leading dot or `*.` for all subdomains. */
function isExempt({ hostname, port }: URL, list: string): boolean {
	return list
		.toLowerCase()
		.split(/[\s,]+/)
		.filter(Boolean)
		.some((entry) => {
			if (entry === '*') return true;
			const [, name = '', onPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
			if (onPort !== undefined && onPort !== (port || '443')) return false;
			const bare = name.replace(/^\*?\./, '');
			return hostname === bare || hostname.endsWith(`.${bare}`);
		});
}
