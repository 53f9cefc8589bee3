import { z } from 'zod';

/** `pending`: there was no TLS connection yet, so nothing of the request was written. Undefined if unknown. */
export type ConnectionState = 'pending' | 'established' | undefined;

/**
 * An HTTP client's error that carries its request, and with it the socket. Node.js assigns the socket once there is one,
 * and clears `secureConnecting` before it writes anything but the handshake.
 */
const errorSchema = z.object({
	request: z.object({ socket: z.object({ secureConnecting: z.boolean() }).nullable() }),
});

/** How far the connection of a failed exchange had got. */
export function connectionStateOf(errors: readonly unknown[]): ConnectionState {
	const [known] = errors.flatMap((error) => errorSchema.safeParse(error).data ?? []);
	if (!known) return undefined;
	return known.request.socket?.secureConnecting === false ? 'established' : 'pending';
}
