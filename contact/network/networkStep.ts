import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type tls from 'node:tls';
import { asError } from '../../nodes/WoSignDoc/protocol/errors';
import { connect, reach, type TlsVersion } from '../connection/connect';
import { failureOf } from '../connection/failure';
import { post } from '../connection/post';
import { codeOf, readAnswer } from '../probes/answer';
import { ContactError } from '../contactError';
import { type Contact, type Step } from '../step';
import { clockOffset } from './clockOffset';
import { serverChain } from './serverChain';

const WRONG_CERTIFICATE = -80;

/** DNS, TCP or the proxy, TLS in both versions, the server's chain, and its clock. */
export const networkStep: Step = {
	title: 'Network',
	async run(contact) {
		contact.record.note({ network: { proxy: contact.proxy !== undefined } });
		await resolveName(contact);
		await sayReachable(contact);
		const accepted: TlsVersion[] = [];
		let problem: Error | undefined;
		for (const version of ['TLSv1.3', 'TLSv1.2'] as const) {
			try {
				if (await tryVersion(contact, version)) accepted.push(version);
			} catch (error) {
				contact.signal.throwIfAborted();
				problem ??= asError(error);
				contact.terminal.say(`${version}: ${asError(error).message}`);
			}
			contact.record.note({ network: { tlsVersions: [...accepted].sort() } });
		}
		if (accepted.length === 0) throw problem ?? refusedCertificate();
	},
};

async function resolveName({ credential, proxy, terminal }: Contact): Promise<void> {
	const { hostname, host } = new URL(credential.baseUrl);
	if (proxy) {
		terminal.say(`Proxy: ${proxy.host}:${proxy.port}, which resolves the host name.`);
		return;
	}
	if (isIP(hostname.replace(/^\[|\]$/g, ''))) return;
	try {
		const found = await lookup(hostname, { all: true });
		terminal.say(`DNS: ${hostname} is ${found.map(({ address }) => address).join(', ')}.`);
	} catch (error) {
		throw failureOf(error, host);
	}
}

async function sayReachable(contact: Contact): Promise<void> {
	const { credential, proxy, terminal } = contact;
	await reach(contact);
	terminal.say(`${proxy ? 'Tunnel' : 'TCP'}: ${new URL(credential.baseUrl).host} can be reached.`);
}

/**
 * Whether the server takes the client certificate in this version. With TLS 1.3 it shows only in an answer, and with
 * renegotiation in neither: so a request is sent that is no JSON, and holds nothing.
 */
async function tryVersion(contact: Contact, version: TlsVersion): Promise<boolean> {
	const { terminal, record } = contact;
	const socket = await connect(contact, version);
	describe(contact, socket);
	socket.destroy();
	const body = Buffer.from('{');
	const contentType = 'application/json; charset=utf-8';
	const answer = await post(contact, { body, contentType, version });
	const isRefused = codeOf(readAnswer(answer)) === WRONG_CERTIFICATE;
	terminal.say(
		`${version}: ${isRefused ? 'the client certificate is refused (-80)' : 'the client certificate is accepted'}${answer.renegotiated ? ', after a renegotiation' : ''}.`,
	);
	if (version === 'TLSv1.2') record.note({ network: { renegotiation: answer.renegotiated } });
	const offset = clockOffset(answer, new Date());
	if (offset !== undefined) {
		record.note({ network: { clockOffset: offset } });
		if (Math.abs(offset) > 60) {
			terminal.say(
				`Clock: the server is ${Math.abs(offset)} seconds ${offset > 0 ? 'ahead of' : 'behind'} this machine. Set this machine's clock, or tell WoSign.`,
			);
		}
	}
	return !isRefused;
}

function describe({ record }: Contact, socket: tls.TLSSocket): void {
	record.note({
		network: { cipher: socket.getCipher().name, serverChain: serverChain(socket) },
	});
}

function refusedCertificate(): ContactError {
	return new ContactError(
		'WoSignDoc refuses the client certificate (-80)',
		'Ask WoSign whether the public key of this certificate is registered for this host and account.',
	);
}
