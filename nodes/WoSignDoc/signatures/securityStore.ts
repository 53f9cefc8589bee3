import { inflate } from '../pdf/file/inflate';
import type { FileStructure } from '../pdf/file/fileStructure';
import type { PdfDictionary, PdfValue } from '../pdf/file/pdfValue';
import type { WrittenObject } from '../pdf/file/writtenObject';
import { SIGNATURE_BOUNDS } from './bounds';
import type { ValidationValues } from './cms/validationValues';
import type { FileObjects } from './fileObjects';
import type { LaterBytes } from './laterBytes';

/** The keys of a security store and of its parts for single signatures (ETSI EN 319 142-1, 5.4.2). */
const KEYS = {
	certificates: ['Certs', 'Cert'],
	revocationLists: ['CRLs', 'CRL'],
	ocspResponses: ['OCSPs', 'OCSP'],
} as const;
const KEY = /\/(?:Cert|CRL|OCSP)s?\b/;
const STREAM = /^stream(?:\r\n|\r|\n)/;

/**
 * The contents of the file's security stores, from all revisions, as far as they come after the first signed range:
 * they are proven by their own signatures. Never throws.
 */
export async function readSecurityStores(
	objects: FileObjects,
	structure: FileStructure,
	later: LaterBytes,
): Promise<ValidationValues> {
	const reader = new StreamReader(objects, structure, later);
	const values = {
		certificates: new Array<Buffer>(),
		revocationLists: new Array<Buffer>(),
		ocspResponses: new Array<Buffer>(),
	};
	for (const value of objects.valuesWith(KEY)) {
		await structure.pace.step();
		for (const dictionary of dictionariesIn(value)) {
			values.certificates.push(...(await reader.listed(dictionary, KEYS.certificates)));
			values.revocationLists.push(...(await reader.listed(dictionary, KEYS.revocationLists)));
			values.ocspResponses.push(...(await reader.listed(dictionary, KEYS.ocspResponses)));
		}
	}
	return values;
}

function* dictionariesIn(value: PdfValue): Generator<PdfDictionary> {
	if (value.kind === 'array') for (const item of value.items) yield* dictionariesIn(item);
	if (value.kind !== 'dictionary') return;
	yield value;
	for (const entry of value.entries.values()) yield* dictionariesIn(entry);
}

/** Reads streams, each once, all together within the bound on their contents. */
class StreamReader {
	private room: number = SIGNATURE_BOUNDS.evidenceLength;
	private readonly read = new Set<WrittenObject>();

	constructor(
		private readonly objects: FileObjects,
		private readonly structure: FileStructure,
		private readonly later: LaterBytes,
	) {}

	/** The contents of the streams that are listed under one of the keys. */
	async listed({ entries }: PdfDictionary, keys: readonly string[]): Promise<Buffer[]> {
		const found: Buffer[] = [];
		for (const key of keys) {
			const list = this.objects.resolve(entries.get(key));
			for (const item of list?.kind === 'array' ? list.items : []) {
				await this.structure.pace.step();
				const data = await this.streamOf(item);
				if (data) found.push(data);
			}
		}
		return found;
	}

	private async streamOf(item: PdfValue): Promise<Buffer | undefined> {
		const object = this.objects.writtenAt(item);
		if (!object || this.room <= 0 || this.read.has(object)) return undefined;
		this.read.add(object);
		const written = this.writtenIn(object);
		const compression = written && this.compressionOf(object);
		if (!compression) return undefined;
		const data = await this.inflated(written, compression);
		this.room -= data?.length ?? 0;
		return data;
	}

	/** The bytes before `endstream`, which may include a line end. */
	private writtenIn(object: WrittenObject): Buffer | undefined {
		const length = this.structure.lengthOf(object);
		const keyword = object.textStart + object.text.length;
		const head = this.later.between(keyword, keyword + 8)?.toString('latin1') ?? '';
		const start = STREAM.exec(head)?.[0].length;
		if (length === undefined || start === undefined) return undefined;
		return this.later.between(keyword + start, keyword + start + length);
	}

	private compressionOf(object: WrittenObject): 'none' | 'flate' | undefined {
		const value = this.objects.valueOf(object);
		if (value?.kind !== 'dictionary' || value.entries.has('DecodeParms')) return undefined;
		const filter = this.objects.resolve(value.entries.get('Filter'));
		const [only, ...more] = filter?.kind === 'array' ? filter.items : [filter];
		if (!only) return 'none';
		const isFlate = only.kind === 'name' && ['FlateDecode', 'Fl'].includes(only.value);
		return isFlate && more.length === 0 ? 'flate' : undefined;
	}

	private async inflated(
		written: Buffer,
		compression: 'none' | 'flate',
	): Promise<Buffer | undefined> {
		if (compression === 'none') return written.length <= this.room ? written : undefined;
		return await inflate(written, this.room).catch(() => undefined);
	}
}
