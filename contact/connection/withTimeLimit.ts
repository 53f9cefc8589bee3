import { asError } from '../../nodes/WoSignDoc/protocol/errors';
import type { Contact } from '../step';
import { failureOf, type Phase } from './failure';

/**
 * Does a part of a connection's work, which must end within so many milliseconds. Throws a `ContactError`, or the
 * signal's reason where the person or the command's own time ended it.
 */
export async function withTimeLimit<Result>(
	{ signal, credential }: Pick<Contact, 'signal' | 'credential'>,
	{ milliseconds, phase }: { readonly milliseconds: number; readonly phase: Phase },
	work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
	// Used again below: Node.js 20 forgets a time limit that nothing but a combined signal refers to.
	const limit = AbortSignal.timeout(milliseconds);
	try {
		return await untilAborted(work, AbortSignal.any([signal, limit]));
	} catch (error) {
		signal.throwIfAborted();
		const { host } = new URL(credential.baseUrl);
		throw failureOf(error, host, limit.aborted ? { milliseconds } : { phase });
	}
}

/** Ends with the signal even where the work does not, because what it waits for never happens. */
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
