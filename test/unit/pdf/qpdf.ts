import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const isInstalled = spawnSync('qpdf', ['--version']).error === undefined;

/** `describe`, or a skipped one that says why. */
export const describeWithQpdf = isInstalled
	? describe
	: (name: string, body: () => void) =>
			describe.skip(`${name} (skipped: qpdf is not installed)`, body);

/** What qpdf makes of a PDF with these options. */
export function qpdf(pdf: Buffer, ...options: string[]): Buffer {
	const folder = mkdtempSync(join(tmpdir(), 'qpdf-'));
	try {
		const [input, output] = [join(folder, 'input.pdf'), join(folder, 'output.pdf')];
		writeFileSync(input, pdf);
		execFileSync('qpdf', ['--static-id', '--warning-exit-0', ...options, input, output], {
			stdio: 'pipe',
		});
		return readFileSync(output);
	} finally {
		rmSync(folder, { recursive: true });
	}
}
