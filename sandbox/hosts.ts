import { BlockList, isIP, isIPv6, type AddressInfo, type Server } from 'node:net';

/** A host name or IP address in the form used in URLs and certificates. */
export interface Host {
	type: 'dns' | 'ip';
	value: string;
}

/** Where a server listens, and the host names and addresses that reach it. */
export interface Reach {
	/** The address or name given to the operating system. */
	listen: string;
	/** The host in the printed URL. */
	shown: Host;
	/** Every host that callers may use: `shown`, the other names given, and localhost. */
	hosts: readonly Host[];
}

/** The address a running server is bound to. */
export interface Listening {
	/** `127.0.0.1:7443`, `[::1]:7443` */
	at: string;
	/** Whether other machines can reach it. */
	beyondLoopback: boolean;
}

/** Where to listen, as given by the user. */
export interface ReachOptions {
	/** Address or name to listen on. Default 127.0.0.1. */
	host?: string | undefined;
	/** More names or addresses that callers may use. They don't change where the server listens. */
	names?: readonly string[] | undefined;
}

const thisMachine: Host = { type: 'ip', value: '127.0.0.1' };
const ownHosts: readonly Host[] = [{ type: 'dns', value: 'localhost' }, thisMachine];
const label = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
const hostName = new RegExp(`^${label}(?:\\.${label})*$`, 'i');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Wildcard addresses: a server can listen on them, but clients can't connect to them. */
const everyAddress = new BlockList();
everyAddress.addAddress('0.0.0.0', 'ipv4');
everyAddress.addAddress('::', 'ipv6');

/**
 * Where the API listens and is called. Throws if it would listen on all addresses without a name: no other machine
 * could then verify its certificate.
 */
export function reachOfApi(options: ReachOptions): Reach {
	const { listen, given } = read(options);
	const [shown = thisMachine] = given;
	if (given.length === 0 && isEvery(parseHost(listen))) {
		throw new Error(
			`--host ${listen} listens on all addresses. Add --name with the host name or address that callers use, such as --name host.docker.internal.`,
		);
	}
	return { listen, shown, hosts: distinct([...given, ...ownHosts]) };
}

/** Where the page listens, and its URL: the address it listens on, or 127.0.0.1 if it listens on all addresses. */
export function reachOfPage(options: ReachOptions): Reach {
	const { listen, given } = read(options);
	const host = parseHost(listen);
	return {
		listen,
		shown: isEvery(host) ? thisMachine : host,
		hosts: distinct([...given, ...ownHosts]),
	};
}

function read({ host = thisMachine.value, names = [] }: ReachOptions) {
	const given = [...names, host].map(parseHost).filter((one) => !isEvery(one));
	const [unusable] = names.filter((name) => isEvery(parseHost(name)));
	if (unusable !== undefined) {
		throw new Error(`--name ${unusable} can't be used: callers can't connect to that address.`);
	}
	return { listen: host, given };
}

/** Parses a host name or an IP address. Throws on anything else, such as a URL. */
function parseHost(text: string): Host {
	const authority = isIPv6(text) ? `[${text}]` : text;
	const url = `https://${authority}`;
	if ((isIP(text) === 0 && !hostName.test(text)) || !URL.canParse(url)) {
		throw new Error(`"${text}" is not a host name or an IP address.`);
	}
	const value = new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
	return { type: isIP(value) === 0 ? 'dns' : 'ip', value };
}

function isEvery({ type, value }: Host): boolean {
	return type === 'ip' && everyAddress.check(value, isIPv6(value) ? 'ipv6' : 'ipv4');
}

function distinct(hosts: readonly Host[]): Host[] {
	return [...new Map(hosts.map((host) => [host.value, host])).values()];
}

/** A host as written in a URL and in the Host header: IPv6 addresses in brackets. */
export function inUrl({ value }: Pick<Host, 'value'>): string {
	return isIPv6(value) ? `[${value}]` : value;
}

/** The address a server is bound to, as reported by the operating system. */
export function listeningAt(server: Server): Listening {
	const { address, family, port } = addressOf(server);
	return {
		at: `${inUrl({ value: address })}:${port}`,
		beyondLoopback: !loopback.check(address, family === 'IPv6' ? 'ipv6' : 'ipv4'),
	};
}

/** The port a server listens on. */
export function portOf(server: Server): number {
	return addressOf(server).port;
}

function addressOf(server: Server): AddressInfo {
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('not a listening server');
	return address;
}
