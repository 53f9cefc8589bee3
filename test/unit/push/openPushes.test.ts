import { OpenPushes } from '../../../nodes/WoSignDoc/push/wire/openPushes';
import type { PushRefusal } from '../../../nodes/WoSignDoc/push/wire/refusal';

const KILOBYTE = 1_024;
const ROOM = 64 * KILOBYTE * KILOBYTE;

beforeEach(() => jest.useFakeTimers({ now: 0 }));
afterEach(() => jest.useRealTimers());

/** A push that has brought so many bytes by now. */
function enter(pushes: OpenPushes, bring: () => number) {
	const refusals: PushRefusal[] = [];
	const push = pushes.enter(bring, (refusal) => refusals.push(refusal));
	return { ...push, isCutOff: () => refusals.length > 0, refusals };
}

describe('pushes that hold more together than there is room for', () => {
	it('lose one, which is refused for now, at whichever of them that shows', () => {
		const pushes = new OpenPushes(10);
		const first = enter(pushes, () => 6);
		const second = enter(pushes, () => 100);
		first.holds(6);
		second.holds(6);
		expect(first.refusals).toEqual([
			expect.objectContaining({ code: 'overloaded', httpStatus: 503 }),
		]);
		expect(second.isCutOff()).toBe(false);
		expect(() => first.holds(7)).toThrow(expect.objectContaining({ code: 'overloaded' }));
		first.leave();
		expect(pushes.held).toBe(6);
		second.leave();
		expect(pushes.held).toBe(0);
	});

	it('are not weighed down by one that is read on after it has left', () => {
		const pushes = new OpenPushes(10);
		const left = enter(pushes, () => 1);
		left.holds(5);
		left.leave();
		expect(() => left.holds(9)).toThrow(expect.objectContaining({ code: 'connectionLost' }));
		const other = enter(pushes, () => 1);
		other.holds(10);
		expect(other.isCutOff()).toBe(false);
	});

	it('count one that is verified until it leaves, and do not cut it off', () => {
		const pushes = new OpenPushes(10);
		const verified = enter(pushes, () => 1);
		verified.holds(8);
		verified.stays();
		const next = enter(pushes, () => 1);
		expect(() => next.holds(3)).toThrow(expect.objectContaining({ code: 'overloaded' }));
		expect(verified.isCutOff()).toBe(false);
		verified.leave();
		enter(pushes, () => 1).holds(10);
	});

	it('lose no more than it takes', () => {
		const pushes = new OpenPushes(10);
		const all = Array.from({ length: 20 }, () => enter(pushes, () => 1));
		for (const push of all) {
			try {
				push.holds(1);
			} catch {
				// It was itself that went.
			}
		}
		expect(all.filter((push) => push.isCutOff())).toHaveLength(10);
	});

	it('never lose a large document on a slow line to senders that repeatedly take all the memory they can', () => {
		const pushes = new OpenPushes(ROOM);
		const lineSpeed = 50 * KILOBYTE;
		const document = enter(pushes, () => (Date.now() / 1_000) * lineSpeed);
		document.holds(130 * KILOBYTE);
		const held = 2 * KILOBYTE * KILOBYTE;
		// For ten minutes twenty times as many bytes a second as the document's, all of them held.
		const others = Array.from({ length: 300 }, (_, index) => {
			jest.setSystemTime((index + 1) * 2_000);
			const other = enter(pushes, () => held);
			other.holds(held);
			return other;
		});
		expect(others.filter((other) => !other.isCutOff()).length).toBeLessThanOrEqual(ROOM / held);
		expect(document.isCutOff()).toBe(false);
	});
});
