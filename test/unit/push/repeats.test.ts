import { claimPush, pushKey, RepeatedPush } from '../../../nodes/WoSignDoc/push/repeats/claimPush';
import type { ReadPush } from '../../../nodes/WoSignDoc/push/wire/pushReader';

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

const HOUR = 60 * 60 * 1_000;
const STILL_PROCESSING = expect.objectContaining({ code: 'stillProcessing' });

describe('a repeated push', () => {
	it('is identified only by workflow, node, both order ids, status, and document or error codes', () => {
		const key = pushKey('w', 'n', READ);
		expect(pushKey('w', 'n', { ...READ, push: { ...PUSH, extendData: { a: 1 } } })).toBe(key);
		const failed = (...errorCodes: string[]): ReadPush => ({
			kind: 'failed',
			push: { ...PUSH, status: 0, errorCodes },
		});
		const others: string[] = [
			pushKey('w2', 'n', READ),
			pushKey('w', 'n2', READ),
			pushKey('w', 'n', { ...READ, push: { ...PUSH, signid: 's2' } }),
			pushKey('w', 'n', { ...READ, digest: { ...READ.digest, hash: 'h2', sha256: 'h2' } }),
			pushKey('w', 'n', { ...READ, push: { ...PUSH, orderNumber: 'o2' } }),
			pushKey('w', 'n', { ...READ, push: { ...PUSH, orderNumber: '' } }),
			pushKey('w', 'n', { ...READ, push: { ...PUSH, signid: '' } }),
			pushKey('w', 'n', { ...READ, push: { ...PUSH, signid: 'o', orderNumber: 's' } }),
			pushKey('w', 'n', { ...READ, push: { ...PUSH, signid: 's","o', orderNumber: '' } }),
			pushKey('w', 'n', failed('-50')),
			pushKey('w', 'n', failed('-57')),
			pushKey('w', 'n', failed('-50', '-57')),
			pushKey('w', 'n', failed('-50&-57')),
			pushKey('w', 'n', failed('h')),
		];
		expect(new Set([key, ...others]).size).toBe(others.length + 1);
	});

	it('is the same push when its hash is by another member of SHA-2', () => {
		const digest = { ...READ.digest, hash: 'h3', hashAlgorithm: 'sha512' } as const;
		expect(pushKey('w', 'n', { ...READ, digest })).toBe(pushKey('w', 'n', READ));
	});

	it('waits while the first is being processed, starts again if it failed, and is done if it was answered', () => {
		const first = claimPush('trigger', 'one', HOUR);
		expect(() => claimPush('trigger', 'one', HOUR)).toThrow(STILL_PROCESSING);
		first.failed();
		const second = claimPush('trigger', 'one', HOUR);
		second.acknowledged();
		expect(() => claimPush('trigger', 'one', HOUR)).toThrow(RepeatedPush);
	});

	it('waits as long as a run may take once the platform has hung up, and then starts again', () => {
		const lost = claimPush('trigger', 'lost', HOUR);
		expect(() => claimPush('trigger', 'lost', 0)).toThrow(STILL_PROCESSING);
		lost.connectionClosed();
		expect(() => claimPush('trigger', 'lost', HOUR)).toThrow(STILL_PROCESSING);
		const second = claimPush('trigger', 'lost', 0);
		// The first fails late: that is nothing to the second.
		lost.failed();
		expect(() => claimPush('trigger', 'lost', 0)).toThrow(STILL_PROCESSING);
		second.acknowledged();
		expect(() => claimPush('trigger', 'lost', 0)).toThrow(RepeatedPush);
	});

	it('is remembered within bounds, the oldest forgotten first', () => {
		claimPush('trigger', 'oldest', HOUR).acknowledged();
		for (let index = 0; index < 10_000; index++)
			claimPush('trigger', `filler ${index}`, HOUR).acknowledged();
		expect(() => claimPush('trigger', 'filler 9999', HOUR)).toThrow(RepeatedPush);
		expect(() => claimPush('trigger', 'oldest', HOUR).failed()).not.toThrow();
	});

	it('is remembered whatever those push who were let in at another trigger', () => {
		claimPush('guarded', 'one', HOUR).acknowledged();
		for (let index = 0; index < 10_001; index++) {
			claimPush('open', `filler ${index}`, HOUR).acknowledged();
		}
		expect(() => claimPush('guarded', 'one', HOUR)).toThrow(RepeatedPush);
	});

	it('is not taken for new because of many others: none at work is forgotten, more are refused', () => {
		const first = claimPush('trigger', 'at work', HOUR);
		const others = Array.from({ length: 9_999 }, (_, index) =>
			claimPush('trigger', `other ${index}`, HOUR),
		);
		expect(() => claimPush('trigger', 'one more', HOUR)).toThrow(
			expect.objectContaining({ code: 'tooManyAtWork', httpStatus: 503 }),
		);
		expect(() => claimPush('trigger', 'at work', HOUR)).toThrow(STILL_PROCESSING);
		others[0]?.acknowledged();
		claimPush('trigger', 'one more', HOUR).failed();
		for (const other of [first, ...others]) other.failed();
	});

	it('makes room where n8n has lost runs, and nowhere else', () => {
		const others = Array.from({ length: 10_000 }, (_, index) =>
			claimPush('trigger', `lost ${index}`, 0),
		);
		expect(() => claimPush('trigger', 'one more', HOUR)).toThrow(
			expect.objectContaining({ code: 'tooManyAtWork' }),
		);
		others[7]?.connectionClosed();
		claimPush('trigger', 'one more', HOUR).failed();
		expect(() => claimPush('trigger', 'lost 8', HOUR)).toThrow(STILL_PROCESSING);
		for (const other of others) other.failed();
	});
});
