import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type tls from 'node:tls';
import { asError } from '../../nodes/WoSignDoc/protocol/errors';
import {
	OF_TEST,
	refusedCertificate,
	unexpectedResponse,
} from '../../nodes/WoSignDoc/shared/unexpectedResponse';
import { connect, reach, type TlsVersion } from '../connection/connect';
import { failureOf } from '../connection/failure';
import { httpResponseOf } from '../connection/httpResponse';
import { post, type WireAnswer } from '../connection/post';
import { untilAborted } from '../connection/withTimeLimit';
import { codeOf, readAnswer } from '../probes/answer';
import { ContactError } from '../contactError';
import { type Contact, type Step } from '../step';
import { clockOffset } from './clockOffset';
import { serverChain } from './serverChain';

const WRONG_CERTIFICATE = -80;

/** Checks DNS, TCP or the proxy, both TLS versions, the server's chain, and its clock. */
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
		if (accepted.length === 0) throw problem ?? certificateRefused();
	},
};

async function resolveName({ credential, proxy, terminal, signal }: Contact): Promise<void> {
	const { hostname, host } = new URL(credential.baseUrl);
	if (proxy) {
		terminal.say(`Proxy: ${proxy.host}:${proxy.port}, which resolves the host name.`);
		return;
	}
	if (isIP(hostname.replace(/^\[|\]$/g, ''))) return;
	try {
		// The system's resolver can't be aborted.
		const found = await untilAborted(async () => await lookup(hostname, { all: true }), signal);
		terminal.say(`DNS: ${hostname} is ${found.map(({ address }) => address).join(', ')}.`);
	} catch (error) {
		signal.throwIfAborted();
		throw failureOf(error, host, { phase: 'handshake' });
	}
}

async function sayReachable(contact: Contact): Promise<void> {
	const { credential, proxy, terminal } = contact;
	await reach(contact);
	terminal.say(`${proxy ? 'Tunnel' : 'TCP'}: ${new URL(credential.baseUrl).host} can be reached.`);
}

/**
 * Whether the server accepts the client certificate in this version. With TLS 1.3, that shows only in a response, and
 * with renegotiation, in neither handshake. So it sends a request without content that isn't valid JSON.
 */
async function tryVersion(contact: Contact, version: TlsVersion): Promise<boolean> {
	const { terminal, record } = contact;
	const socket = await connect(contact, version);
	describe(contact, socket);
	socket.destroy();
	const body = Buffer.from('{');
	const contentType = 'application/json; charset=utf-8';
	const answer = await post(contact, { body, contentType, version });
	const reception = receptionOf(answer);
	terminal.say(
		`${version}: ${RECEPTIONS[reception]}${answer.renegotiated ? ', after a renegotiation' : ''}.`,
	);
	if (reception === 'strange') sayWhoAnswers(contact, answer);
	if (version === 'TLSv1.2') record.note({ network: { renegotiation: answer.renegotiated } });
	const offset = clockOffset(answer, new Date());
	if (offset !== undefined) {
		record.note({ network: { clockOffset: offset } });
		if (Math.abs(offset) > 60) {
			terminal.say(
				`Clock: the server is ${Math.abs(offset)} seconds ${offset > 0 ? 'ahead of' : 'behind'} this machine. Set this machine's clock, or inform WoSign.`,
			);
		}
	}
	return reception !== 'refused';
}

/** How the client certificate was received, as far as a response shows it. */
type Reception = 'accepted' | 'refused' | 'strange';

const RECEPTIONS: Readonly<Record<Reception, string>> = {
	accepted: 'the client certificate is accepted',
	refused: 'the client certificate is rejected',
	strange: 'connected, but the response is not from WoSignDoc',
};

function receptionOf(answer: WireAnswer): Reception {
	const read = readAnswer(answer);
	if (codeOf(read) === WRONG_CERTIFICATE) return 'refused';
	if (read.response) return 'accepted';
	return refusedCertificate(httpResponseOf(answer)) ? 'refused' : 'strange';
}

function sayWhoAnswers({ credential, terminal }: Contact, answer: WireAnswer): void {
	const remarks = OF_TEST;
	const secrets = [credential.tokenId];
	const { message, description } = unexpectedResponse(httpResponseOf(answer), secrets, { remarks });
	terminal.say(`  ${message}. ${description ?? ''}`.replaceAll('\n', '\n  '));
}

/** A gateway's certificates are not recorded, because fingerprints can be looked up in public certificate logs. */
function describe({ record, host }: Contact, socket: tls.TLSSocket): void {
	record.note({
		network: {
			cipher: socket.getCipher().name,
			...(host.kind !== 'other' && { serverChain: serverChain(socket) }),
		},
	});
}

function certificateRefused(): ContactError {
	return new ContactError(
		'WoSignDoc, or the server in front of it, rejected the client certificate (-80)',
		'Ask WoSign whether the public key of this certificate is registered for this host and account.',
	);
}
