import { calibrationOrder, newOrderNumber } from '../../../contact/order/calibrationOrder';
import { sendOnce } from '../../../contact/order/sendOnce';
import type { Order } from '../../../nodes/WoSignDoc/order/judge/orderSchema';
import { ProtocolError } from '../../../nodes/WoSignDoc/protocol/errors';

const ADDRESS = { url: 'https://sendonce.test/', tokenId: 'token' };

async function anOrder(): Promise<Order> {
	const signer = { type: 'person', name: '张三', number: '11010519491231002X' } as const;
	const made = await calibrationOrder(signer, newOrderNumber());
	if (made.kind === 'wrong') throw new Error(made.problems.join());
	return made.order;
}

const refusedWith = (errorcode: string) => ({
	status: 200,
	body: JSON.stringify({ status: 0, errorcode }),
});

/** The reported outcome for these responses, and how often the order was sent. */
async function sentTo(...answers: Array<{ status: number; body: string }>) {
	let posts = 0;
	const outcome = await sendOnce(await anOrder(), ADDRESS, {}, () => {
		const answer = answers[posts++];
		if (!answer) throw new Error('sent too often');
		return Promise.resolve({ contentType: 'application/json', location: undefined, ...answer });
	});
	return { kind: outcome.kind, posts };
}

describe('the reported outcome of the order', () => {
	it.each([
		['created, by an ID', [{ status: 200, body: '{"status":1,"signid":"s"}' }], 'created', 1],
		['refused, by a code', [refusedWith('-57')], 'refused', 1],
		['perhaps made, where its number is known already', [refusedWith('-46')], 'unknown', 1],
		['perhaps made, where its number is among the codes', [refusedWith('-57&-47')], 'unknown', 1],
		['perhaps made, by a redirect', [{ status: 302, body: '' }], 'unknown', 1],
		['perhaps made, by a page', [{ status: 502, body: '<html>' }], 'unknown', 1],
		[
			'perhaps made, where its number is known after a -63',
			[refusedWith('-63'), refusedWith('-46')],
			'unknown',
			2,
		],
		['refused, by two -63', [refusedWith('-63'), refusedWith('-63')], 'refused', 2],
	])('%s', async (_, answers, kind, posts) => {
		expect(await sentTo(...answers)).toEqual({ kind, posts });
	});

	it('not sent, only if nothing can have arrived', async () => {
		const failWith = async (error: Error) =>
			await sendOnce(await anOrder(), ADDRESS, {}, async () => await Promise.reject(error));
		const notSent = new ProtocolError('requestNotSent', 'No connection');
		expect(await failWith(notSent)).toMatchObject({ kind: 'notSent' });
		expect(await failWith(new Error('reset'))).toMatchObject({ kind: 'unknown' });
	});
});
