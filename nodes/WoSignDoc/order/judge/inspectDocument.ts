import { readPdfFacts } from '../../pdf/readPdfFacts';
import { fileTypeOf } from '../../protocol/fileType';
import type { PageSize } from '../../protocol/placement/box';
import type { DocumentText } from '../../protocol/placement/documentText';
import type { BinarySource, StoredFiles } from '../../shared/binarySource';
import { bytesOf, firstBytes } from '../../shared/binarySource';
import { DOCUMENT_LABEL } from '../fields/fieldLabels';
import type { OrderInput } from '../document/orderInput';
import type { OrderWarning } from '../orderWarning';
import { formatMismatch } from './formatMismatch';

/**
 * The result of inspecting an order's document. `usable`: it can be sent, or the template has its own; `unusable`: the
 * platform can't accept it; `unknown`: the Document Source is invalid; `unmade`: it couldn't be made, which is already
 * reported.
 */
export type InspectedDocument =
	| UsableDocument
	| { readonly kind: 'unusable'; readonly problem: string }
	| { readonly kind: 'unknown' }
	| { readonly kind: 'unmade' };

export interface UsableDocument {
	readonly kind: 'usable';
	/** Undefined if unknown: for a template's own document, for anything but a PDF, or if it couldn't be read through. */
	readonly pages?: readonly PageSize[];
	/** Where the requested keywords are, or why that couldn't be determined. */
	readonly text?: DocumentText | string;
	readonly warnings: readonly OrderWarning[];
}

/** Inspects an order's document, a PDF to its end, using little memory; searches a PDF for keywords, too. */
export async function inspectDocument(
	files: StoredFiles,
	{ documentSource, document }: Pick<OrderInput, 'documentSource' | 'document'>,
	keywords: readonly string[],
): Promise<InspectedDocument> {
	if (!documentSource) return { kind: 'unknown' };
	if (!document) return { kind: 'usable', warnings: [] };
	if (document.isUnmade) return { kind: 'unmade' };
	const { filebase, fileformat } = document;
	if (filebase.kind === 'missing') return unusable(filebase.message);
	const beginning = await firstBytes(files, filebase);
	const problem = formatMismatch(fileformat, beginning);
	if (problem !== undefined) return unusable(problem);
	return fileTypeOf(beginning).extension === 'pdf'
		? await inspectPdf(files, filebase, keywords)
		: { kind: 'usable', warnings: [] };
}

function unusable(problem: string): InspectedDocument {
	return { kind: 'unusable', problem };
}

async function inspectPdf(
	files: StoredFiles,
	source: BinarySource,
	keywords: readonly string[],
): Promise<InspectedDocument> {
	const facts = await readPdfFacts(bytesOf(files, source), keywords);
	switch (facts.kind) {
		case 'readable':
			if (facts.preview) return unusable(IS_PREVIEW);
			return {
				kind: 'usable',
				pages: facts.pages,
				...(facts.text && { text: facts.text }),
				warnings: [
					...(facts.restricted ? [warning('documentRestricted', RESTRICTED)] : []),
					...(facts.repaired ? [warning('documentRepaired', repaired(facts.repaired))] : []),
				],
			};
		case 'passwordProtected':
			return unusable(PASSWORD_PROTECTED);
		case 'damaged':
			return unusable(`the PDF is damaged: it ${facts.reason}`);
		case 'unchecked': {
			const message = `the PDF’s pages could not be looked at: it ${facts.reason}`;
			return { kind: 'usable', text: message, warnings: [warning('documentUnchecked', message)] };
		}
	}
}

const IS_PREVIEW =
	'the PDF is a preview that Preview Positions made, not the document itself; use the file that it was made from';
const RESTRICTED =
	'the PDF is protected against changes (an owner password); WoSignDoc may not be able to sign it';
const PASSWORD_PROTECTED =
	"the PDF can be read only with a password, so WoSignDoc cannot sign it. Remove the password; the option 'Password' protects the signed document";

function repaired(reason: string): string {
	return `the PDF is damaged: it ${reason}. It was repaired while it was read, but WoSignDoc may reject it. Open it in a PDF program and save it again`;
}

function warning(code: OrderWarning['code'], message: string): OrderWarning {
	return { code, where: DOCUMENT_LABEL, message };
}
