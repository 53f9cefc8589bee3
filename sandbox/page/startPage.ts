import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { Sandbox } from '../sandbox';
import { listen, portOf } from '../server';
import { isForThisMachine } from './guard';
import { html } from './html';
import { layout } from './layout';
import { PageError } from './pageError';
import { htmlReply, strangersReply, writeReply, type Reply } from './reply';
import { act, show } from './routes';
import type { View } from './view';

/** A page for people, served over plain HTTP on 127.0.0.1. */
export interface SandboxPage {
	/** `http://127.0.0.1:PORT` */
	url: string;
	stop(): Promise<void>;
}

/**
 * Serves a page that shows a sandbox's orders, documents and pushes, with buttons to sign, refuse and push.
 * Rejects when the port is taken.
 */
export async function startPage(sandbox: Sandbox, port = 0): Promise<SandboxPage> {
	const view = { sandbox, token: randomBytes(32).toString('base64url') };
	const server = createServer((request, response) => {
		answer(view, request, portOf(server)).then(
			(reply) => writeReply(response, reply),
			() => response.destroy(),
		);
	});
	await listen(server, port);
	return {
		url: `http://127.0.0.1:${portOf(server)}`,
		async stop() {
			const closed = new Promise((resolve) => server.close(resolve));
			server.closeAllConnections();
			await closed;
		},
	};
}

async function answer(view: View, request: IncomingMessage, port: number): Promise<Reply> {
	if (!isForThisMachine(request, port)) return strangersReply;
	try {
		const url = new URL(request.url ?? '', `http://${request.headers.host}`);
		if (request.method === 'GET' || request.method === 'HEAD') return await show(view, url);
		if (request.method === 'POST') return await act(view, url, request);
		throw new PageError(405, 'Only GET and POST are taken.');
	} catch (error) {
		return refusal(view, error);
	}
}

function refusal(view: View, error: unknown): Reply {
	const message = error instanceof Error ? error.message : String(error);
	const content = html`
		<h1>This was not done</h1>
		<p class="notice error" role="alert">${message}</p>
		<p><a href="/">Back to the orders</a></p>
	`;
	return htmlReply(
		layout(view, 'Not done', content),
		error instanceof PageError ? error.status : 500,
	);
}
