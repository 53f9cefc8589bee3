import { PDFArray, PDFRef, type PDFContext } from '@cantoo/pdf-lib';
import type { DocumentSigner } from './documentSigner';
import { xrefStream } from './xrefStream';

/** A signature field: its name, and the objects it is entered in. */
export interface SignatureField {
	name: string;
	signerName: string;
	page: PDFRef;
	/** The page's array of annotations. */
	annotations: PDFRef;
	/** The form's array of fields. */
	fields: PDFRef;
}

/**
 * A written PDF that grows by incremental updates, one a signature; what was written before never
 * changes (ISO 32000-1, 7.5.6 and 12.8.1). The parts are kept apart, so that a large document is not
 * copied for each signature.
 */
export class IncrementalPdf {
	private readonly parts: Buffer[];
	private size: number;
	private previousXref: number;
	private nextObject: number;

	/** @param context the objects the file was written from */
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

	/** Adds an invisible signature field, signed over the whole file as it then is. */
	async sign(field: SignatureField, signer: DocumentSigner): Promise<void> {
		const signingTime = new Date();
		const update = this.update(field, signer, signingTime);
		const start = update.indexOf('/Contents <') + '/Contents '.length;
		const end = start + 2 + signer.maximumLength * 2;
		const gap = [this.size + start, this.size + end, update.length - end];
		const byteRange = `/ByteRange [0 ${gap.join(' ')}]`;
		const rangeAt = update.indexOf(byteRangePlaceholder);
		update.write(byteRange.padEnd(byteRangePlaceholder.length), rangeAt, 'latin1');
		const signed = [...this.parts, update.subarray(0, start), update.subarray(end)];
		const signature = Buffer.from(await signer.sign(signed, signingTime));
		if (signature.length > signer.maximumLength) throw new Error('the signature is too long');
		update.write(signature.toString('hex'), start + 1, 'latin1');
		this.parts.push(update);
		this.size += update.length;
	}

	private update(field: SignatureField, signer: DocumentSigner, signingTime: Date): Buffer {
		const signature = PDFRef.of(this.nextObject++);
		const widget = PDFRef.of(this.nextObject++);
		const xref = PDFRef.of(this.nextObject++);
		this.append(field.fields, widget);
		this.append(field.annotations, widget);
		const objects = new Map<PDFRef, string>([
			[signature, this.signatureDictionary(signature, field, signer, signingTime)],
			[widget, this.widgetDictionary(widget, signature, field)],
			[field.fields, String(this.array(field.fields))],
			[field.annotations, String(this.array(field.annotations))],
		]);
		return this.serialise(objects, xref);
	}

	private serialise(objects: Map<PDFRef, string>, xref: PDFRef): Buffer {
		let text = '\n';
		const offsets = new Map<PDFRef, number>();
		for (const [ref, body] of objects) {
			offsets.set(ref, this.size + text.length);
			text += `${ref.objectNumber} ${ref.generationNumber} obj\n${body}\nendobj\n`;
		}
		const xrefAt = this.size + text.length;
		offsets.set(xref, xrefAt);
		const trailer = this.trailer();
		const table = xrefStream(offsets, trailer);
		text += `${xref.objectNumber} 0 obj\n`;
		const tail = `\nendobj\nstartxref\n${xrefAt}\n%%EOF\n`;
		this.previousXref = xrefAt;
		return Buffer.concat([Buffer.from(text, 'latin1'), table, Buffer.from(tail, 'latin1')]);
	}

	private trailer(): string {
		const { Root, Info, ID, Encrypt } = this.context.trailerInfo;
		const entries = Object.entries({ Root, Info, ID, Encrypt })
			.filter(([, value]) => value !== undefined)
			.map(([key, value]) => `/${key} ${String(value)}`);
		return [`/Size ${this.nextObject}`, `/Prev ${this.previousXref}`, ...entries].join(' ');
	}

	private signatureDictionary(
		ref: PDFRef,
		field: SignatureField,
		signer: DocumentSigner,
		signingTime: Date,
	): string {
		const date = `D:${signingTime.toISOString().replaceAll(/\D/g, '').slice(0, 14)}Z`;
		return [
			`<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /${signer.subFilter}`,
			byteRangePlaceholder,
			`/Contents <${'0'.repeat(signer.maximumLength * 2)}>`,
			`/Name ${this.string(textString(field.signerName), ref)}`,
			`/M ${this.string(Buffer.from(date), ref)} >>`,
		].join('\n');
	}

	private widgetDictionary(ref: PDFRef, signature: PDFRef, field: SignatureField): string {
		const name = this.string(textString(field.name), ref);
		return [
			'<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /Rect [0 0 0 0]',
			`/T ${name} /V ${signature.toString()} /P ${field.page.toString()} >>`,
		].join('\n');
	}

	/** A string object; encrypted when the file is. */
	private string(bytes: Buffer, ref: PDFRef): string {
		const encrypt = this.context.security?.getEncryptFn(ref.objectNumber, ref.generationNumber);
		return `<${Buffer.from(encrypt ? encrypt(bytes) : bytes).toString('hex')}>`;
	}

	private array(ref: PDFRef): PDFArray {
		return this.context.lookup(ref, PDFArray);
	}

	private append(ref: PDFRef, item: PDFRef): void {
		this.array(ref).push(item);
	}
}

const byteRangePlaceholder = '/ByteRange [0 9999999999 9999999999 9999999999]';

function firstGroup(bytes: Buffer, pattern: RegExp): string {
	const found = pattern.exec(bytes.toString('latin1'))?.[1];
	if (found === undefined) throw new Error(`the written PDF has no ${pattern.source}`);
	return found;
}

/** A text string: UTF-16, big-endian, with a byte order mark. */
function textString(text: string): Buffer {
	return Buffer.from(`\u{feff}${text}`, 'utf16le').swap16();
}
