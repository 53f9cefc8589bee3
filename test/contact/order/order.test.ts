import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { firstContact } from '../../../sandbox/firstContact';
import { startReceiver } from '../../support/receiver';
import { contactRun } from '../support/contactRun';
import { consenting, orderRun, picture, signer, signerFolder } from '../support/orderRun';

const { folder, file, remove } = signerFolder();
let sandbox: Sandbox | undefined;

afterAll(remove);
afterEach(async () => {
	await sandbox?.stop();
	sandbox = undefined;
});

describe('one order of the first contact', () => {
	it('shows the position of signatures, the form of the push, and the properties of the signed document', async () => {
		const { result, exitCode, said, sandbox: platform, json, page } = await orderRun({});
		expect(said).toContain('The signed document arrived.');
		expect(exitCode).toBe(0);
		expect(platform.orders).toHaveLength(1);
		expect(result).toMatchObject({
			placement: { origin: 'lowerLeft', firstPage: 1, page: 'seen', foundBy: 'rendering' },
			push: { body: 'json', extendData: 'object', hash: { algorithm: 'SHA-256' } },
			document: {
				subFilter: 'adbe.pkcs7.detached',
				digest: 'SHA-256',
				certification: null,
				timestamp: false,
				signingTimeOffset: 0,
				securityStore: false,
				visibleSeal: true,
				watermark: false,
			},
		});
		for (const secret of [signer.name, signer.number, platform.tokenId, 'CONTACT-']) {
			expect(json).not.toContain(secret);
			expect(page).not.toContain(secret);
		}
	});

	it.each([
		[{ origin: 'upperLeft' }, { firstPage: 1, page: 'seen' }],
		[{ firstPage: 0 }, { origin: 'lowerLeft', page: 'seen' }],
		[{ page: 'mediaBox' }, { origin: 'lowerLeft', firstPage: 1 }],
		[{ page: 'turnedMediaBox' }, { origin: 'lowerLeft', firstPage: 1 }],
		[
			{ page: 'cropBox', foundBy: 'annotation' },
			{ origin: 'lowerLeft', firstPage: 1 },
		],
		[{ origin: 'upperLeft', firstPage: 0, page: 'mediaBox' }, {}],
	] as const)('finds the signatures of a platform that differs: %j', async (placement, rest) => {
		const like = firstContact({ placement });
		const { result } = await orderRun({ like });
		expect(result?.placement).toEqual({ foundBy: 'rendering', ...placement, ...rest });
	});

	it('recognizes the properties of genuine documents', async () => {
		const { result } = await orderRun({ signature: 'wosigndoc', timeStamp: true });
		expect(result?.document).toMatchObject({
			digest: 'SHA-1',
			timestamp: true,
			securityStore: true,
			signingTimeOffset: 0,
		});
	});

	it('rejects the push twice if requested, and records when it is retried', async () => {
		const { result } = await orderRun({}, { more: ['--refuse'] });
		expect(result?.push?.retryIntervals).toHaveLength(2);
		expect(result?.document?.subFilter).toBe('adbe.pkcs7.detached');
	});
});

describe('an order whose outcome is unknown', () => {
	it('is not sent again, and its push is accepted anyway', async () => {
		const {
			result,
			said,
			sandbox: platform,
		} = await orderRun({}, { beforeOrder: (one) => one.failNextRequest('lostAnswer') });
		expect(said).toContain('The order may exist; it is not sent again.');
		expect(ordersIn(platform)).toHaveLength(1);
		expect(platform.orders).toHaveLength(1);
		expect(result?.placement).toMatchObject({ origin: 'lowerLeft' });
	});

	it.each(['reset', 'http500', 'html', 'empty'] as const)(
		'is not sent again if nothing happens, and waits until the user stops: %s',
		async (failure) => {
			const stop = new AbortController();
			const beforeOrder = (one: Sandbox) => {
				one.failNextRequest(failure);
				one.observe({ request: () => void setTimeout(() => stop.abort(), 300) });
			};
			const {
				exitCode,
				said,
				result,
				sandbox: platform,
			} = await orderRun({}, { interrupted: stop.signal, beforeOrder });
			expect(exitCode).toBe(130);
			expect(said).toContain('it is not sent again');
			expect(said).toContain('No push arrived');
			expect(ordersIn(platform)).toHaveLength(1);
			expect(result?.requests?.encodings).toEqual(['json', 'percentEncoded']);
		},
	);
});

describe('a rejected order', () => {
	it('is reported with its code, without waiting', async () => {
		writeFileSync(
			join(folder, 'without.json'),
			JSON.stringify({ name: signer.name, number: signer.number }),
		);
		const {
			said,
			exitCode,
			sandbox: platform,
			result,
		} = await orderRun({}, { more: ['--signer', join(folder, 'without.json')] });
		expect(said).toContain('[-57]');
		expect(said).toContain('No order was created.');
		expect({ exitCode, orders: platform.orders, push: result?.push }).toEqual({
			exitCode: 1,
			orders: [],
			push: undefined,
		});
	});
});

describe('consent', () => {
	const anywhere = ['--order', '--listen', '0'];

	it('is the typed order number, after an announcement of what is sent where', async () => {
		sandbox = await startSandbox({ autoSign: false });
		const { said } = await contactRun(sandbox, {
			more: ['--order', '--signer', file],
			answer: consenting(),
		});
		expect(said).toContain(`One order will be sent to ${new URL(sandbox.url).host}`);
		expect(said).toContain('The platform may charge for it');
		expect(said).toContain('contact --pushed FILE');
		expect(sandbox.orders).toHaveLength(1);
		expect(sandbox.orders[0]?.signers[0]).toMatchObject({ name: signer.name, pic: picture });
	});

	it.each([
		['something else typed', 'yes'],
		['nothing typed', ''],
	])('is not given by %s', async (_, typed) => {
		sandbox = await startSandbox();
		const { said, exitCode } = await contactRun(sandbox, {
			more: [...anywhere, '--signer', file],
			typed: [typed],
		});
		expect(said).toContain('No order was sent.');
		expect({ exitCode, orders: sandbox.orders }).toEqual({ exitCode: 1, orders: [] });
	});

	it('cannot be given without a terminal', async () => {
		sandbox = await startSandbox();
		const { said } = await contactRun(sandbox, {
			more: [...anywhere, '--signer', file],
		});
		expect(said).toContain('An order requires your consent');
		expect(sandbox.orders).toEqual([]);
	});

	it('is also required for a signer that was typed in', async () => {
		sandbox = await startSandbox({ autoSign: false });
		const typed = ['', signer.name, signer.number, join(folder, 'front.png'), ''];
		const { said } = await contactRun(sandbox, {
			more: ['--order'],
			answer: consenting(undefined, typed),
		});
		expect(said).toContain('[-57]');
		expect(sandbox.requests.at(-1)?.json).toMatchObject({
			signerlist: [{ userName: signer.name, pic: picture.toString('base64'), otherpic: '' }],
		});
	});
});

describe('an invalid command line', () => {
	it.each([
		[['--listen', 'x'], '--listen requires a port'],
		[['--listen', '99999'], '--listen requires a port'],
		[['--refuse'], '--refuse requires --listen'],
		[['--listen', '0', '--pushed', '/tmp/none'], 'can’t be used together'],
		[['--signer', '/nowhere'], 'can’t be read'],
	])('is reported before an order is sent: %j', async (args, reason) => {
		sandbox = await startSandbox();
		const { said } = await contactRun(sandbox, {
			more: ['--order', '--signer', file, '--yes', ...args],
		});
		expect(said).toContain(reason);
		expect(sandbox.orders).toEqual([]);
	});

	it.each([['--listen', '0'], ['--refuse'], ['--signer', '/nowhere'], ['--yes']])(
		'is reported immediately if an option of the order is given without --order: %s',
		async (...args) => {
			sandbox = await startSandbox();
			const { said, exitCode } = await contactRun(sandbox, { more: args });
			expect(said).toContain(`${args[0]} requires --order`);
			expect({ exitCode, requests: sandbox.requests }).toEqual({ exitCode: 1, requests: [] });
		},
	);

	it('names a port in use, or a file that already exists', async () => {
		sandbox = await startSandbox();
		const { port } = new URL(sandbox.url);
		for (const args of [
			['--listen', port],
			['--pushed', file],
		]) {
			const { said } = await contactRun(sandbox, {
				more: ['--order', '--signer', file, '--yes', ...args],
			});
			expect(said).toMatch(/Can’t listen on port|already exists/);
		}
		expect(sandbox.orders).toEqual([]);
	});
});

describe('a push stored by someone else', () => {
	it('is read when its file appears, and again in a later run that needs no credential', async () => {
		const stored = join(folder, 'pushed.json');
		sandbox = await startSandbox({});
		const receiver = await startReceiver();
		sandbox.setCallbackUrl(receiver.url);
		const storing = receiver.received(1).then(() => {
			writeFileSync(stored, receiver.pushes[0]?.body ?? '');
		});
		const own = ['--order', '--signer', file, '--yes', '--pushed', stored];
		const run = await contactRun(sandbox, { more: [...own] });
		await storing;
		await receiver.stop();
		const expected = {
			placement: { origin: 'lowerLeft', firstPage: 1, page: 'seen', foundBy: 'rendering' },
			push: { body: 'json', extendData: 'object' },
			document: { visibleSeal: true },
		};
		expect(run.result).toMatchObject(expected);
		expect(run.result?.push?.mediaType).toBeUndefined();
		const later = await contactRun(sandbox, { args: ['--pushed', stored] });
		expect(later.result).toMatchObject(expected);
		expect(later.exitCode).toBe(0);
		expect(sandbox.requests.filter(({ json }) => isOrder(json))).toHaveLength(1);
	});
});

function isOrder(json: unknown): boolean {
	return JSON.stringify(json ?? {}).includes('"CONTACT-');
}

function ordersIn({ requests }: Sandbox) {
	return requests.filter(({ json }) => isOrder(json));
}
