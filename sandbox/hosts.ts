import { BlockList, isIP, isIPv6, type AddressInfo, type Server } from 'node:net';

/** A name or an address of a host, written as URLs and certificates write it. */
export interface Host {
	type: 'dns' | 'ip';
	value: string;
}

/** Where a server listens, and the names by which it is reached. */
export interface Reach {
	/** The address or name given to the operating system. */
	listen: string;
	/** The host of the URL that callers are given. */
	shown: Host;
	/** Every host that callers may use: `shown`, the others given, and this machine's own. */
	hosts: readonly Host[];
}

/** Where a server really listens. */
export interface Listening {
	/** `127.0.0.1:7443`, `[::1]:7443` */
	at: string;
	/** Whether other machines may reach it. */
	beyondLoopback: boolean;
}

/** A server's options, as a person gives them. */
export interface ReachOptions {
	/** Address or name to listen on. Default 127.0.0.1. */
	host?: string | undefined;
	/** More names or addresses by which callers reach the server. They don't change where it listens. */
	names?: readonly string[] | undefined;
}

const thisMachine: Host = { type: 'ip', value: '127.0.0.1' };
const ownHosts: readonly Host[] = [{ type: 'dns', value: 'localhost' }, thisMachine];
const label = '[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?';
const hostName = new RegExp(`^${label}(?:\\.${label})*$`, 'i');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Addresses that mean all addresses of the machine: to listen on, not to call. */
const everyAddress = new BlockList();
everyAddress.addAddress('0.0.0.0', 'ipv4');
everyAddress.addAddress('::', 'ipv6');

/**
 * Where the API listens and is called. Throws where it would listen on every address without a name: nobody
 * but this machine could then verify its certificate.
 */
export function reachOfApi(options: ReachOptions): Reach {
	const { listen, given } = read(options);
	const [shown = thisMachine] = given;
	if (given.length === 0 && isEvery(parseHost(listen))) {
		throw new Error(
			`--host ${listen} listens on every address. Add --name with the name or address that callers use, such as --name host.docker.internal.`,
		);
	}
	return { listen, shown, hosts: distinct([...given, ...ownHosts]) };
}

/** Where the page listens and is visited: by the address it listens on, else by this machine's own. */
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
	if (unusable !== undefined) throw new Error(`Nobody can call ${unusable}: it is no name.`);
	return { listen: host, given };
}

/** A host name or an IP address as a person writes it. Throws on anything else, such as a URL. */
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

/** A host as it stands in a URL and in the Host header. */
export function inUrl({ value }: Pick<Host, 'value'>): string {
	return isIPv6(value) ? `[${value}]` : value;
}

/** Where a server listens, as the operating system says. */
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
