import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithBrowser, startBrowser } from '../../harness/editor/browser';
import { Recording } from '../../setup/video/recording';

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).error === undefined;

describeWithBrowser('the video', () => {
	const folder = mkdtempSync(join(tmpdir(), 'wosigndoc-video-test-'));
	afterAll(() => rmSync(folder, { recursive: true }));

	(hasFfmpeg ? it : it.skip)(
		'is as large as the window, and lasts from the first caption to the last (needs ffmpeg)',
		async () => {
			const browser = await startBrowser();
			try {
				const page = await browser.newPage({ viewport: { width: 640, height: 400 } });
				await page.setContent('<button>Press</button>');
				const recording = await Recording.start(page);
				await recording.say('Before');
				await page.getByRole('button').click();
				await recording.say('After');
				const file = join(folder, 'video.webm');
				const seconds = await recording.finish(file);
				await recording.discard();
				const [size = '', length = ''] = probe(file);
				expect(size).toBe('vp9,640,400');
				// Two captions of 1.7 s each, the press, and the end.
				expect(seconds).toBeGreaterThan(6);
				expect(Math.abs(Number(length) - seconds)).toBeLessThan(0.5);
			} finally {
				await browser.close();
			}
		},
	);
});

/** Codec, width and height of a video, and its seconds. */
function probe(file: string): string[] {
	const entries = 'stream=codec_name,width,height:format=duration';
	const options = ['-loglevel', 'error', '-show_entries', entries, '-of', 'csv=p=0', file];
	return execFileSync('ffprobe', options, { encoding: 'utf8' }).trim().split('\n');
}
