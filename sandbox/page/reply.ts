import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Html } from './html';

/** What the page answers: a status, a body of some type, and headers of its own. */
export interface Reply {
	status: number;
	type: string;
	body: string | Buffer;
	headers?: OutgoingHttpHeaders;
}

/** Everything from this page, nothing inline, no frame around it. */
const policy = [
	"default-src 'none'",
	"style-src 'self'",
	"script-src 'self'",
	"img-src 'self'",
	"connect-src 'self'",
	"object-src 'self'",
	"frame-src 'self'",
	"form-action 'self'",
	"base-uri 'none'",
	"frame-ancestors 'none'",
].join('; ');

/** A document is shown by the browser's viewer, inside this page or alone. */
const documentPolicy = "default-src 'none'; object-src 'self'; frame-ancestors 'self'";

const always: OutgoingHttpHeaders = {
	'cache-control': 'no-store',
	'x-content-type-options': 'nosniff',
	// Not 'no-referrer': with that, browsers send a form without its origin.
	'referrer-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'content-security-policy': policy,
};

export function htmlReply({ text }: Html, status = 200): Reply {
	return { status, type: 'text/html; charset=utf-8', body: text };
}

/** For a request under an unknown host name: nothing of the page. */
export const strangersReply: Reply = {
	status: 403,
	type: 'text/plain; charset=utf-8',
	body: 'This page does not answer to the host name in the address. To allow that name, start the sandbox with --name.',
};

/** After a form: the browser goes on with GET, so that a reload sends nothing twice. */
export function redirect(location: string): Reply {
	return { status: 303, type: 'text/plain; charset=utf-8', body: '', headers: { location } };
}

export function pdfReply(body: Buffer): Reply {
	return {
		status: 200,
		type: 'application/pdf',
		body,
		headers: { 'content-security-policy': documentPolicy },
	};
}

/** A file of any format: saved, never shown, because it could be a page with scripts. */
export function fileReply(body: Buffer, name: string): Reply {
	return {
		status: 200,
		type: 'application/octet-stream',
		body,
		headers: { 'content-disposition': `attachment; filename="${name}"` },
	};
}

export function writeReply(response: ServerResponse, { status, type, body, headers }: Reply): void {
	response.writeHead(status, {
		...always,
		'content-type': type,
		'content-length': Buffer.byteLength(body),
		...headers,
	});
	response.end(body);
}
