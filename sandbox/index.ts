import { accounts } from './accounts';
import { writeCredentialFiles } from './credentialFiles';
import { makeCredentials } from './credentials';
import { OrderBook } from './orders';
import { Platform } from './platform';
import { Deliveries } from './push/deliveries';
import { portOf, startServer } from './server';
import { signersUnder } from './signing/signers';
import { SigningDesk } from './signingDesk';
import type { Sandbox, SandboxObserver, SandboxOptions } from './types';
import { waitForAnswer } from './waitForAnswer';

export type { PushFault, PushFaultName } from './push/faults';
export type { RequestFailure } from './requestFailures';
export type * from './types';

const defaultIntervals = [1000, 2000, 4000, 8000, 15_000];

/** Starts a WoSignDoc on loopback: keys and certificates made, files written, listening. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
	const credentials = await makeCredentials();
	const files = await writeCredentialFiles(credentials.files, options.directory);
	const observers = new Set<SandboxObserver>();
	const book = new OrderBook();
	const deliveries = new Deliveries({
		intervals: options.pushIntervals ?? defaultIntervals,
		answerTimeout: options.answerTimeout ?? 60_000,
		callbackUrl: options.callbackUrl,
	});
	deliveries.events.on('attempt', (attempt) => {
		for (const observer of observers) observer.push?.(attempt);
	});
	const desk = new SigningDesk(book, deliveries, signersUnder(credentials.signingCa));
	const platform = new Platform({
		book,
		registeredKey: credentials.registeredKey,
		accepted: (order) => {
			if (options.autoSign ?? true) desk.signInBackground(order);
		},
		answered: (request) => {
			for (const observer of observers) observer.request?.(request);
		},
	});
	const server = await startServer({
		port: options.port ?? 0,
		...credentials.server,
		caCertificate: credentials.credential.caCertificate,
		handle: (...request) => platform.handle(...request),
	}).catch(async (error: unknown) => {
		await files.remove();
		throw error;
	});
	return {
		url: `https://127.0.0.1:${portOf(server)}`,
		tokenId: accounts.tokenId,
		otherTokens: { forbidden: accounts.forbidden, poor: accounts.poor },
		credential: credentials.credential,
		files: files.paths,
		orders: book.orders,
		requests: platform.requests,
		pushes: deliveries.attempts,
		setCallbackUrl: (url) => deliveries.setCallbackUrl(url),
		failNextRequest: (failure) => platform.failNext(failure),
		faultNextPush: (fault, count = 1) => deliveries.faultNext(fault, count),
		setFault: (orderNumber, fault) => deliveries.setFault(orderNumber, fault),
		sign: (signid) => desk.sign(book.get(signid)),
		refuse: (signid, codes) => desk.refuse(book.get(signid), codes),
		pushAgain: (signid) => desk.pushAgain(book.get(signid)),
		pushDocument: (pushed) => desk.pushDocument(pushed),
		waitForAnswer: (orderNumber, timeoutMs) =>
			waitForAnswer(deliveries, book, orderNumber, timeoutMs),
		observe(observer) {
			observers.add(observer);
			return () => observers.delete(observer);
		},
		async stop() {
			const closed = new Promise((resolve) => server.close(resolve));
			server.closeAllConnections();
			await Promise.all([closed, deliveries.stop(), desk.idle()]);
			await files.remove();
		},
	};
}
