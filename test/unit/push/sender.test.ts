import { Sender, SLOWEST_RATE } from '../../../nodes/WoSignDoc/push/wire/sender';

const MEGABYTE = 1_024 * 1_024;
const SECOND = 1_000;
const bounds = { maxBodyBytes: 512 * MEGABYTE, idleMilliseconds: 60 * SECOND };

beforeEach(() => jest.useFakeTimers({ now: 0 }));
afterEach(() => jest.useRealTimers());

/** Reads pieces that each take their time to come; the least time that their sender had left while it was waited for. */
async function leastTimeLeft(pieces: number, size: number, milliseconds: number): Promise<number> {
	const piece = Buffer.alloc(size);
	let least = Infinity;
	async function* arriving() {
		for (let count = 0; count < pieces; count++) {
			jest.setSystemTime(Date.now() + milliseconds);
			least = Math.min(least, sender.timeLeft());
			yield await Promise.resolve(piece);
		}
	}
	const sender = new Sender(arriving(), bounds);
	for await (const taken of sender) expect(taken).toBe(piece);
	return least;
}

describe('the time of a sender', () => {
	it('is enough for the largest body over a slow line', async () => {
		expect(await leastTimeLeft(8_192, 65_536, 8 * SECOND)).toBeGreaterThan(0);
	});

	it('is over for one that is silent, and for one that drips', async () => {
		expect(await leastTimeLeft(1, 65_536, 60 * SECOND)).toBe(0);
		expect(await leastTimeLeft(120, 1, SECOND)).toBeLessThan(0);
		const pieceAtSlowest = (65_536 / SLOWEST_RATE) * SECOND;
		expect(await leastTimeLeft(100, 65_536, pieceAtSlowest)).toBeGreaterThan(0);
		expect(await leastTimeLeft(100, 65_536, 2 * pieceAtSlowest)).toBeLessThan(0);
	});

	it('does not elapse while received data is being processed, however long that takes', async () => {
		const sender = new Sender(
			(async function* () {
				yield await Promise.resolve(Buffer.from('1'));
				yield await Promise.resolve(Buffer.from('2'));
			})(),
			bounds,
		);
		for await (const piece of sender) {
			expect(piece).toHaveLength(1);
			jest.setSystemTime(Date.now() + 3_600 * SECOND);
			expect(sender.timeLeft()).toBe(bounds.idleMilliseconds);
		}
	});

	it('ends with more than it may send', async () => {
		const sender = new Sender(
			(async function* () {
				for (;;) yield await Promise.resolve(Buffer.alloc(MEGABYTE));
			})(),
			bounds,
		);
		const read = async () => {
			for await (const piece of sender) expect(piece).toHaveLength(MEGABYTE);
		};
		await expect(read()).rejects.toMatchObject({ code: 'bodyTooLarge' });
		expect(sender.received).toBe(513 * MEGABYTE);
	});
});
