import { z } from 'zod/v4';
import { assertIncomplete } from '../../contact/probes/incomplete';
import { firstContact, startSandbox, type FirstContact } from '../../sandbox';
import { startTlsServer } from '../../harness/tlsServer';
import { contactRun } from './support/contactRun';

/**
 * Everything an order needs, each searched for in the raw request text. Deliberately independent of the command's own
 * list.
 */
const NEEDED: Readonly<
	Record<string, (request: Record<string, unknown>, text: string) => boolean>
> = {
	'a file that begins like a document': (_, text) => /JVBERi|UEsDB|0M8R4K|\/9j\/|iVBORw/.test(text),
	'more than three bytes in any field of base64': (request) =>
		everyText(request).some(([key, text]) => /base|pic/.test(key) && text.length > 4),
	'a template of the vendor’s': (request) =>
		typeof request['tempid'] === 'string' && !/^(?:no-such-template-.*)?$/.test(request['tempid']),
	'an order number': (request) => Boolean(request['orderNumber'] ?? request['ordernumber']),
	'a file format': (request) => Boolean(request['fileformat']),
	'signers who all have a name': (request) =>
		signersOf(request).length > 0 &&
		signersOf(request).every(({ userName, orgName }) => userName ?? orgName),
	'signers who all have a place': (request) =>
		signersOf(request).length > 0 && signersOf(request).every(({ signlist }) => signlist),
	'the token': (request) => request['tokenid'] === TOKEN,
};
const TOKEN = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const FEWEST_LACKING = 4;

const signerSchema = z.record(z.string(), z.unknown());
function signersOf(request: Record<string, unknown>): Array<Record<string, unknown>> {
	return z.array(signerSchema).catch([]).parse(request['signerlist']);
}

function everyText(value: unknown, key = ''): Array<[string, string]> {
	if (typeof value === 'string') return [[key, value]];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, one]) =>
		everyText(one, Array.isArray(value) ? key : name),
	);
}

/** Throws unless a body isn't JSON, or lacks a document and more. */
function expectHarmless(body: string): void {
	const text = body.startsWith('%7B') ? decodeURIComponent(body) : body;
	if (text === '{') return;
	const request = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
	const has = (need: string) => NEEDED[need]?.(request, text) ?? false;
	const lacking = Object.keys(NEEDED).filter((need) => !has(need));
	expect(lacking).toEqual(
		expect.arrayContaining([
			'a file that begins like a document',
			'more than three bytes in any field of base64',
			'a template of the vendor’s',
		]),
	);
	expect(lacking.length).toBeGreaterThanOrEqual(FEWEST_LACKING);
}

const PLATFORMS: ReadonlyArray<NonNullable<FirstContact['requests']>> = [
	{},
	{ encodings: ['percentEncoded'] },
	{ sortedKeys: 'required', emptyFields: 'required' },
	{ signerType: 'number', pageNumber: 'string', orderNumberKey: 'ordernumber' },
	{ plusSigns: 'lost', signerType: 'string', pageNumber: 'both', orderNumberKey: 'both' },
];

describe('no probe can become an order:', () => {
	it.each(PLATFORMS)(
		'each lacks at least four things, whatever the platform is like, %j',
		async (requests) => {
			const sandbox = await startSandbox({ like: firstContact({ requests }) });
			try {
				await contactRun(sandbox);
				expect(sandbox.requests.length).toBeGreaterThanOrEqual(30);
				for (const { body } of sandbox.requests) expectHarmless(body.toString());
				expect(sandbox.orders).toEqual([]);
				expect(sandbox.pushes).toEqual([]);
			} finally {
				await sandbox.stop();
			}
		},
	);

	it('a platform that responds as if one had become an order gets no further probes', async () => {
		const sandbox = await startSandbox();
		const server = await startTlsServer({
			requestCert: true,
			handle: (request, response) =>
				void (async () => {
					let body = '';
					for await (const part of request as AsyncIterable<Buffer>) body += String(part);
					const isMade = body.includes('orderNumber');
					response.end(
						isMade ? '{"status":1,"errorcode":0,"signid":"7"}' : '{"status":0,"errorcode":-63}',
					);
				})(),
		});
		const before = server.requests();
		const run = await contactRun(sandbox, { server });
		expect(run.exitCode).toBe(1);
		expect(run.said).toContain('as if it had created an order. Nothing more was sent');
		// Two for the network, two malformed ones, and the first with an order number.
		expect(server.requests() - before).toBe(5);
		await server.stop();
		await sandbox.stop();
	});
});

describe('the last check before a probe is sent', () => {
	const signer = {
		signType: '2',
		userName: '张三',
		userNo: '1',
		pic: 'A'.repeat(20),
		otherpic: 'A'.repeat(20),
	};
	const whole = {
		tokenid: 'T',
		actiontype: 'CreateSignOrder',
		filebase: 'JVBERi0xLjcKJeLjz9MK',
		fileformat: 'pdf',
		orderNumber: 'N',
		signerlist: [{ ...signer, signlist: [{ pagenumber: 1, position: '0,0,1,1' }] }],
	};

	it.each([
		['a whole order', {}],
		['one without a number', { orderNumber: '' }],
		['one without signers', { signerlist: [] }],
		['one without pictures', { signerlist: [{ ...signer, pic: '', otherpic: '' }] }],
		['one with a template in place of a document', { filebase: '', tempid: 'contract' }],
		['one of which only the document is missing', { filebase: 'AA==' }],
	])('stops %s', (_, changes) => {
		expect(() => assertIncomplete(JSON.stringify({ ...whole, ...changes }))).toThrow('not sent');
	});

	it('passes one that lacks document, pictures, and positions', () => {
		const request = {
			...whole,
			filebase: 'AA==',
			signerlist: [{ ...signer, pic: '', otherpic: '' }],
		};
		expect(() => assertIncomplete(JSON.stringify(request))).not.toThrow();
	});
});
