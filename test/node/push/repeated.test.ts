import { createHash, randomUUID } from 'node:crypto';
import { startBinaryStorage } from '../support/binaryStorage';
import type { ServedTrigger } from '../support/trigger';
import { contract, useTriggers } from '../support/trigger';

const startTrigger = useTriggers();
beforeAll(async () => await startBinaryStorage('default'));

interface Names {
	readonly signid: string;
	readonly ordernumber: string;
}

async function push({ url }: ServedTrigger, names: Names, errorcode?: string): Promise<string> {
	const document = {
		content: contract.toString('base64'),
		hash: createHash('sha256').update(contract).digest('hex'),
	};
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({
			actiontype: 'PushSignedDoc',
			status: errorcode ? 0 : 1,
			errorcode: errorcode ?? '0',
			extendData: { ...names, ...(errorcode ? {} : document) },
		}),
	});
	return await response.text();
}

/** Two orders without any other pushes. */
function twoOrders(): [Names, Names] {
	const names = () => ({ signid: randomUUID(), ordernumber: `ORDER-${randomUUID()}` });
	return [names(), names()];
}

describe.each(['workflowFinished', 'received'])('a trigger set to %s', (acknowledge) => {
	it.each<[string, (own: Names, other: Names) => Names, string | undefined]>([
		[
			'its signid and another number',
			(own, other) => ({ ...other, signid: own.signid }),
			undefined,
		],
		[
			'its number and another signid',
			(own, other) => ({ ...own, signid: other.signid }),
			undefined,
		],
		['its signid alone', ({ signid }) => ({ signid, ordernumber: '' }), undefined],
		['its number alone', ({ ordernumber }) => ({ signid: '', ordernumber }), undefined],
		['its names and another error', (own) => own, '-57'],
	])('runs for a push although one with %s came before', async (_, forge, errorcode) => {
		const trigger = await startTrigger({ node: { parameters: { acknowledge } } });
		const [own, other] = twoOrders();
		const genuine = errorcode && '-50';
		expect(await push(trigger, forge(own, other), errorcode)).toBe('1');
		expect(await push(trigger, own, genuine)).toBe('1');
		await trigger.ended(2);
		expect(trigger.outputs(1).flat()).toMatchObject([
			{ json: { signid: own.signid, orderNumber: own.ordernumber } },
		]);
		expect(await push(trigger, own, genuine)).toBe('1');
		await trigger.ended(3);
		expect(trigger.results[2]).toEqual({ noWebhookResponse: true });
	});
});
