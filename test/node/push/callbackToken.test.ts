import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import { createHash, randomUUID } from 'node:crypto';
import { AUTHORITY, makeIdentity } from '../../support/signatures/identities';
import { startBinaryStorage, storedFiles } from '../support/binaryStorage';
import type { ServedTrigger } from '../support/trigger';
import { contract, useTriggers } from '../support/trigger';
import type { WebhookOptions } from '../support/webhookServer';

const startTrigger = useTriggers();
beforeAll(async () => await startBinaryStorage('filesystem'));

const CALLBACK_TOKEN = 'a secret of the user’s own';
const guarded = { credential: { callbackToken: CALLBACK_TOKEN } };

async function pushTo({ url }: ServedTrigger, query: string): Promise<Response> {
	return await fetch(`${url}${query}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({
			actiontype: 'PushSignedDoc',
			status: 1,
			errorcode: '0',
			extendData: {
				signid: randomUUID(),
				ordernumber: 'ORDER-1',
				content: contract.toString('base64'),
				hash: createHash('sha256').update(contract).digest('hex'),
			},
		}),
	});
}

const right = `?token=${encodeURIComponent(CALLBACK_TOKEN)}`;

describe('a trigger whose credential has a callback token', () => {
	it('takes a push whose address carries it', async () => {
		const trigger = await startTrigger(guarded);
		const response = await pushTo(trigger, right);
		expect([response.status, await response.text()]).toEqual([200, '1']);
		expect(trigger.outputs()[0]).toHaveLength(1);
	});

	it.each([
		['as it is', '?token=ab+cd/ef=='],
		['encoded', '?token=ab%2Bcd%2Fef%3D%3D'],
		['encoded by half', '?x=a+b&token=ab+cd%2fef=='],
	])('takes a token with + and / in the address, %s', async (_, query) => {
		const trigger = await startTrigger({ credential: { callbackToken: 'ab+cd/ef==' } });
		expect((await pushTo(trigger, query)).status).toBe(200);
	});

	it.each(['?token=ab+cd', '?token=ab%20cd', '?token=ab cd'])(
		'takes a token with a space, written %s',
		async (query) => {
			const trigger = await startTrigger({ credential: { callbackToken: 'ab cd' } });
			expect((await pushTo(trigger, query)).status).toBe(200);
		},
	);

	it.each([
		['a space that was encoded', 'ab+cd', '?token=ab%20cd'],
		['a + that was encoded', 'ab cd', '?token=ab%2Bcd'],
		['another character', 'ab+cd', '?token=ab-cd'],
	])('takes none with %s in its place', async (_, callbackToken, query) => {
		const trigger = await startTrigger({ credential: { callbackToken } });
		expect((await pushTo(trigger, query)).status).toBe(403);
	});

	it.each([
		['lacks it', ''],
		['carries a wrong one', '?token=wrong'],
		['carries an empty one', '?token='],
		['carries its beginning', right.slice(0, -3)],
		['carries it twice', `${right}&${right.slice(1)}`],
		['carries it under another name', right.replace('token', 'Token')],
	])('refuses a push whose address %s, and starts nothing', async (_, query) => {
		const trigger = await startTrigger(guarded);
		const before = storedFiles();
		const response = await pushTo(trigger, query);
		expect([401, 403]).toContain(response.status);
		const answer = await response.text();
		expect(answer).toMatch(/^0 \S/);
		expect(answer).not.toContain(CALLBACK_TOKEN);
		await trigger.ended(1);
		expect(trigger.results).toEqual([{ noWebhookResponse: true }]);
		expect(storedFiles()).toEqual(before);
	});
});

it.each<[string, ICredentialDataDecryptedObject]>([
	['nothing', { callbackToken: undefined }],
	['null', JSON.parse('{ "callbackToken": null }')],
	['a number', { callbackToken: 7 }],
])('a callback token from an expression that returns %s allows no one', async (_, credential) => {
	const trigger = await startTrigger({ credential });
	for (const query of ['', '?token=', '?token=undefined', '?token=null', '?token=7']) {
		const response = await pushTo(trigger, query);
		expect(response.status).toBe(500);
		expect(await response.text()).toBe(
			"0 the trigger is misconfigured: the credential’s 'Callback Token' is not text",
		);
	}
});

describe.each<[string, WebhookOptions]>([
	['whose credential has no callback token', { credential: { callbackToken: '' } }],
	['whose callback token is blank', { credential: { callbackToken: ' ' } }],
	['without a credential', { node: { credentials: {} } }],
])('a trigger %s', (_, options) => {
	const withOptions = (additionalOptions: INodeParameters) => ({
		...options,
		node: { ...options.node, parameters: { additionalOptions } },
	});

	it.each<[string, INodeParameters]>([
		['', {}],
		[' with Allowed IPs', { allowedIps: '127.0.0.1' }],
		[' with Require Signature = Intact', { requireSignature: 'intact' }],
		[' that doesn’t accept it', { acceptUnauthenticatedPushes: false }],
		[' with an expression that gives nothing', { acceptUnauthenticatedPushes: '={{ null }}' }],
		[' with an expression that gives text', { acceptUnauthenticatedPushes: '={{ "yes" }}' }],
	])('refuses every push%s, and starts nothing', async (__, additionalOptions) => {
		const trigger = await startTrigger(withOptions(additionalOptions));
		for (const query of ['', '?token=']) {
			const response = await pushTo(trigger, query);
			expect(response.status).toBe(500);
			expect(await response.text()).toMatch(/Callback Token|Accept Unauthenticated Pushes/);
		}
		expect(trigger.results).toEqual([{ noWebhookResponse: true }, { noWebhookResponse: true }]);
	});

	it('takes a push once Accept Unauthenticated Pushes is on', async () => {
		const trigger = await startTrigger(withOptions({ acceptUnauthenticatedPushes: true }));
		expect((await pushTo(trigger, '?token=%20')).status).toBe(200);
	});
});

it('a trigger without a callback token looks at a push once Require Signature is Trusted', async () => {
	const { pem: trustedRoots } = makeIdentity({ name: 'Root', extensions: AUTHORITY });
	const trigger = await startTrigger({
		credential: { callbackToken: '', trustedRoots },
		node: { parameters: { additionalOptions: { requireSignature: 'trusted' } } },
	});
	expect((await pushTo(trigger, '')).status).toBe(422);
});

it('a trigger that accepts unauthenticated pushes still wants the callback token that there is', async () => {
	const parameters = { additionalOptions: { acceptUnauthenticatedPushes: true } };
	const trigger = await startTrigger({ ...guarded, node: { parameters } });
	expect((await pushTo(trigger, '')).status).toBe(401);
	expect((await pushTo(trigger, right)).status).toBe(200);
});
