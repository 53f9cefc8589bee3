import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';

/** Seconds that a picture without any movement stays at most: waiting for a slow machine is not worth seeing. */
const LONGEST_STILL = 6;

/** Seconds of the whole video at most. The take of a slow machine is played faster. */
const LONGEST = 280;

/** How long the last picture stays. */
const LAST_STILL_MS = 3_000;

/** VP9, of a quality at which small text is sharp. */
const CODEC = '-c:v libvpx-vp9 -crf 34 -b:v 0 -row-mt 1 -deadline realtime -cpu-used 8';

/** How the mouse shows what it is about to press. */
const ACTIONS = {
	duration: 900,
	style: {
		title: 'display: none',
		highlight: 'outline: 3px solid #ff6d5a; border-radius: 4px',
		point: 'width: 26px; height: 26px; border-radius: 50%; background: rgba(255, 109, 90, .5)',
	},
};

const CAPTION = [
	'position: absolute; left: 50%; bottom: 24px; transform: translateX(-50%); width: max-content',
	'max-width: 80%; padding: 12px 22px; border-radius: 10px; background: rgba(16, 19, 48, .92)',
	'color: #fff; font: 600 20px/1.4 sans-serif; text-align: center',
].join(';');

interface Frame {
	file: string;
	/** When it was on the screen, in milliseconds. */
	at: number;
}

/** A recording of a page in one take, with captions and a mouse pointer. Frames are kept in a folder until the end. */
export class Recording {
	private readonly frames: Frame[] = [];
	private caption: AsyncDisposable | undefined;

	private constructor(
		private readonly page: Page,
		private readonly folder: string,
	) {}

	static async start(page: Page): Promise<Recording> {
		const recording = new Recording(page, await mkdtemp(join(tmpdir(), 'wosigndoc-video-')));
		await page.screencast.showActions(ACTIONS);
		await page.screencast.start({
			size: page.viewportSize() ?? { width: 1280, height: 800 },
			quality: 92,
			onFrame: async ({ data, timestamp }) => await recording.add(data, timestamp),
		});
		return recording;
	}

	private async add(jpeg: Buffer, at: number): Promise<void> {
		const file = `${this.frames.length}.jpg`;
		this.frames.push({ file, at });
		await writeFile(join(this.folder, file), jpeg);
	}

	/**
	 * Shows a caption until the next one, and gives the viewer the time to read it.
	 *
	 * @param come how to come to what the caption is about, if the page does not show it yet
	 */
	async say(text: string, come: () => Promise<unknown> = async () => {}): Promise<void> {
		await this.caption?.[Symbol.asyncDispose]();
		this.caption = await this.page.screencast.showOverlay(`<div style="${CAPTION}">${text}</div>`);
		await come();
		await this.pause(1_500 + 45 * text.length);
	}

	/** Lets the viewer look. */
	async pause(milliseconds: number): Promise<void> {
		await this.page.waitForTimeout(milliseconds);
	}

	/** Ends the recording and writes it as WebM (VP9), by Debian's ffmpeg. @returns its length in seconds */
	async finish(file: string): Promise<number> {
		await this.page.screencast.stop();
		const durations = this.durations();
		const seconds = durations.reduce((sum, duration) => sum + duration, 0);
		const pace = Math.min(1, LONGEST / seconds);
		const list = this.frames.map(
			// Without an exponent, which ffmpeg does not read.
			(frame, index) =>
				`file ${frame.file}\nduration ${(pace * (durations[index] ?? 0)).toFixed(4)}`,
		);
		// ffmpeg passes over the duration of the last entry.
		list.push(`file ${this.frames.at(-1)?.file}`);
		await writeFile(join(this.folder, 'frames.txt'), list.join('\n'));
		const input = ['-f', 'concat', '-i', join(this.folder, 'frames.txt')];
		const output = ['-vf', 'fps=15,format=yuv420p', ...CODEC.split(' '), '-y', file];
		await promisify(execFile)('ffmpeg', ['-loglevel', 'error', ...input, ...output]);
		return seconds * pace;
	}

	/** Seconds that each frame is seen. Frames of a page that is just left may come late. */
	private durations(): number[] {
		return this.frames.map(({ at }, index) => {
			const next = this.frames[index + 1]?.at ?? at + LAST_STILL_MS;
			return Math.min(LONGEST_STILL, Math.max(0, next - at) / 1_000);
		});
	}

	/** Removes the frames. */
	async discard(): Promise<void> {
		await rm(this.folder, { recursive: true, force: true });
	}
}
