import type { PageSize } from '../protocol/placement';
import { fileTypeOf } from '../protocol/fileType';
import { readPdfFacts } from '../pdf/readPdfFacts';
import type { BinarySource, StoredFiles } from '../shared/binarySource';
import { bytesOf } from '../shared/binarySource';
import type { FileInput } from './fileInput';
import { formatMismatch } from './formatMismatch';
import type { OrderNotice } from './orderNotice';
import type { DocumentInput } from './readInput';

/** What a look into the document tells: its pages if it is a PDF, and what speaks against sending it. */
export interface DocumentFacts {
	/** Undefined where there is no document, it is no PDF, or it could not be looked through. */
	readonly pages: readonly PageSize[] | undefined;
	/** Why the platform cannot take the document. */
	readonly problem?: string;
	readonly notice?: OrderNotice;
}

const NOTHING_KNOWN: DocumentFacts = { pages: undefined };

/** Looks through the document, a PDF to its end, with little memory. */
export async function documentFacts(
	helpers: StoredFiles,
	document: DocumentInput | undefined,
): Promise<DocumentFacts> {
	if (!document || document.filebase.kind === 'missing') return NOTHING_KNOWN;
	const { filebase, fileformat } = document;
	const beginning = await firstBytes(helpers, filebase);
	const problem = formatMismatch(fileformat, beginning);
	if (problem !== undefined) return { ...NOTHING_KNOWN, problem };
	return fileTypeOf(beginning).extension === 'pdf'
		? await pdfFacts(helpers, filebase)
		: NOTHING_KNOWN;
}

/** The first bytes of a file, a few kilobytes or all it has. */
export async function firstBytes(helpers: StoredFiles, source: BinarySource): Promise<Buffer> {
	for await (const chunk of bytesOf(helpers, source)) return chunk;
	return Buffer.alloc(0);
}

/** The document as the schema shall see it: missing where it cannot be sent. */
export function judgedDocument(document: DocumentInput, { problem }: DocumentFacts): DocumentInput {
	const filebase: FileInput =
		problem === undefined ? document.filebase : { kind: 'missing', message: problem };
	return { ...document, filebase };
}

async function pdfFacts(helpers: StoredFiles, source: BinarySource): Promise<DocumentFacts> {
	const facts = await readPdfFacts(bytesOf(helpers, source));
	switch (facts.kind) {
		case 'readable':
			return {
				pages: facts.pages,
				...(facts.restricted && { notice: notice('documentRestricted', RESTRICTED) }),
			};
		case 'passwordProtected':
			return { ...NOTHING_KNOWN, problem: PASSWORD_PROTECTED };
		case 'damaged':
			return { ...NOTHING_KNOWN, problem: `the PDF is damaged: it ${facts.reason}` };
		case 'unchecked': {
			const message = `the PDF’s pages could not be looked at: it ${facts.reason}`;
			return { ...NOTHING_KNOWN, notice: notice('documentUnchecked', message) };
		}
	}
}

const RESTRICTED =
	'the PDF is protected against changes (an owner password); WoSignDoc may not be able to sign it';
const PASSWORD_PROTECTED =
	'the PDF can be read only with a password, so WoSignDoc cannot sign it. Remove the password; the option Password protects the signed document';

function notice(code: OrderNotice['code'], message: string): OrderNotice {
	return { code, where: 'Document › File', message };
}
