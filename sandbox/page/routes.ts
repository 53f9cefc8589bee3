import type { IncomingMessage } from 'node:http';
import type { Sandbox } from '../sandbox';
import type { SandboxOrder } from '../sandboxOrder';
import { orderActions, setCallback, signAll, type Outcome } from './actions';
import { drawPlaces } from './drawPlaces';
import { checkSender } from './guard';
import { icon } from './icon';
import { orderList } from './orderList';
import { orderPage } from './orderPage';
import { PageError } from './pageError';
import { refreshScript } from './refreshScript';
import { fileReply, htmlReply, pdfReply, redirect, type Reply } from './reply';
import { stylesheet } from './stylesheet';
import { noticeIn, versionOf, type View } from './view';

const formLimit = 16 * 1024;

/** Handles a GET request. Throws PageError if there is nothing at this path. */
export async function show(view: View, { pathname, searchParams }: URL): Promise<Reply> {
	const noticed = { ...view, notice: noticeIn(searchParams) };
	switch (pathname) {
		case '/':
			return htmlReply(orderList(noticed));
		case '/icon.svg':
			return { status: 200, type: 'image/svg+xml', body: icon };
		case '/page.css':
			return { status: 200, type: 'text/css; charset=utf-8', body: stylesheet };
		case '/page.js':
			return { status: 200, type: 'text/javascript; charset=utf-8', body: refreshScript };
		case '/version':
			return { status: 200, type: 'text/plain; charset=utf-8', body: versionOf(view.sandbox) };
	}
	const { order, rest } = orderAt(view.sandbox, pathname);
	if (rest === undefined) return htmlReply(await orderPage(noticed, order));
	return await showDocument(order, rest);
}

async function showDocument(order: SandboxOrder, name: string): Promise<Reply> {
	const { document, fileFormat, signedDocument } = order;
	if (name === 'signed.pdf' && signedDocument) return pdfReply(signedDocument);
	if (name === 'document' && fileFormat === 'pdf') return pdfReply(document);
	if (name === 'document') return fileReply(document, `document.${fileFormat}`);
	if (name === 'places.pdf') {
		const drawn = await drawPlaces(order).catch(() => {
			throw new PageError(409, 'The document can’t be read as a PDF.');
		});
		return pdfReply(drawn);
	}
	throw nothingHere();
}

/** Performs a form's action, then redirects the browser. Throws PageError if the action is not allowed or fails. */
export async function act(
	{ sandbox, token }: View,
	{ pathname }: URL,
	request: IncomingMessage,
): Promise<Reply> {
	const form = await readForm(request);
	checkSender(request, form, token);
	const { path, notice } = await outcome(sandbox, pathname, form);
	return redirect(`${path}?notice=${notice}#notice`);
}

async function outcome(
	sandbox: Sandbox,
	pathname: string,
	form: URLSearchParams,
): Promise<Outcome> {
	if (pathname === '/sign-all') return await signAll(sandbox);
	if (pathname === '/callback') return setCallback(sandbox, form);
	const { order, rest = '' } = orderAt(sandbox, pathname);
	const action = orderActions.get(rest);
	if (!action) throw nothingHere();
	return await action(sandbox, order, form);
}

function orderAt({ orders }: Sandbox, pathname: string) {
	const [, signid, rest] = /^\/orders\/([^/]+)(?:\/([^/]+))?$/.exec(pathname) ?? [];
	const order = orders.find((candidate) => candidate.signid === signid);
	if (!order) throw nothingHere();
	return { order, rest };
}

function nothingHere(): PageError {
	return new PageError(404, 'Not found.');
}

function tooLarge(): PageError {
	return new PageError(413, 'The form is too large.');
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
	const [type] = (request.headers['content-type'] ?? '').split(';');
	if (type !== 'application/x-www-form-urlencoded')
		throw new PageError(415, 'Only URL-encoded forms are accepted.');
	if (Number(request.headers['content-length']) > formLimit) throw tooLarge();
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		chunks.push(chunk);
		length += chunk.length;
		if (length > formLimit) throw tooLarge();
	}
	return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
