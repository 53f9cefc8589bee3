import { beginningOf } from '../../../nodes/WoSignDoc/protocol/platformResponse';
import type { HttpResponse } from '../../../nodes/WoSignDoc/shared/httpResponse';
import { unexpectedResponse, OF_TEST } from '../../../nodes/WoSignDoc/shared/unexpectedResponse';

const FILE = Buffer.from(Array.from({ length: 900 }, (_, index) => (index * 181) % 256));
const BASE64 = FILE.toString('base64');
const SECRETS = {
	'the token': '8d0c2b9a-5e1f-4a77',
	'the password': "o\"pen\\ <&> 'sesame' 合同😀\t+%",
	'the license number': '440301103308619',
	'the card number': '11010519491231002X',
};

/** A request that has the secret at its beginning, where an error would show it. */
const requestWith = (secret: string) =>
	JSON.stringify({ value: secret, filebase: BASE64, signerlist: [{ pic: BASE64, otherpic: '' }] });

const html = (text: string) =>
	text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
const namedHtml = (text: string) =>
	text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&apos;');
const fullHtml = (text: string) =>
	[...text]
		.map((character) =>
			/[A-Za-z0-9]/.test(character) ? character : `&#x${character.codePointAt(0)?.toString(16)};`,
		)
		.join('');
const ascii = (text: string) =>
	text.replace(
		/[^ -~]|[+/=<>&']/g,
		(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
const lowerCaseHex = (text: string) => text.replace(/%../g, (hex) => hex.toLowerCase());
const form = (text: string) => new URLSearchParams({ body: text }).toString();

/** How servers echo the request that they did not understand. */
const echoes: ReadonlyArray<[string, (request: string) => string]> = [
	['as it came', (request) => request],
	['as JSON in JSON', (request) => JSON.stringify({ received: request })],
	['as JSON in JSON in JSON', (request) => JSON.stringify(JSON.stringify({ received: request }))],
	['as JSON in ASCII', ascii],
	['as JSON in ASCII in JSON', (request) => JSON.stringify(ascii(request))],
	['as JSON with escaped slashes', (request) => request.replaceAll('/', '\\/')],
	['percent-encoded', encodeURIComponent],
	['percent-encoded in lower case', (request) => lowerCaseHex(encodeURIComponent(request))],
	['percent-encoded twice', (request) => encodeURIComponent(encodeURIComponent(request))],
	['as a form', form],
	['as a page', (request) => `<html><pre>${html(request)}</pre></html>`],
	['as a page with named characters', (request) => `<html><pre>${namedHtml(request)}</pre></html>`],
	['as a page in which every sign is escaped', (request) => `<pre>${fullHtml(request)}</pre>`],
	['as a page with its form', (request) => `<input value="${namedHtml(form(request))}">`],
];

function response(changes: Partial<HttpResponse>): HttpResponse {
	return { status: 200, contentType: '', location: undefined, body: '', ...changes };
}

/** What the error says of an answer. */
function told(body: string, secrets: readonly string[] = Object.values(SECRETS)): string {
	const { message, description = '' } = unexpectedResponse(response({ body }), secrets);
	return `${message}\n${description}`;
}

/** A secret's longest word, which would give it away. */
function wordOf(secret: string): string {
	const words = secret.match(/[A-Za-z0-9]+/g) ?? [];
	return words.sort((one, other) => other.length - one.length)[0] ?? '';
}

describe('a server that echoes the request', () => {
	describe.each(echoes)('%s', (_, echo) => {
		it.each(Object.entries(SECRETS))('shows no file and not %s', (_name, secret) => {
			const body = echo(requestWith(secret));
			const shown = told(body);
			expect(shown).not.toContain(wordOf(secret));
			expect(shown).toContain('•••');
			expect(shown).not.toMatch(/[A-Za-z0-9]{40}/);
			expect(told(body, [])).toContain(wordOf(secret));
		});
	});

	it('never makes of a secret’s characters a pattern', () => {
		expect(told('{"password":"a.b","x":"axb"}', ['a.b', ''])).toContain(
			'{"password":"•••","x":"axb"}',
		);
	});

	it.each(['(', '\\', '[a-z]+', '\ud800', '%', '&amp;', '\u0000'])(
		'hides even a password such as %j',
		(secret) => {
			const body = JSON.stringify({ password: `${secret}${secret}` });
			expect(told(body, [secret])).toMatch(/\{"password":"(•••){1,2}"\}/);
		},
	);

	it('is read in good time, though a password be all backslashes', () => {
		const body = '\\'.repeat(1_000);
		expect(told(body, [`${'\\'.repeat(40)}x`])).toContain(body.slice(0, 200));
	});

	it('is shown with its first 200 characters, after what was taken out', () => {
		const body = `${'x '.repeat(20)}${BASE64}${' y'.repeat(500)}`;
		const [shown = ''] = unexpectedResponse(response({ body }), []).description?.split('\n') ?? [];
		expect(shown).toHaveLength('The answer begins: '.length + 200);
		expect(shown).toContain('[base64]');
	});

	it('may echo a megabyte', () => {
		expect(told(`{"filebase":"${'QUJD'.repeat(262_144)}`)).toContain('{"filebase":"[base64]');
		expect(told(`%7B${'%2B%2F'.repeat(170_000)}`)).toContain('%[base64]');
	});
});

describe('an answer that is not the platform’s', () => {
	it.each<[string, Partial<HttpResponse>, string, string]>([
		[
			'a redirect',
			{ status: 302, location: 'https://login.example/?next=secret' },
			'redirected',
			'a redirect (HTTP 302) to login.example, which',
		],
		['a redirect to a path', { status: 307, location: '/login' }, 'redirected', 'another path'],
		['a redirect to nowhere', { status: 304 }, 'redirected', 'nowhere'],
		[
			'a limit',
			{ status: 413, body: '<html>' },
			'unreadableResponse',
			'request of this size (HTTP 413)',
		],
		[
			'nginx that got no client certificate',
			{ status: 400, body: '<title>400 No required SSL certificate was sent</title>' },
			'unreadableResponse',
			'The server got no client certificate (HTTP 400)',
		],
		[
			'nginx that refused it',
			{ status: 400, body: '<title>400 The SSL certificate error</title>' },
			'unreadableResponse',
			'The server refused the client certificate (HTTP 400)',
		],
		['its own code for none', { status: 496 }, 'unreadableResponse', 'got no client certificate'],
		['its own code for a bad one', { status: 495 }, 'unreadableResponse', 'refused the client'],
		[
			'another bad request',
			{ status: 400, body: '<title>400 Bad Request</title>' },
			'unreadableResponse',
			'A web page came',
		],
		['a refusal', { status: 403 }, 'unreadableResponse', 'refused access (HTTP 403)'],
		[
			'a failure',
			{ status: 502, body: '<html>' },
			'unreadableResponse',
			'The server failed (HTTP 502)',
		],
		['nothing', { body: ' \n' }, 'unreadableResponse', 'answered with nothing (HTTP 200)'],
		['a page', { body: ' <!DOCTYPE html>' }, 'unreadableResponse', 'A web page came'],
		[
			'a page by its type',
			{ contentType: 'text/HTML', body: 'x' },
			'unreadableResponse',
			'A web page came',
		],
		['something else', { body: '{}' }, 'unreadableResponse', 'is not WoSignDoc’s (HTTP 200)'],
	])('is reported for what it is: %s', (_, changes, code, happened) => {
		const error = unexpectedResponse(response(changes), []);
		expect(error).toMatchObject({ code, httpStatus: changes.status ?? 200 });
		expect(error.message).toContain(happened);
	});

	it('never says that no order exists where one may', () => {
		for (const status of [200, 404, 500, 504]) {
			const { description } = unexpectedResponse(response({ status, body: 'x' }), []);
			expect(description).toContain('The order may exist; sending it again');
		}
		for (const status of [302, 413, 495, 496]) {
			const { description } = unexpectedResponse(response({ status }), []);
			expect(description).toContain('No order was created');
		}
	});

	it('has nothing to say of an order where none was sent', () => {
		for (const status of [200, 302, 400, 403, 413, 496, 500]) {
			const { message, description } = unexpectedResponse(response({ status }), [], {
				remarks: OF_TEST,
			});
			expect(`${message} ${description}`).not.toContain('order');
		}
	});
});

it('an answer of only backslashes, or a secret too long to search for, is reported quickly', () => {
	expect(beginningOf('\\'.repeat(65_536))).toContain('\\');
	expect(beginningOf(`the password: ${'x'.repeat(6_000)}`, ['x'.repeat(6_000)])).not.toContain('x');
});
