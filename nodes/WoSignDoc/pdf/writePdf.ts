import { PDFName, PDFRawStream, PDFStream, waitForTick } from '@cantoo/pdf-lib';
import type { PDFContext, PDFDict, PDFObject, PDFRef } from '@cantoo/pdf-lib';
import { Pace } from './file/pace';
import { PieceList } from './pieceList';

const TYPE = PDFName.of('Type');
/** Types of objects that hold a file's structure, which is rewritten. */
const CONTAINERS = new Set(['ObjStm', 'XRef'].map((name) => PDFName.of(name)));

/** An object's offset in a file. */
type Place = readonly [reference: PDFRef, at: number];

/**
 * A document as a file, in chunks: like the output of the library's own writer, but without its copy of each stream,
 * byte by byte in one turn of the event loop. (Its writer of object streams takes quadratic time, minutes for 90,000
 * objects.) The same objects produce the same bytes.
 */
export async function writePdf(context: PDFContext): Promise<Buffer[]> {
	const pace = new Pace(waitForTick);
	const file = new PieceList();
	file.add(`${context.header.toString()}\n\n`);
	const places: Place[] = [];
	for (const [reference, object] of context.enumerateIndirectObjects()) {
		if (isContainer(object)) continue;
		places.push([reference, file.length]);
		file.add(`${reference.objectNumber} ${reference.generationNumber} obj\n`);
		if (object instanceof PDFStream) writeStream(file, object);
		else file.add(written(object));
		file.add('\nendobj\n\n');
		await pace.step();
	}
	const start = file.length;
	file.add(crossReferences(places));
	file.add('trailer\n');
	file.add(written(trailer(context)));
	file.add(`\n\nstartxref\n${start}\n%%EOF`);
	return file.end();
}

function isContainer(object: PDFObject): boolean {
	if (!(object instanceof PDFRawStream)) return false;
	const type = object.dict.get(TYPE);
	return type instanceof PDFName && CONTAINERS.has(type);
}

function writeStream(file: PieceList, stream: PDFStream): void {
	stream.updateDict();
	file.add(written(stream.dict));
	file.add('\nstream\n');
	file.add(stream.getContents());
	file.add('\nendstream');
}

function written(object: PDFObject): Uint8Array {
	const bytes = new Uint8Array(object.sizeInBytes());
	object.copyBytesInto(bytes, 0);
	return bytes;
}

/** A section for each run of numbers (ISO 32000-1, 7.5.4). */
function crossReferences(places: readonly Place[]): string {
	const sections: { first: number; entries: string[] }[] = [
		{ first: 0, entries: ['0000000000 65535 f \n'] },
	];
	for (const [{ objectNumber, generationNumber }, at] of places) {
		const last = sections.at(-1);
		const entry = `${padded(at, 10)} ${padded(generationNumber, 5)} n \n`;
		if (last && last.first + last.entries.length === objectNumber) last.entries.push(entry);
		else sections.push({ first: objectNumber, entries: [entry] });
	}
	const texts = sections.map(
		({ first, entries }) => `${first} ${entries.length}\n${entries.join('')}`,
	);
	return `xref\n${texts.join('')}\n`;
}

function padded(number: number, digits: number): string {
	return String(number).padStart(digits, '0');
}

function trailer(context: PDFContext): PDFDict {
	const { Root, Info, ID } = context.trailerInfo;
	return context.obj({ Size: context.largestObjectNumber + 1, Root, Info, ID });
}
