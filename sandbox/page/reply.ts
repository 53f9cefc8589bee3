import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Html } from './html';

/** A response of the page: status, body with its type, and extra headers. */
export interface Reply {
	status: number;
	type: string;
	body: string | Buffer;
	headers?: OutgoingHttpHeaders;
}

/** Allows only resources from this server, nothing inline, and no framing. */
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

/** For documents, which the browser's viewer shows within this page or by themselves. */
const documentPolicy = "default-src 'none'; object-src 'self'; frame-ancestors 'self'";

const always: OutgoingHttpHeaders = {
	'cache-control': 'no-store',
	'x-content-type-options': 'nosniff',
	// Not 'no-referrer': browsers would then submit forms without an origin.
	'referrer-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'content-security-policy': policy,
};

export function htmlReply({ text }: Html, status = 200): Reply {
	return { status, type: 'text/html; charset=utf-8', body: text };
}

/** For requests with an unknown host name: reveals nothing about the page. */
export const strangersReply: Reply = {
	status: 403,
	type: 'text/plain; charset=utf-8',
	body: 'The sandbox does not accept the host name in this URL. To allow it, start the sandbox with --name.',
};

/** After a form: the browser continues with GET, so that a reload doesn't submit the form again. */
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

/** A file of any format: downloaded, never shown, because it could be a page with scripts. */
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
