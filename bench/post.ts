import { request } from 'node:http';

/**
 * POSTs a body that is given in pieces, on a connection of its own, and gives the HTTP status when the answer has
 * come; an answer may come before the body was sent.
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
			// Who refuses a body may close the connection while it is being sent.
			if (status === undefined) reject(error);
		});
		for (const piece of body) call.write(piece);
		call.end();
	});
}
