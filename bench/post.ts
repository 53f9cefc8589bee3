import { request } from 'node:http';

/**
 * POSTs a body in pieces on a new connection and returns the response's HTTP status. The response may arrive before the
 * whole body was sent.
 */
export async function post(
	url: string,
	contentType: string,
	body: readonly Buffer[],
	signal: AbortSignal,
): Promise<number> {
	return await new Promise((resolve, reject) => {
		const length = body.reduce((sum, piece) => sum + piece.length, 0);
		const headers = { 'Content-Type': contentType, 'Content-Length': length, connection: 'close' };
		const call = request(url, { method: 'POST', headers, signal, agent: false });
		let status: number | undefined;
		call.once('response', (response) => {
			status = response.statusCode;
			response.resume().once('close', () => resolve(status ?? 0));
		});
		call.on('error', (error) => {
			// A server that rejects a body may close the connection while it is being sent.
			if (status === undefined) reject(error);
		});
		for (const piece of body) call.write(piece);
		call.end();
	});
}
