import { PDFArray, PDFDict, PDFRef, type PDFContext } from '@cantoo/pdf-lib';
import { writeByteRange } from './byteRange';
import type { DocumentSigner } from './documentSigner';
import {
	pdfDate,
	signatureDictionary,
	widgetDictionary,
	type SignatureField,
} from './signatureDictionaries';
import { writeObjects } from './writeObjects';
import { xrefSection } from './xrefSection';

/** Where a signature is in the file. */
export interface WrittenSignature {
	ref: PDFRef;
	/** Start and end of the value of `/Contents`, the only part that the signature doesn't cover. */
	gap: readonly [start: number, end: number];
	/** Offsets of the objects in its update; the cross-reference stream is last. */
	offsets: ReadonlyMap<PDFRef, number>;
	/** The trailer entries of its update. */
	trailer: string;
}

/**
 * A written PDF that grows by one incremental update per signature; existing bytes never change (ISO 32000-1, 7.5.6
 * and 12.8.1). The parts are kept separate, so that a large document isn't copied for each signature.
 */
export class IncrementalPdf {
	private readonly parts: Buffer[];
	private size: number;
	private previousXref: number;
	private nextObject: number;
	/** The most recently added signature. */
	lastSignature: WrittenSignature | undefined;

	/** @param context the objects that the file was written from */
	constructor(
		file: Buffer,
		private readonly context: PDFContext,
	) {
		this.parts = [file];
		this.size = file.length;
		this.previousXref = Number(firstGroup(file.subarray(-64), /startxref\s+(\d+)/));
		const xref = file.subarray(this.previousXref, this.previousXref + 4096);
		this.nextObject = Number(firstGroup(xref, /\/Size (\d+)/));
	}

	toBuffer(): Buffer {
		return Buffer.concat(this.parts);
	}

	/** Allocates a new object number. */
	newObject(): PDFRef {
		return PDFRef.of(this.nextObject++);
	}

	/** Adds a signature field with a signature over the whole file so far. */
	async sign(field: SignatureField, signer: DocumentSigner): Promise<void> {
		const signingTime = signer.signedAt ?? new Date();
		const ref = field.certification?.signature ?? this.newObject();
		const objects = this.signatureObjects(ref, field, signer, signingTime);
		const { update, offsets, trailer } = this.serialize(objects);
		const start = update.indexOf('/Contents <') + '/Contents '.length;
		const end = start + 2 + signer.maximumLength * 2;
		const gap = [this.size + start, this.size + end] as const;
		writeByteRange(update, [0, ...gap, update.length - end]);
		const signed = [...this.parts, update.subarray(0, start), update.subarray(end)];
		const signature = Buffer.from(await signer.sign(signed, signingTime));
		if (signature.length > signer.maximumLength) throw new Error('the signature is too long');
		update.write(signature.toString('hex'), start + 1, 'latin1');
		this.append(update);
		this.lastSignature = { ref, gap, offsets, trailer };
	}

	/** Adds new objects and new versions of objects in a separate update. */
	add(objects: ReadonlyMap<PDFRef, string>): void {
		this.append(this.serialize(objects).update);
	}

	/** A stream object with extra dictionary entries; encrypted if the file is. */
	stream(bytes: Buffer, ref: PDFRef, entries = ''): string {
		const written = this.encrypted(bytes, ref);
		return `<< /Length ${written.length} ${entries}>>\nstream\n${written.toString('latin1')}\nendstream`;
	}

	/** An array object with one more item. */
	arrayWith(ref: PDFRef, item: PDFRef): string {
		const array = this.context.lookup(ref, PDFArray);
		array.push(item);
		return String(array);
	}

	/** A dictionary object with entries replaced or added. */
	dictionaryWith(ref: PDFRef, entries: Readonly<Record<string, string>>): string {
		const own = this.context.lookup(ref, PDFDict).entries();
		const kept = own.filter(([key]) => !(key.asString().slice(1) in entries));
		const all = [
			...kept.map(([key, value]) => `${key.toString()} ${value.toString()}`),
			...Object.entries(entries).map(([key, value]) => `/${key} ${value}`),
		];
		return `<< ${all.join('\n')} >>`;
	}

	private append(update: Buffer): void {
		this.parts.push(update);
		this.size += update.length;
	}

	private signatureObjects(
		ref: PDFRef,
		field: SignatureField,
		signer: DocumentSigner,
		signingTime: Date,
	): Map<PDFRef, string> {
		const widget = this.newObject();
		return new Map([
			[ref, signatureDictionary(field, signer, signingTime, this.writerOf(ref))],
			[widget, widgetDictionary(field, ref, this.writerOf(widget))],
			[field.fields, this.arrayWith(field.fields, widget)],
			[field.annotations, this.arrayWith(field.annotations, widget)],
		]);
	}

	private serialize(objects: ReadonlyMap<PDFRef, string>) {
		const xref = this.newObject();
		const { text, offsets } = writeObjects(objects, this.size + 1);
		const xrefAt = this.size + 1 + text.length;
		offsets.set(xref, xrefAt);
		const trailer = this.trailer();
		const update = Buffer.concat([
			Buffer.from(`\n${text}`, 'latin1'),
			xrefSection(xref, offsets, trailer),
		]);
		this.previousXref = xrefAt;
		return { update, offsets, trailer };
	}

	/** New contents for the document information dictionary (ISO 32000-1, 14.3.3), as if the file had been rewritten. */
	laterInformation(): Map<PDFRef, string> {
		const { Info } = this.context.trailerInfo;
		const ref = Info instanceof PDFRef ? Info : this.newObject();
		const write = this.writerOf(ref);
		const producer = write(Buffer.from('WoSignDoc sandbox, afterward'));
		return new Map([[ref, `<< /Producer ${producer} /ModDate ${write(pdfDate(new Date()))} >>`]]);
	}

	private trailer(): string {
		const { Root, Info, ID, Encrypt } = this.context.trailerInfo;
		const entries = Object.entries({ Root, Info, ID, Encrypt })
			.filter(([, value]) => value !== undefined)
			.map(([key, value]) => `/${key} ${String(value)}`);
		return [`/Size ${this.nextObject}`, `/Prev ${this.previousXref}`, ...entries].join(' ');
	}

	/** Writes the strings of an object; encrypted if the file is. */
	private writerOf(ref: PDFRef) {
		return (bytes: Buffer) => `<${this.encrypted(bytes, ref).toString('hex')}>`;
	}

	private encrypted(bytes: Buffer, ref: PDFRef): Buffer {
		const encrypt = this.context.security?.getEncryptFn(ref.objectNumber, ref.generationNumber);
		return Buffer.from(encrypt ? encrypt(bytes) : bytes);
	}
}

function firstGroup(bytes: Buffer, pattern: RegExp): string {
	const found = pattern.exec(bytes.toString('latin1'))?.[1];
	if (found === undefined) throw new Error(`the written PDF has no ${pattern.source}`);
	return found;
}
