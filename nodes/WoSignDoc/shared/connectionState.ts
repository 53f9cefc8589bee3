import { z } from 'zod';

/** `pending`: no TLS connection stood, so that nothing of a request was written; undefined when it is not known. */
export type ConnectionState = 'pending' | 'established' | undefined;

/**
 * An HTTP client's error that still carries its request, and that the socket it was written to: Node.js gives a request
 * its socket once there is one, and ends `secureConnecting` before it writes anything but the handshake.
 */
const errorSchema = z.object({
	request: z.object({ socket: z.object({ secureConnecting: z.boolean() }).nullable() }),
});

/** How far the connection of a failed exchange had come. */
export function connectionStateOf(errors: readonly unknown[]): ConnectionState {
	const [known] = errors.flatMap((error) => errorSchema.safeParse(error).data ?? []);
	if (!known) return undefined;
	return known.request.socket?.secureConnecting === false ? 'established' : 'pending';
}
