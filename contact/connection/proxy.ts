import { ContactError } from '../contactError';
import { isLoopback } from '../host';

/** A proxy between this machine and the platform. */
export interface Proxy {
	readonly host: string;
	readonly port: number;
	/** The value of `Proxy-Authorization`, where the proxy wants one. */
	readonly authorization: string | undefined;
}

/**
 * The proxy that the environment (`HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`, of either case) names for an address. None for
 * this machine itself: through a proxy, `127.0.0.1` would be the proxy's own, where anything may listen.
 */
export function proxyFor(url: URL, environment: NodeJS.ProcessEnv): Proxy | undefined {
	const read = (name: string) => environment[name] || environment[name.toUpperCase()];
	const address = read('https_proxy') || read('all_proxy');
	if (!address || isLoopback(url) || isExempt(url, read('no_proxy') ?? '')) return undefined;
	const text = address.includes('://') ? address : `http://${address}`;
	if (!URL.canParse(text) || new URL(text).protocol !== 'http:') {
		throw new ContactError(
			'The proxy of HTTPS_PROXY cannot be used',
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

/** A part of an address; one with a stray percent sign as it is. */
function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

/** Whether a list of hosts, with ports or without, a leading dot or `*.` for all below, has this one. */
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
