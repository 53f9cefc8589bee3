import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { inUrl, listeningAt, portOf, reachOfPage } from '../hosts';
import type { Host, Listening, ReachOptions } from '../hosts';
import type { Sandbox } from '../sandbox';
import { listen } from '../server';
import { isForKnownHost } from './guard';
import { html } from './html';
import { layout } from './layout';
import { PageError } from './pageError';
import { htmlReply, strangersReply, writeReply, type Reply } from './reply';
import { act, show } from './routes';
import type { View } from './view';

/** A web page served over plain HTTP, by default on loopback only. */
export interface SandboxPage {
	/** `http://127.0.0.1:PORT`, or with the address it listens on. */
	url: string;
	/** Where it listens. */
	listening: Listening;
	stop(): Promise<void>;
}

export interface PageOptions extends ReachOptions {
	/** Port; 0 (the default) picks a free one. */
	port?: number | undefined;
}

/**
 * Serves a page that shows a sandbox's orders, documents, and pushes, with buttons to sign, reject, and push.
 * It has no password. Rejects if the port is in use.
 */
export async function startPage(
	sandbox: Sandbox,
	{ port = 0, ...options }: PageOptions = {},
): Promise<SandboxPage> {
	const { listen: host, shown, hosts } = reachOfPage(options);
	const view = { sandbox, token: randomBytes(32).toString('base64url') };
	const server = createServer((request, response) => {
		answer(view, request, hosts).then(
			(reply) => writeReply(response, reply),
			() => response.destroy(),
		);
	});
	await listen(server, { host, port });
	return {
		url: `http://${inUrl(shown)}:${portOf(server)}`,
		listening: listeningAt(server),
		async stop() {
			const closed = new Promise((resolve) => server.close(resolve));
			server.closeAllConnections();
			await closed;
		},
	};
}

async function answer(
	view: View,
	request: IncomingMessage,
	hosts: readonly Host[],
): Promise<Reply> {
	if (!isForKnownHost(request, hosts)) return strangersReply;
	try {
		const url = new URL(request.url ?? '', `http://${request.headers.host}`);
		if (request.method === 'GET' || request.method === 'HEAD') return await show(view, url);
		if (request.method === 'POST') return await act(view, url, request);
		throw new PageError(405, 'Only GET and POST are supported.');
	} catch (error) {
		return refusal(view, error);
	}
}

function refusal(view: View, error: unknown): Reply {
	const message = error instanceof Error ? error.message : String(error);
	const content = html`
		<h1>Request failed</h1>
		<p class="notice error" role="alert">${message}</p>
		<p><a href="/">Back to orders</a></p>
	`;
	return htmlReply(
		layout(view, 'Request failed', content),
		error instanceof PageError ? error.status : 500,
	);
}
