import { readPdfFacts } from '../../pdf/readPdfFacts';
import { fileTypeOf } from '../../protocol/fileType';
import type { DocumentText } from '../../protocol/placement/documentText';
import type { PageSize } from '../../protocol/placement/placement';
import type { BinarySource, StoredFiles } from '../../shared/binarySource';
import { bytesOf } from '../../shared/binarySource';
import { DOCUMENT_LABEL } from '../fields/fieldLabels';
import type { DocumentInput } from '../input/readInput';
import type { OrderWarning } from '../orderWarning';
import { formatMismatch } from './formatMismatch';

/**
 * The sizes of the document's pages; undefined where they are not known: a template's own document, no PDF, or one
 * that could not be looked through; `unreadable` where the document itself is the problem.
 */
export type DocumentPages = readonly PageSize[] | undefined | 'unreadable';

/** What a look into the document tells: its pages if it is a PDF, and what speaks against sending it. */
export interface DocumentFacts {
	readonly pages: DocumentPages;
	/** Where the keywords are that were asked for, or why that could not be found out. */
	readonly text?: DocumentText | string;
	/** Whether the PDF is encrypted, though it opens without a password. */
	readonly restricted?: boolean;
	/** Why the platform cannot take the document. */
	readonly problem?: string;
	readonly warning?: OrderWarning;
}

const NOTHING_KNOWN: DocumentFacts = { pages: undefined };
/** Stands in for the format of a file that is not there, which would be one more problem about nothing. */
const ANY_FORMAT = 'pdf';

/** Looks through the document, a PDF to its end, with little memory; in a PDF for keywords, too. */
export async function documentFacts(
	files: StoredFiles,
	document: DocumentInput | undefined,
	keywords: readonly string[] = [],
): Promise<DocumentFacts> {
	if (!document) return NOTHING_KNOWN;
	if (document.filebase.kind === 'missing') return unreadable(document.filebase.message);
	const { filebase, fileformat } = document;
	const beginning = await firstBytes(files, filebase);
	const problem = formatMismatch(fileformat, beginning);
	if (problem !== undefined) return unreadable(problem);
	return fileTypeOf(beginning).extension === 'pdf'
		? await pdfFacts(files, filebase, keywords)
		: NOTHING_KNOWN;
}

/** The first bytes of a file, a few kilobytes or all it has. */
export async function firstBytes(files: StoredFiles, source: BinarySource): Promise<Buffer> {
	for await (const chunk of bytesOf(files, source)) return chunk;
	return Buffer.alloc(0);
}

/** The document as the schema shall see it: missing where it cannot be sent, and then of no matter what format. */
export function judgedDocument(document: DocumentInput, { problem }: DocumentFacts): DocumentInput {
	return problem === undefined
		? document
		: { filebase: { kind: 'missing', message: problem }, fileformat: ANY_FORMAT };
}

function unreadable(problem: string): DocumentFacts {
	return { pages: 'unreadable', problem };
}

async function pdfFacts(
	files: StoredFiles,
	source: BinarySource,
	keywords: readonly string[],
): Promise<DocumentFacts> {
	const facts = await readPdfFacts(bytesOf(files, source), keywords);
	switch (facts.kind) {
		case 'readable':
			if (facts.preview) return unreadable(IS_PREVIEW);
			return {
				pages: facts.pages,
				text: facts.text ?? ENCRYPTED_TEXT,
				restricted: facts.restricted,
				...(facts.restricted && { warning: warning('documentRestricted', RESTRICTED) }),
			};
		case 'passwordProtected':
			return unreadable(PASSWORD_PROTECTED);
		case 'damaged':
			return unreadable(`the PDF is damaged: it ${facts.reason}`);
		case 'unchecked': {
			const message = `the PDF’s pages could not be looked at: it ${facts.reason}`;
			return { ...NOTHING_KNOWN, text: message, warning: warning('documentUnchecked', message) };
		}
	}
}

const IS_PREVIEW =
	'the PDF is a preview that Preview Positions made (预览件), not the document itself; use the file that it was made from';
const ENCRYPTED_TEXT =
	'a keyword (关键字) cannot be looked for: the PDF is encrypted (an owner password), which hides its text; remove the protection, or place by corners, center or a named place instead';
const RESTRICTED =
	'the PDF is protected against changes (an owner password); WoSignDoc may not be able to sign it';
const PASSWORD_PROTECTED =
	'the PDF can be read only with a password, so WoSignDoc cannot sign it. Remove the password; the option Password protects the signed document';

function warning(code: OrderWarning['code'], message: string): OrderWarning {
	return { code, where: DOCUMENT_LABEL, message };
}
