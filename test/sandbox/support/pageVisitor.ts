import { once } from 'node:events';
import http from 'node:http';

/** The page's response. */
export interface PageAnswer {
	status: number | undefined;
	headers: http.IncomingHttpHeaders;
	body: Buffer;
	text: string;
}

export interface VisitOptions {
	method?: string;
	headers?: Record<string, string>;
	body?: string;
}

/** Requests something from the page like a program, sending only what is given. */
export async function visit(
	pageUrl: string,
	path: string,
	{ method = 'GET', headers = {}, body = '' }: VisitOptions = {},
): Promise<PageAnswer> {
	const length = { 'content-length': Buffer.byteLength(body) };
	const request = http.request(new URL(path, pageUrl), {
		method,
		headers: { ...length, ...headers },
		agent: false,
	});
	request.end(body);
	const [response] = (await once(request, 'response')) as [http.IncomingMessage];
	const chunks: Buffer[] = [];
	for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
	const received = Buffer.concat(chunks);
	const { statusCode: status, headers: answered } = response;
	return { status, headers: answered, body: received, text: received.toString('utf8') };
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** Submits a form of the page with its token and these fields. */
export async function submit(
	pageUrl: string,
	path: string,
	fields: Record<string, string | string[]> = {},
	headers: Record<string, string> = {},
): Promise<PageAnswer> {
	const values = new URLSearchParams({ token: await tokenOf(pageUrl) });
	for (const [name, value] of Object.entries(fields))
		for (const one of [value].flat()) values.append(name, one);
	const body = values.toString();
	return await visit(pageUrl, path, { method: 'POST', headers: { ...form, ...headers }, body });
}

/** The token in the page's forms. */
export async function tokenOf(pageUrl: string): Promise<string> {
	const { text } = await visit(pageUrl, '/');
	const [, token] = /name="token" value="([^"]+)"/.exec(text) ?? [];
	if (token === undefined) throw new Error('the page has no form with a token');
	return token;
}
