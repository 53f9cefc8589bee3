// Compares the time and memory of reading a large PDF's facts with reading the same chunks and discarding them:
//   node setup/run.js "tsx bench/pdfFacts.ts"
// Each runs in its own process. Live memory is measured throughout, after garbage collection; the resident set includes
// chunks that haven't been collected yet, with plain reading, too.
import { fork } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LargePdf } from '../harness/largePdf';
import { writeLargePdf } from '../harness/largePdf';
import { readPdfFacts } from '../nodes/WoSignDoc/pdf/readPdfFacts';

const SHAPES: Readonly<Record<string, LargePdf>> = {
	'200 MB, 5 images': { images: 5, imageSize: 40_000_000, direct: true },
	'200 MB, 5 images, indirect lengths': { images: 5, imageSize: 40_000_000, direct: false },
	'200 MB, 4000 images': { images: 4_000, imageSize: 50_000, direct: true },
};

/** Number of chunks between memory measurements. */
const STRIDE = 100;
const SMALL = Buffer.from(
	'%PDF-1.7 \n1 0 obj <</Pages 2 0 R>> endobj 2 0 obj <</Kids [3 0 R]>> endobj 3 0 obj <<>> endobj\ntrailer <</Root 1 0 R>> startxref 0\n%%EOF\n',
);

const liveMegabytes = () => {
	globalThis.gc?.();
	const { heapUsed, external } = process.memoryUsage();
	return (heapUsed + external) / 1e6;
};
const residentMegabytes = () => process.memoryUsage().rss / 1e6;

async function measure(reader: string, file: string, live: boolean): Promise<void> {
	await readPdfFacts(streamOf([SMALL]));
	const gauge = live ? liveMegabytes : residentMegabytes;
	globalThis.gc?.();
	const idle = gauge();
	let [most, size, count] = [idle, 0, 0];
	async function* chunks(): AsyncGenerator<Buffer> {
		for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
			yield chunk;
			size += chunk.length;
			if (++count % STRIDE === 0) most = Math.max(most, gauge());
		}
	}
	const [start, cpu] = [performance.now(), process.cpuUsage()];
	const facts = reader === 'plain' ? await drain(chunks()) : (await readPdfFacts(chunks())).kind;
	const [seconds, { user, system }] = [(performance.now() - start) / 1e3, process.cpuUsage(cpu)];
	most = Math.max(most, gauge());
	const speed = live
		? ''
		: `, ${seconds.toFixed(2)} s, ${(size / 1e6 / seconds).toFixed(0)} MB/s, ${((user + system) / 1e6).toFixed(2)} s of CPU`;
	console.log(
		`  ${reader}: ${live ? 'live' : 'resident'} +${(most - idle).toFixed(1)} MB${speed}, ${facts}`,
	);
}

async function* streamOf(chunks: Buffer[]): AsyncGenerator<Buffer> {
	yield* chunks;
}

async function drain(chunks: AsyncIterable<Buffer>): Promise<string> {
	for await (const chunk of chunks) void chunk;
	return 'nothing';
}

async function main(): Promise<void> {
	const [reader, file, gauge] = process.argv.slice(2);
	if (reader && file) return measure(reader, file, gauge === 'live');
	const folder = mkdtempSync(join(tmpdir(), 'pdf-facts-'));
	try {
		for (const [name, shape] of Object.entries(SHAPES)) {
			const pdf = join(folder, 'large.pdf');
			await writeLargePdf(pdf, shape);
			console.log(name);
			for (const gaugeName of ['resident', 'live']) {
				for (const readerName of ['plain', 'facts']) {
					const child = fork(__filename, [readerName, pdf, gaugeName], {
						execArgv: ['--expose-gc', '--import', 'tsx'],
					});
					await new Promise((resolve) => child.once('exit', resolve));
				}
			}
		}
	} finally {
		rmSync(folder, { recursive: true });
	}
}

void main();
