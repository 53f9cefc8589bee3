import { randomBytes } from 'node:crypto';
import { z } from 'zod';

/** The owner account of an n8n under test; valid only there. */
export interface Login {
	email: string;
	password: string;
}

/** A logged-in session that uses the same calls as n8n's editor. */
export interface EditorSession {
	login: Login;
	/** Calls `/rest<path>` and returns the response's `data`. Throws N8nRefusal on errors. */
	call(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<unknown>;
	/** Fetches any path below n8n's base URL, e.g. a stored file. */
	fetch(path: string): Promise<Response>;
}

/** A call that n8n rejected; the message contains n8n's reason. */
export class N8nRefusal extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(`n8n answered ${status} to ${message}`);
	}
}

const answerSchema = z.object({ data: z.unknown() });

/** Sets up the owner of a new n8n, which also logs in. */
export async function openEditorSession(baseUrl: string): Promise<EditorSession> {
	const login = { email: 'owner@example.com', password: `N8n-${randomBytes(9).toString('hex')}` };
	const owner = { ...login, firstName: 'Owner', lastName: 'Of the tests' };
	const setup = await send(baseUrl, 'POST', '/rest/owner/setup', owner);
	const cookie = setup.headers
		.getSetCookie()
		.map((line) => line.split(';')[0])
		.join('; ');
	return {
		login,
		async call(method, path, body) {
			const response = await send(baseUrl, method, `/rest${path}`, body, cookie);
			return answerSchema.parse(await response.json()).data;
		},
		fetch: (path) => send(baseUrl, 'GET', path, undefined, cookie),
	};
}

async function send(baseUrl: string, method: string, path: string, body?: object, cookie = '') {
	const response = await fetch(new URL(path, baseUrl), {
		method,
		// n8n may close a kept-alive connection just as it is reused.
		headers: { 'content-type': 'application/json', cookie, connection: 'close' },
		...(body && { body: JSON.stringify(body) }),
	});
	if (!response.ok) {
		throw new N8nRefusal(response.status, `${method} ${path}: ${await response.text()}`);
	}
	return response;
}
