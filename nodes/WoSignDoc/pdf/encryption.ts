import { PDFArray, PDFDocument, PDFName, PDFRawStream, PDFRef } from '@cantoo/pdf-lib';
import type { PDFDict, PDFObject } from '@cantoo/pdf-lib';
import type { ObjectStream } from './objectStreams';
import { unchecked } from './pdfFacts';

const NO_ID = '[<> <>]';

/**
 * Tries the empty password (ISO 32000-1, 7.6.3.4), which is how readers open what has an owner password alone,
 * and decrypts the object streams; all else of a skeleton that matters is never encrypted.
 */
export async function openEncryption(
	encryption: PDFDict,
	id: PDFObject | undefined,
	objectStreams: readonly ObjectStream[],
): Promise<ObjectStream[] | 'passwordProtected'> {
	if (encryption.get(PDFName.of('Filter')) !== PDFName.of('Standard')) return 'passwordProtected';
	// The library decrypts a stream as if it were a string.
	encryption.set(PDFName.of('StrF'), encryption.get(PDFName.of('StmF')) ?? PDFName.of('Identity'));
	const document = miniature(encryption, id, objectStreams);
	const options = { password: '', updateMetadata: false };
	const opened = await PDFDocument.load(document, options).catch(passwordProtected);
	if (opened === 'passwordProtected') return opened;
	return objectStreams.flatMap((objectStream) => {
		const { number, generation, stream } = objectStream;
		const decrypted = opened.context.lookup(PDFRef.of(number, generation));
		return decrypted instanceof PDFRawStream
			? [{ ...objectStream, stream: PDFRawStream.of(stream.dict, decrypted.contents) }]
			: [];
	});
}

/** A document of the streams' contents alone; not as object streams, which the library would unpack unbounded. */
function miniature(
	encryption: PDFDict,
	id: PDFObject | undefined,
	objectStreams: readonly ObjectStream[],
): Buffer {
	const free = objectStreams.reduce((most, { number }) => Math.max(most, number), 0) + 1;
	const text = (part: string) => Buffer.from(part, 'latin1');
	return Buffer.concat([
		text(`%PDF-1.7\n${free} 0 obj\n${String(encryption)}\nendobj\n`),
		...objectStreams.flatMap(({ number, generation, stream: { contents } }) => [
			text(`${number} ${generation} obj\n<</Length ${contents.length}>>\nstream\n`),
			contents,
			text('\nendstream\nendobj\n'),
		]),
		text(`trailer\n<</Encrypt ${free} 0 R /ID ${id instanceof PDFArray ? String(id) : NO_ID}>>\n`),
	]);
}

function passwordProtected(error: unknown): 'passwordProtected' {
	if (error instanceof Error && error.message === 'NEEDS PASSWORD') return 'passwordProtected';
	throw unchecked('is encrypted in a way that cannot be read here');
}
