import { readFileSync } from 'node:fs';
import { call, order, orderFor } from '../../harness/sandbox/caller';
import { pdfWith } from '../../harness/sandbox/documents';
import { startSandbox, type Sandbox } from '../../sandbox';

let sandbox: Sandbox;
let document: Buffer;

beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
	document = await pdfWith({});
});
afterAll(() => sandbox.stop());

describe('the client certificate', () => {
	const pem = (
		certificate: 'strangerCertificate' | 'unregisteredCertificate' | 'expiredCertificate',
		key: 'strangerKey' | 'privateKey',
	) => ({
		cert: readFileSync(sandbox.files[certificate]),
		key: readFileSync(sandbox.files[key]),
	});

	it.each([
		['no certificate', () => ({})],
		['a certificate of another CA', () => pem('strangerCertificate', 'strangerKey')],
		['a key that is not registered', () => pem('unregisteredCertificate', 'strangerKey')],
		['an expired certificate', () => pem('expiredCertificate', 'privateKey')],
	])('answers -80 to %s, over an established TLS connection', async (_, identity) => {
		const answer = await order(sandbox, orderFor(sandbox, document), { identity: identity() });
		expect(answer).toMatchObject({ status: 0, errorcode: -80, signid: '' });
	});

	it.each([
		['a PFX', () => ({ pfx: readFileSync(sandbox.files.pfx) })],
		[
			'an encrypted key',
			() => ({
				cert: sandbox.credential.certificate,
				key: readFileSync(sandbox.files.encryptedPrivateKey),
			}),
		],
		[
			'a certificate that expires in two weeks',
			() => ({
				cert: readFileSync(sandbox.files.expiringCertificate),
				key: readFileSync(sandbox.files.privateKey),
			}),
		],
	])('accepts %s', async (_, identity) => {
		const { passphrase } = sandbox.credential;
		const options = { identity: { ...identity(), passphrase } };
		expect(await order(sandbox, orderFor(sandbox, document), options)).toMatchObject({ status: 1 });
	});

	it('keeps little of what is sent without one, and still responds', async () => {
		const { text } = await call(sandbox, Buffer.alloc(8 * 1024 * 1024, 0x20), { identity: {} });
		expect(JSON.parse(text)).toMatchObject({ errorcode: -80 });
		expect(sandbox.requests.at(-1)?.body.length).toBeLessThan(256 * 1024);
	});

	it('looks at the certificate before anything else', async () => {
		const { text } = await call(sandbox, 'no JSON', { identity: {} });
		expect(JSON.parse(text)).toMatchObject({ errorcode: -80 });
	});
});

describe('token, function and balance', () => {
	it.each([
		['-65 to an unknown token', { tokenid: 'somebody-else' }, -65],
		['-67 to a banned token', { tokenid: 'f0f0f0f0-0067-4000-8000-000000000067' }, -67],
		['-68 to an account without money', { tokenid: '00000000-0068-4000-8000-000000000068' }, -68],
		['-100 to a missing token', { tokenid: undefined }, -100],
		['-100 to an empty token', { tokenid: '' }, -100],
		['-79 to a token that is a number', { tokenid: 7 }, -79],
		['-64 to another function', { actiontype: 'CancelSignOrder' }, -64],
		['-100 to a missing function', { actiontype: undefined }, -100],
	])('answers %s', async (_, changes, errorcode) => {
		const answer = await order(sandbox, orderFor(sandbox, document, changes));
		expect(answer).toMatchObject({ status: 0, errorcode, signid: '' });
	});

	it('names the refused tokens', () => {
		expect(sandbox.otherTokens).toEqual({
			forbidden: 'f0f0f0f0-0067-4000-8000-000000000067',
			poor: '00000000-0068-4000-8000-000000000068',
		});
	});

	it('looks at the token before the function, and at the function before the balance', async () => {
		const actiontype = 'CancelSignOrder';
		const unknown = orderFor(sandbox, document, { tokenid: 'somebody-else', actiontype });
		expect(await order(sandbox, unknown)).toMatchObject({ errorcode: -65 });
		const poor = orderFor(sandbox, document, { tokenid: sandbox.otherTokens.poor, actiontype });
		expect(await order(sandbox, poor)).toMatchObject({ errorcode: -64 });
	});
});

describe('the harmless call of a credential test', () => {
	const harmless = { actiontype: 'CreateSignOrder', orderNumber: '', signerlist: [] };

	it.each([
		['-55 to a good credential', () => sandbox.tokenId, -55],
		['-68 to an account without money', () => sandbox.otherTokens.poor, -68],
	])('answers %s and creates nothing', async (_, tokenid, errorcode) => {
		const before = sandbox.orders.length;
		const answer = await order(sandbox, { tokenid: tokenid(), ...harmless });
		expect(answer).toMatchObject({ status: 0, errorcode });
		expect(sandbox.orders).toHaveLength(before);
	});
});

describe('method and path', () => {
	it.each([
		['GET', '/'],
		['POST', '/api'],
		['POST', '//'],
	])('answers -79 to %s %s', async (method, path) => {
		const { text } = await call(sandbox, '{}', { method, path: `${sandbox.url}${path}` });
		expect(JSON.parse(text)).toMatchObject({ status: 0, errorcode: -79 });
	});
});
