import { firstContact, startSandbox } from '../../sandbox';
import type { FirstContact } from '../../sandbox/firstContact';
import { contactRun, type ContactRun } from './support/contactRun';

/** Runs the command against a platform with these differences. */
async function contactLike(seen: Partial<FirstContact>): Promise<ContactRun & { orders: number }> {
	const sandbox = await startSandbox({ like: firstContact(seen), autoSign: false });
	try {
		return { ...(await contactRun(sandbox)), orders: sandbox.orders.length };
	} finally {
		await sandbox.stop();
	}
}

/** A difference and the page's advice. */
const REQUESTS: ReadonlyArray<readonly [NonNullable<FirstContact['requests']>, string]> = [
	[{ encodings: ['percentEncoded'] }, 'Set Request Encoding to Percent-Encoded Form'],
	[{ encodings: ['json'] }, 'Nothing: everything observed is as the node assumes.'],
	[{ signerType: 'number' }, 'Set Platform Variations to Signer Type as Number (B1).'],
	[{ signerType: 'string' }, 'Nothing: everything observed is as the node assumes.'],
	[{ pageNumber: 'string' }, 'Set Platform Variations to Page Numbers as Text (B2).'],
	[{ pageNumber: 'both' }, 'Nothing: everything observed is as the node assumes.'],
	[{ emptyFields: 'required' }, 'Set Platform Variations to Empty Fields (B4).'],
	[{ sortedKeys: 'required' }, 'Set Platform Variations to Sorted Keys (B3).'],
	[
		{ orderNumberKey: 'ordernumber' },
		'Set Platform Variations to Lowercase Order Number Key (B13).',
	],
	[{ orderNumberKey: 'both' }, 'Nothing: everything observed is as the node assumes.'],
	[{ plusSigns: 'lost' }, 'Set Platform Variations to Escaped Plus Signs (A4).'],
];

describe('a platform that reads requests differently is recognized, and creates no order:', () => {
	it.each(REQUESTS)('%j', async (requests, advice) => {
		const { exitCode, result, page, orders } = await contactLike({ requests });
		expect(exitCode).toBe(0);
		expect(result?.requests).toMatchObject(requests);
		expect(page).toContain(advice);
		expect(orders).toBe(0);
	});

	it('all differences at once', async () => {
		const requests: FirstContact['requests'] = {
			encodings: ['percentEncoded'],
			signerType: 'number',
			pageNumber: 'string',
			emptyFields: 'required',
			sortedKeys: 'required',
			orderNumberKey: 'ordernumber',
		};
		const { result, orders } = await contactLike({ requests });
		expect(result?.requests).toMatchObject(requests);
		expect(orders).toBe(0);
	});
});

const RESPONSES: ReadonlyArray<NonNullable<FirstContact['responses']>> = [
	{ charset: 'gbk', otherFields: ['message'] },
	{ charset: 'none', mediaType: 'text/html' },
	{ byteOrderMark: true },
	{ form: 'string' },
	{ form: 'string', byteOrderMark: true, numbers: 'string', keys: 'camelCase' },
	{ keys: 'camelCase' },
	{ numbers: 'string' },
	{ otherFields: ['code', 'msg'] },
	{ mediaType: 'text/plain' },
];

describe('a platform that writes responses differently is recognized, and nothing needs to be set:', () => {
	it.each(RESPONSES)('%j', async (responses) => {
		const { exitCode, result, page } = await contactLike({ responses });
		expect(exitCode).toBe(0);
		expect(result?.responses).toMatchObject(responses);
		expect(page).toContain('Nothing: everything observed is as the node assumes.');
	});

	it('its other headers are recorded by name', async () => {
		const { result } = await contactLike({ responses: { headers: ['server', 'x-powered-by'] } });
		expect(result?.responses?.headers).toEqual(expect.arrayContaining(['server', 'x-powered-by']));
	});
});

describe('a platform whose network differs is recognized:', () => {
	it('only TLS 1.2', async () => {
		const { exitCode, result, said } = await contactLike({ network: { tlsVersions: ['TLSv1.2'] } });
		expect(exitCode).toBe(0);
		expect(result?.network?.tlsVersions).toEqual(['TLSv1.2']);
		expect(said).toMatch(/TLSv1\.3: .*no version of TLS in common/);
	});

	it('TLS 1.2 with a renegotiation for the client certificate', async () => {
		const network: FirstContact['network'] = { tlsVersions: ['TLSv1.2'], renegotiation: true };
		const { exitCode, result, page } = await contactLike({ network });
		expect(exitCode).toBe(0);
		expect(result?.network).toMatchObject(network);
		expect(page).toMatch(/renegotiates with TLS 1\.2.*\(A6\)/);
	});

	it('a clock that is 2 hours off', async () => {
		const { result, said } = await contactLike({ network: { clockOffset: -7_200 } });
		expect(Math.abs((result?.network?.clockOffset ?? 0) + 7_200)).toBeLessThanOrEqual(2);
		expect(said).toMatch(/Clock: the server is 7\d\d\d seconds behind this machine/);
	});
});
