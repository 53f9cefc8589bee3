import { callbackWarnings, callbackSize } from '../../../nodes/WoSignDoc/order/judge/callbackSize';
import { orderSchema } from '../../../nodes/WoSignDoc/order/judge/orderSchema';
import type { OrderFields } from '../../../nodes/WoSignDoc/order/judge/orderSchema';
import type { BinarySource } from '../../../nodes/WoSignDoc/shared/binarySource';
import { inlineBase64 } from '../../../nodes/WoSignDoc/shared/binarySource';

const MEGABYTE = 1024 * 1024;
const SIGNER = {
	signType: '2',
	userName: '张三',
	userNo: '11010519491231002X',
	signlist: [{ pagenumber: 1, position: '0.1,0.1,0.3,0.2' }],
};

function orderOf(filebase: BinarySource): OrderFields {
	return orderSchema.parse({
		documentSource: 'file',
		document: { filebase, fileformat: 'pdf' },
		orderNumber: 'ORDER-1',
		signerlist: [SIGNER],
	});
}

const stored = (size: number) => orderOf({ kind: 'stored', id: 'filesystem-v2:1', size });

describe('the size of the callback', () => {
	it.each([1, 1000, 286 * 1024, 50 * MEGABYTE])(
		'is that of a document 22 %% larger, as base64, of %i bytes',
		(size) => {
			const base64 = (1.22 * size * 4) / 3;
			const estimate = callbackSize(stored(size)) ?? NaN;
			expect(estimate).toBeGreaterThanOrEqual(base64);
			expect(estimate).toBeLessThan(base64 + 1_000);
		},
	);

	it('is the same for a document in the item as for a stored one', () => {
		for (const size of [1, 2, 3, 4, 1000]) {
			const inline = orderOf(inlineBase64(Buffer.alloc(size).toString('base64')));
			expect(callbackSize(inline)).toBe(callbackSize(stored(size)));
		}
	});

	it('is not known of a template’s own document', () => {
		const order = orderSchema.parse({
			documentSource: 'template',
			tempid: 'T-1',
			orderNumber: 'ORDER-1',
			signerlist: [SIGNER],
		});
		expect(callbackSize(order)).toBeUndefined();
	});
});

describe('the warning of a large callback', () => {
	it.each([
		[1, ['nginx']],
		[16, ['nginx', 'Webhook node']],
		[100, ['nginx', 'Webhook node', 'Cloudflare']],
		[512, ['nginx', 'Webhook node', 'Cloudflare', 'WoSignDoc Trigger (512 MB']],
	])('begins above %i MB and names what may stop it', (megabytes, names) => {
		const [warning, ...more] = callbackWarnings(megabytes * MEGABYTE + 1);
		expect(more).toEqual([]);
		expect(warning).toMatchObject({ code: 'callbackSize', where: 'Input Data Field Name' });
		expect(warning?.message).toContain(`about ${megabytes}.0 MB`);
		for (const name of names) expect(warning?.message).toContain(name);
		const [before] = callbackWarnings(megabytes * MEGABYTE);
		expect(before?.message ?? '').not.toContain(names.at(-1));
	});

	it('is none for a small one', () => {
		expect(callbackWarnings(MEGABYTE)).toEqual([]);
	});
});
