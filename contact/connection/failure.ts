import { z } from 'zod/v4';
import { oneLine } from '../../nodes/WoSignDoc/protocol/oneLine';
import { explanationOf, HANDSHAKE_ENDED } from '../../nodes/WoSignDoc/shared/connectionFailures';
import { reasonOf, type Failure } from '../../nodes/WoSignDoc/shared/failureReason';
import { ContactError } from '../contactError';

const text = z.string().catch('');
const failureSchema = z.object({ code: text, message: text, syscall: text });
/** Whether a connection failed during the handshake or afterward. The peer is known only after the handshake. */
export type Phase = 'handshake' | 'exchange';

const EXCHANGE_ENDED = {
	happened: 'The connection ended before a response arrived',
	remedy:
		'Ask WoSign whether the client certificate is registered, and the operator of any proxy, gateway, or firewall on the way to the platform.',
};
const NO_HTTP = {
	happened: 'The response isn’t valid HTTP',
	remedy: 'Check the address, and any proxy, gateway, or firewall on the way to the platform.',
};
const innerSchema = z.object({ errors: z.array(z.unknown()).catch([]) });

/**
 * Explains a failed connection with the same messages as the nodes.
 *
 * @param ended the timeout in milliseconds, or the phase in which the connection failed
 */
export function failureOf(
	error: unknown,
	host: string,
	ended: { readonly milliseconds: number } | { readonly phase: Phase },
): ContactError {
	if (error instanceof ContactError) return error;
	if ('milliseconds' in ended) {
		return new ContactError(
			`${host} didn’t respond within ${ended.milliseconds / 1000} seconds`,
			'Check the address, and any proxy, gateway, or firewall on the way to the platform.',
		);
	}
	const inner = innerSchema.safeParse(error).data?.errors ?? [];
	const failures = [error, ...inner].flatMap((one) => failureSchema.safeParse(one).data ?? []);
	const { happened, remedy } = explanationOf(failures) ?? unexplained(failures, ended.phase);
	return new ContactError(oneLine(`${happened}: ${host}. ${reasonOf(failures)}`), remedy, {
		cause: error,
	});
}

function unexplained(failures: readonly Failure[], phase: Phase) {
	if (phase === 'handshake') return HANDSHAKE_ENDED;
	return failures.some(({ code }) => code.startsWith('HPE_')) ? NO_HTTP : EXCHANGE_ENDED;
}
