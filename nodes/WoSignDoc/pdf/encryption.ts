import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFRef } from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import type { ObjectStream } from './objectStreams';
import { unchecked } from './pdfFacts';
import type { WrittenObject } from './skeleton';

const NO_ID = '[<> <>]';

/**
 * Tries the empty password (ISO 32000-1, 7.6.3.4), which is how readers open what has an owner password alone,
 * and decrypts the object streams; all else of a skeleton that matters is never encrypted.
 */
export async function openEncryption(
	encryption: PDFDict,
	id: PDFObject | undefined,
	objectStreams: readonly WrittenObject[],
): Promise<ObjectStream[] | 'passwordProtected'> {
	if (encryption.get(PDFName.of('Filter')) !== PDFName.of('Standard')) return 'passwordProtected';
	// The library decrypts a stream as if it were a string.
	encryption.set(PDFName.of('StrF'), encryption.get(PDFName.of('StmF')) ?? PDFName.of('Identity'));
	const document = miniature(encryption, id, objectStreams);
	const opened = await PDFDocument.load(document, { password: '', updateMetadata: false }).catch(
		passwordProtected,
	);
	if (opened === 'passwordProtected') return opened;
	return objectStreams.flatMap(({ number, generation, order }) => {
		const stream = opened.context.lookup(PDFRef.of(number, generation));
		return stream instanceof PDFRawStream ? { order, stream } : [];
	});
}

/** A document of the object streams alone, under a type at which the library does not unpack them unbounded. */
function miniature(
	encryption: PDFDict,
	id: PDFObject | undefined,
	objectStreams: readonly WrittenObject[],
): Buffer {
	const free = objectStreams.reduce((most, { number }) => Math.max(most, number), 0) + 1;
	const text = (part: string) => Buffer.from(part, 'latin1');
	return Buffer.concat([
		text(`%PDF-1.7\n${free} 0 obj\n${String(encryption)}\nendobj\n`),
		...objectStreams.flatMap((stream) => [
			text(`${stream.number} ${stream.generation} obj`),
			withOtherType(stream.text),
			text('\nendobj\n'),
		]),
		text(`trailer\n<</Encrypt ${free} 0 R /ID ${id instanceof PDFArray ? String(id) : NO_ID}>>\n`),
	]);
}

function withOtherType(text: Buffer): Buffer {
	const copy = Buffer.from(text);
	copy.write('/ObjStx', copy.indexOf('/ObjStm'), 'latin1');
	return copy;
}

function passwordProtected(error: unknown): 'passwordProtected' {
	if (error instanceof Error && error.message === 'NEEDS PASSWORD') return 'passwordProtected';
	throw unchecked('is encrypted in a way that cannot be read here');
}
