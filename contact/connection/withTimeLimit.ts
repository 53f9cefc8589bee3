import { asError } from '../../nodes/WoSignDoc/protocol/errors';
import type { Contact } from '../step';
import { failureOf, type Phase } from './failure';

/**
 * Does a part of a connection's work within a time limit. Throws a `ContactError`, or the signal's reason if the user or
 * the command's time limit ended it.
 */
export async function withTimeLimit<Result>(
	{ signal, credential }: Pick<Contact, 'signal' | 'credential'>,
	{ milliseconds, phase }: { readonly milliseconds: number; readonly phase: Phase },
	work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
	// Referenced again below, because Node.js 20 drops a timeout that only a combined signal refers to.
	const limit = AbortSignal.timeout(milliseconds);
	try {
		return await untilAborted(work, AbortSignal.any([signal, limit]));
	} catch (error) {
		signal.throwIfAborted();
		const { host } = new URL(credential.baseUrl);
		throw failureOf(error, host, limit.aborted ? { milliseconds } : { phase });
	}
}

/** Ends with the signal even if the work never ends. */
export async function untilAborted<Result>(
	work: (signal: AbortSignal) => Promise<Result>,
	signal: AbortSignal,
): Promise<Result> {
	signal.throwIfAborted();
	let abort = () => undefined;
	const aborted = new Promise<never>((_, reject) => {
		abort = () => void reject(asError(signal.reason));
		signal.addEventListener('abort', abort, { once: true });
	});
	try {
		return await Promise.race([work(signal), aborted]);
	} finally {
		signal.removeEventListener('abort', abort);
	}
}
