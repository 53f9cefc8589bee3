import type { Contact } from '../step';
import { failureOf } from './failure';

/**
 * Does a part of a connection's work, which must end within so many milliseconds. Throws a `ContactError`, or the
 * signal's reason where the person or the command's own time ended it.
 */
export async function withTimeLimit<Result>(
	{ signal, credential }: Pick<Contact, 'signal' | 'credential'>,
	milliseconds: number,
	work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
	// Used again below: Node.js 20 forgets a time limit that nothing but a combined signal refers to.
	const limit = AbortSignal.timeout(milliseconds);
	try {
		return await work(AbortSignal.any([signal, limit]));
	} catch (error) {
		signal.throwIfAborted();
		const { host } = new URL(credential.baseUrl);
		throw failureOf(error, host, limit.aborted ? milliseconds : undefined);
	}
}
