import type { ReadPush } from '../../../nodes/WoSignDoc/push/pushReader';
import { rememberReceived, wasReceived } from '../../../nodes/WoSignDoc/push/receivedPushes';
import { claimPush, pushKey, RepeatedPush } from '../../../nodes/WoSignDoc/push/repeats';

const PUSH = {
	status: 1,
	signid: 's',
	orderNumber: 'o',
	hash: 'h',
	hasContent: true,
	errorCodes: [],
	extendData: {},
} as const;
const READ: ReadPush = {
	kind: 'signed',
	push: PUSH,
	digest: { hash: 'h', hashAlgorithm: 'sha256', sha256: 'h', size: 1 },
};

describe('a repeated push', () => {
	it('is told apart by workflow, node, order, status and document alone', () => {
		const key = pushKey('w', 'n', READ);
		expect(pushKey('w', 'n', { ...READ, push: { ...PUSH, extendData: { a: 1 } } })).toBe(key);
		const others: string[] = [
			pushKey('w2', 'n', READ),
			pushKey('w', 'n2', READ),
			pushKey('w', 'n', { ...READ, push: { ...PUSH, signid: 's2' } }),
			pushKey('w', 'n', { ...READ, digest: { ...READ.digest, hash: 'h2', sha256: 'h2' } }),
			pushKey('w', 'n', { kind: 'failed', push: { ...PUSH, status: 0, errorCodes: ['-50'] } }),
			pushKey('w', 'n', { kind: 'failed', push: { ...PUSH, status: 0, errorCodes: ['-57'] } }),
		];
		expect(new Set([key, ...others]).size).toBe(others.length + 1);
	});

	it('is the same push when its hash is by another member of SHA-2', () => {
		const digest = { ...READ.digest, hash: 'h3', hashAlgorithm: 'sha512' } as const;
		expect(pushKey('w', 'n', { ...READ, digest })).toBe(pushKey('w', 'n', READ));
	});

	it('waits while the first is worked on, starts anew when it failed, and is done when it was answered', () => {
		const first = claimPush('one');
		expect(() => claimPush('one')).toThrow(expect.objectContaining({ code: 'stillProcessing' }));
		first.release();
		const second = claimPush('one');
		second.settle();
		expect(() => claimPush('one')).toThrow(RepeatedPush);
	});

	it('is remembered within bounds, the oldest forgotten first', () => {
		claimPush('oldest').settle();
		for (let index = 0; index < 10_000; index++) claimPush(`filler ${index}`).settle();
		expect(() => claimPush('filler 9999')).toThrow(RepeatedPush);
		expect(() => claimPush('oldest').release()).not.toThrow();
	});

	it('is remembered across restarts within bounds, whatever the static data held', () => {
		const staticData = { received: 'damaged' };
		expect(wasReceived(staticData, 'a')).toBe(false);
		rememberReceived(staticData, 'a');
		expect(wasReceived(staticData, 'a')).toBe(true);
		for (let index = 0; index < 1_000; index++) rememberReceived(staticData, String(index));
		expect(wasReceived(staticData, 'a')).toBe(false);
		expect(staticData.received).toHaveLength(1_000);
	});
});
