import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { PASSWORD } from '../bases/password';
import { NOTHING, type Reader } from './reader';

/** The location of pdf.js, if available: in the project's packages or given by the environment. */
export function pdfjsFolder(): string | undefined {
	const told = process.env['TAMPERING_PDFJS'];
	if (told) return told;
	try {
		return dirname(createRequire(__filename).resolve('pdfjs-dist/package.json'));
	} catch {
		return undefined;
	}
}

/** pdf.js, which browsers use for PDFs; compares the pixels of all pages. */
export class PdfJs implements Reader {
	readonly name = 'pdf.js';
	private process: { readonly child: ChildProcess; readonly lines: Interface } | undefined;

	constructor(private readonly folder: string) {}

	async look(path: string): Promise<string> {
		const { child, lines } = (this.process ??= this.start());
		const answered = once(lines, 'line');
		child.stdin?.write(`${path}\n`);
		const [shown] = (await answered) as [string];
		return shown || NOTHING;
	}

	close(): void {
		this.process?.child.stdin?.end();
	}

	private start() {
		const script = join(__dirname, 'showPages.mjs');
		const stdio = ['pipe', 'pipe', 'ignore'] as const;
		const child = spawn(process.execPath, [script, this.folder, PASSWORD], { stdio: [...stdio] });
		if (!child.stdout) throw new Error('pdf.js has no output');
		return { child, lines: createInterface({ input: child.stdout }) };
	}
}
