import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeLargePdf } from '../harness/largePdf';

export const KILOBYTE = 1_024;
export const MEGABYTE = 1_024 * KILOBYTE;

/** A PDF of a given size, as a file and as the parts of its push. */
export interface BenchDocument {
	readonly size: number;
	readonly file: string;
	readonly bytes: Buffer;
	readonly base64: Buffer;
	readonly sha256: string;
}

/** Creates documents on demand and keeps only the last one, because the largest use a lot of memory. */
export class Documents {
	private last: BenchDocument | undefined;

	/** @param folder where n8n may read files */
	constructor(private readonly folder: string) {}

	async ofSize(size: number): Promise<BenchDocument> {
		if (this.last?.size !== size) this.last = await this.make(size);
		return this.last;
	}

	private async make(size: number): Promise<BenchDocument> {
		await mkdir(this.folder, { recursive: true });
		const file = join(this.folder, `${size}.pdf`);
		await writeLargePdf(file, { images: 1, imageSize: size });
		const bytes = await readFile(file);
		const base64 = Buffer.from(bytes.toString('base64'), 'latin1');
		return { size, file, bytes, base64, sha256: createHash('sha256').update(bytes).digest('hex') };
	}
}

/** The push of a document (PushSignedDoc), in consecutive pieces. */
export function pushOf({ base64, sha256 }: BenchDocument, orderNumber: string): Buffer[] {
	const extendData = { signid: `s-${orderNumber}`, ordernumber: orderNumber, content: '' };
	const push = { actiontype: 'PushSignedDoc', status: 1, errorcode: '0', extendData };
	const [before = '', after = ''] = JSON.stringify(push).split('"content":""');
	return [Buffer.from(`${before}"content":"`), base64, Buffer.from(`","hash":"${sha256}"${after}`)];
}
