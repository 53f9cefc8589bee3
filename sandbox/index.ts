import { accounts } from './accounts';
import { assemble, type Parts } from './assemble';
import { writeCredentialFiles, type CredentialFiles } from './credentialFiles';
import { makeCredentials, type Credentials } from './credentials';
import { errorCodeTable } from './errorCodes';
import { inUrl, listeningAt, portOf, reachOfApi } from './hosts';
import { keysFor } from './keys';
import type { Sandbox, SandboxOptions } from './sandbox';
import { startServer } from './server';
import { waitForAnswer } from './waitForAnswer';

export type { ErrorCode } from './errorCodes';
export { firstContact, type FirstContact } from './firstContact';
export { documentFaultNames, type DocumentFaultName } from './push/documentFaults';
export type { PushFault, PushFaultName } from './push/faults';
export { verdicts, type SignatureRequirement, type Verdict } from './push/verdicts';
export type { RequestFailure } from './requestFailures';
export { signatureKinds, type SignatureKind } from './signing/signatureKind';
export { profileNames, readProfile } from './readProfile';
export type { CredentialFileName, SandboxCredential } from './credentials';
export type { PushAttempt } from './push/pushAttempt';
export type { ReceivedRequest } from './receivedRequest';
export type * from './sandbox';
export type * from './sandboxOrder';

/** Starts a WoSignDoc, by default on loopback: creates keys and certificates, writes the files, and listens. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const { listen: host, shown, hosts } = reachOfApi(options);
	const credentials = await makeCredentials(await keysFor(options.directory), hosts);
	const parts = assemble(options, credentials);
	const server = await startServer({
		host,
		port: options.port ?? 0,
		...credentials.server,
		caCertificate: credentials.credential.caCertificate,
		network: parts.behavior.network,
		handle: (...request) => parts.platform.handle(...request),
	});
	const files = await writeCredentialFiles(credentials, options.directory);
	const stop = async () => {
		const closed = new Promise((resolve) => server.close(resolve));
		server.closeAllConnections();
		await Promise.all([closed, parts.deliveries.stop(), parts.desk.idle()]);
		await files.remove();
	};
	return {
		url: `https://${inUrl(shown)}:${portOf(server)}`,
		listening: listeningAt(server),
		stop,
		...describe(credentials, files),
		...controls(parts),
		get callbackUrl() {
			return parts.deliveries.callbackUrl;
		},
	};
}

function describe({ credential }: Credentials, { paths }: CredentialFiles) {
	return {
		tokenId: accounts.tokenId,
		otherTokens: { forbidden: accounts.forbidden, poor: accounts.poor },
		credential,
		files: paths,
	};
}

function controls({ book, deliveries, desk, platform, observers, autoSign }: Parts) {
	return {
		orders: book.orders,
		requests: platform.requests,
		pushes: deliveries.attempts,
		errorCodes: errorCodeTable,
		autoSign,
		setCallbackUrl: (url) => deliveries.setCallbackUrl(url),
		failNextRequest: (failure) => platform.failNext(failure),
		faultNextPush: (fault, count = 1) => deliveries.faultNext(fault, count),
		setFault: (orderNumber, fault) => deliveries.setFault(orderNumber, fault),
		faultOf: (orderNumber) => deliveries.faultOf(orderNumber),
		signAll: () => desk.signAll(),
		sign: (signid) => desk.sign(book.get(signid)),
		refuse: async (signid, codes) => Promise.resolve(desk.refuse(book.get(signid), codes)),
		pushAgain: (signid, fault) => desk.pushAgain(book.get(signid), fault),
		pushDocument: (pushed) => desk.pushDocument(pushed),
		waitForAnswer: (orderNumber, timeoutMs) =>
			waitForAnswer(deliveries, book, orderNumber, timeoutMs),
		observe(observer) {
			observers.add(observer);
			return () => void observers.delete(observer);
		},
	} satisfies Partial<Sandbox>;
}
