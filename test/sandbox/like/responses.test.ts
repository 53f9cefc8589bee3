import iconv from 'iconv-lite';
import { isUtf8 } from 'node:buffer';
import { constants } from 'node:crypto';
import { readFileSync } from 'node:fs';
import tls from 'node:tls';
import { call, orderFor } from '../../../harness/sandbox/caller';
import { pdfWith } from '../../../harness/sandbox/documents';
import type { FirstContact, Sandbox } from '../../../sandbox';
import { sandboxes } from './sandboxLike';

const start = sandboxes();
let document: Buffer;
beforeAll(async () => {
	document = await pdfWith({});
});

async function answered(responses: FirstContact['responses'], orderNumber = 'N-1') {
	const sandbox = await start({ responses });
	return await call(sandbox, JSON.stringify(orderFor(sandbox, document, { orderNumber })));
}

describe('a platform whose responses', () => {
	it('are GBK says so, and its Chinese is', async () => {
		const { bytes, headers } = await answered(
			{ charset: 'gbk', otherFields: ['message'] },
			'合同-1',
		);
		expect(headers['content-type']).toBe('application/json; charset=gbk');
		expect(Number(headers['content-length'])).toBe(bytes.length);
		expect(JSON.parse(iconv.decode(bytes, 'gbk'))).toMatchObject({
			status: 1,
			ordernumber: '合同-1',
			message: '沙箱',
		});
		expect(isUtf8(bytes)).toBe(false);
	});

	it('name no charset are still UTF-8', async () => {
		const { text, headers } = await answered({ charset: 'none', mediaType: 'text/html' }, '合同');
		expect(headers['content-type']).toBe('text/html');
		expect(text).toContain('"ordernumber":"合同"');
	});

	it('are text around JSON, with a byte order mark, otherwise spelled and typed, are so', async () => {
		const { bytes } = await answered({
			form: 'string',
			byteOrderMark: true,
			keys: 'camelCase',
			numbers: 'string',
			headers: ['server', 'x-powered-by', 'content-type', 'transfer-encoding'],
		});
		expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
		const text: unknown = JSON.parse(bytes.subarray(3).toString());
		expect(JSON.parse(String(text))).toMatchObject({
			status: '1',
			errorcode: '0',
			orderNumber: 'N-1',
		});
	});

	it('have other headers has those, but frames its messages itself', async () => {
		const { headers } = await answered({
			headers: ['server', 'x-powered-by', 'transfer-encoding', 'content-encoding'],
		});
		expect(headers).toMatchObject({ server: 'sandbox', 'x-powered-by': 'sandbox' });
		expect(headers).not.toHaveProperty('transfer-encoding');
		expect(headers).not.toHaveProperty('content-encoding');
	});

	it('are of another time has a clock that is so far off', async () => {
		const sandbox = await start({ network: { clockOffset: -8 * 3_600 } });
		const { headers } = await call(sandbox, '{}');
		const off = Date.parse(headers.date ?? '') - Date.now();
		expect(Math.abs(off + 8 * 3_600_000)).toBeLessThan(60_000);
	});
});

describe('a platform that speaks TLS', () => {
	/** The version and cipher that a client gets. */
	async function spoken({ url, credential }: Sandbox, options: tls.ConnectionOptions = {}) {
		return await new Promise<{ version: string | null; cipher: string }>((resolve, reject) => {
			const socket = tls.connect({
				port: Number(new URL(url).port),
				host: '127.0.0.1',
				ca: credential.caCertificate,
				...options,
			});
			socket.once('error', reject).once('secureConnect', () => {
				resolve({ version: socket.getProtocol(), cipher: socket.getCipher().name });
				socket.destroy();
			});
		});
	}

	it('1.2 alone lets no newer client in', async () => {
		const sandbox = await start({ network: { tlsVersions: ['TLSv1.2'] } });
		expect(await spoken(sandbox)).toMatchObject({ version: 'TLSv1.2' });
		await expect(spoken(sandbox, { minVersion: 'TLSv1.3' })).rejects.toThrow('protocol version');
	});

	it('with a certain cipher prefers that', async () => {
		const cipher = 'ECDHE-RSA-AES128-GCM-SHA256';
		const sandbox = await start({ network: { tlsVersions: ['TLSv1.2'], cipher } });
		expect(await spoken(sandbox)).toMatchObject({ cipher });
	});

	it('1.2 and asks for the client certificate in a second handshake reads whole orders', async () => {
		const sandbox = await start({ network: { renegotiation: true, tlsVersions: ['TLSv1.2'] } });
		const fields = orderFor(sandbox, Buffer.alloc(5_000_000), { fileformat: 'docx' });
		const answer = await call(sandbox, JSON.stringify(fields));
		expect(JSON.parse(answer.text)).toMatchObject({ errorcode: 0 });
		expect(sandbox.orders[0]?.document).toHaveLength(5_000_000);
	});

	it('so answers -80 to a client without one, and to one with another', async () => {
		const sandbox = await start({ network: { renegotiation: true } });
		const without = await call(sandbox, '{}', { identity: {} });
		expect(JSON.parse(without.text)).toMatchObject({ errorcode: -80 });
		const { strangerCertificate, strangerKey } = sandbox.files;
		const identity = { cert: readFileSync(strangerCertificate), key: readFileSync(strangerKey) };
		const stranger = await call(sandbox, '{}', { identity });
		expect(JSON.parse(stranger.text)).toMatchObject({ errorcode: -80 });
	});

	it('so refuses a client that allows no second handshake', async () => {
		const sandbox = await start({ network: { renegotiation: true } });
		const { certificate, privateKey } = sandbox.credential;
		const identity = {
			cert: certificate,
			key: privateKey,
			secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
		};
		await expect(call(sandbox, '{}', { identity })).rejects.toThrow(/\w/);
		expect(sandbox.orders).toEqual([]);
	});
});
