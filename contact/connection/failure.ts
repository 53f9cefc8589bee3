import { z } from 'zod/v4';
import { oneLine } from '../../nodes/WoSignDoc/protocol/oneLine';
import { explanationOf, HANDSHAKE_ENDED } from '../../nodes/WoSignDoc/shared/connectionFailures';
import { reasonOf } from '../../nodes/WoSignDoc/shared/failureReason';
import { ContactError } from '../contactError';

const text = z.string().catch('');
const failureSchema = z.object({ code: text, message: text, syscall: text });
const innerSchema = z.object({ errors: z.array(z.unknown()).catch([]) });

/**
 * What a failed connection means, in the words that the nodes have for it.
 *
 * @param milliseconds after which it was given up; undefined when it failed by itself
 */
export function failureOf(error: unknown, host: string, milliseconds?: number): ContactError {
	if (error instanceof ContactError) return error;
	if (milliseconds !== undefined) {
		return new ContactError(
			`${host} didn’t respond within ${milliseconds / 1000} seconds`,
			'Check the address, and any proxy, gateway, or firewall on the way to the platform.',
		);
	}
	const inner = innerSchema.safeParse(error).data?.errors ?? [];
	const failures = [error, ...inner].flatMap((one) => failureSchema.safeParse(one).data ?? []);
	const { happened, remedy } = explanationOf(failures) ?? HANDSHAKE_ENDED;
	return new ContactError(oneLine(`${happened}: ${host}. ${reasonOf(failures)}`), remedy, {
		cause: error,
	});
}
