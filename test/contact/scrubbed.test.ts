import fc from 'fast-check';
import { FirstContactRecord } from '../../contact/firstContactRecord';
import { codeOf, readAnswer } from '../../contact/probes/answer';
import { page } from '../../contact/report/page';
import { firstContact, startSandbox } from '../../sandbox';
import { firstContactSchema } from '../../sandbox/firstContact';
import { startTlsServer } from '../../harness/tlsServer';
import { contactRun } from './support/contactRun';

/** Tokens, numbers of people, names. */
const secret = fc.oneof(
	fc.uuid(),
	fc.stringMatching(/^1[3-9]\d{9}$/),
	fc.stringMatching(/^[1-9]\d{16}[\dX]$/),
	fc.stringMatching(/^[a-z]{9,16}$/),
	fc.stringMatching(/^[\u4e00-\u9fa5]{3,6}$/),
);

const ascii = (text: string) => encodeURIComponent(text).replaceAll('%', '');

/** A response with the secret everywhere a server can put it. */
const answerWith = (hidden: string) =>
	fc.record({
		code: fc.constantFrom(hidden, Number(hidden), -55, `-55&${hidden}`, [hidden]),
		status: fc.constantFrom(0, '0', hidden),
		key: fc.constantFrom(hidden, `x-${hidden}`, `ordernumber${hidden}`),
		isForm: fc.boolean(),
		contentType: fc.constantFrom(
			`application/${ascii(hidden)}`,
			`text/html; charset=${ascii(hidden)}`,
			`application/json; boundary=${ascii(hidden)}`,
			ascii(hidden),
		),
	});

it('neither file contains anything that a server can choose: keys, values, codes, headers, types', () => {
	fc.assert(
		fc.property(
			secret.chain((hidden) => answerWith(hidden).map((answer) => ({ hidden, ...answer }))),
			({ hidden, code, status, key, isForm, contentType }) => {
				const json = JSON.stringify({
					status,
					errorcode: code,
					ordernumber: hidden,
					signid: hidden,
					message: hidden,
					[key]: { [hidden]: hidden },
				});
				const read = readAnswer({
					status: 200,
					headers: { 'content-type': contentType, [`x-${ascii(hidden)}`]: hidden, server: hidden },
					body: Buffer.from(isForm ? JSON.stringify(json) : json),
					milliseconds: 1,
					renegotiated: false,
				});
				const record = new FirstContactRecord();
				record.note({ responses: read.facts });
				const given = codeOf(read);
				if (given !== undefined) {
					const entry = { situation: 'noSigners', encoding: 'json', code: given } as const;
					record.note({ requests: { codes: [entry] } });
				}
				const result = firstContactSchema.parse(firstContact(record.seen));
				const written = `${JSON.stringify(result)}\n${page(result)}`;
				expect(written).not.toContain(hidden);
				expect(written).not.toContain(ascii(hidden));
			},
		),
		{ numRuns: 500 },
	);
});

it('nor anything from the credential, the server’s certificate, its responses, or the proxy', async () => {
	const sandbox = await startSandbox();
	const hidden = 'Zhang San 13800138000';
	const server = await startTlsServer({
		requestCert: true,
		name: hidden,
		handle: (request, response) => {
			request.resume();
			response.setHeader('x-secret-13800138000', hidden);
			response.setHeader('content-type', 'application/x-13800138000');
			response.end(
				JSON.stringify({ status: 0, errorcode: -55, [hidden]: hidden, ordernumber: hidden }),
			);
		},
	});
	try {
		const { exitCode, json, page: text } = await contactRun(sandbox, { server });
		expect(exitCode).toBe(0);
		expect(JSON.parse(json)).toMatchObject({
			responses: { mediaType: 'other', otherFields: ['other'] },
		});
		const written = `${json}\n${text}`;
		for (const word of [
			'Zhang',
			'1380013',
			sandbox.tokenId,
			'127.0.0.1',
			new URL(server.url).port,
		]) {
			expect(written).not.toContain(word);
		}
		expect(written).not.toMatch(/BEGIN|Nobody|first-contact-/);
	} finally {
		await server.stop();
		await sandbox.stop();
	}
});

it('shows unknown names only on the screen', async () => {
	const sandbox = await startSandbox();
	const server = await startTlsServer({
		requestCert: true,
		handle: (request, response) => {
			request.resume();
			response.setHeader('x-unheard-of', '1');
			response.end('{"status":0,"errorcode":-55,"neverSeen":1}');
		},
	});
	try {
		const { said, json } = await contactRun(sandbox, { server });
		expect(said).toMatch(/shown only here: .*x-unheard-of.*neverSeen/);
		expect(json).not.toMatch(/unheard|neverSeen/);
	} finally {
		await server.stop();
		await sandbox.stop();
	}
});
