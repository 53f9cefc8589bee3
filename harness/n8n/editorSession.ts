import { randomBytes } from 'node:crypto';
import { z } from 'zod';

/** The account that owns an n8n under test; it is of no use outside it. */
export interface Login {
	email: string;
	password: string;
}

/** A logged-in user of n8n's own editor, calling what the editor calls. */
export interface EditorSession {
	login: Login;
	/** Calls `/rest<path>`; gives the answer's `data`, throws an N8nRefusal otherwise. */
	call(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<unknown>;
	/** Fetches any address below n8n's base URL, e.g. a stored file. */
	fetch(path: string): Promise<Response>;
}

/** n8n has refused a call; the message has its words. */
export class N8nRefusal extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(`n8n answered ${status} to ${message}`);
	}
}

const answerSchema = z.object({ data: z.unknown() });

/** Sets up the owner of a fresh n8n, which also logs in. */
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
		// A connection that is kept may be closed by n8n just as it is used again.
		headers: { 'content-type': 'application/json', cookie, connection: 'close' },
		...(body && { body: JSON.stringify(body) }),
	});
	if (!response.ok) {
		throw new N8nRefusal(response.status, `${method} ${path}: ${await response.text()}`);
	}
	return response;
}
