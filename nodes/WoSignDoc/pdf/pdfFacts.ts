import type { PageSize } from '../protocol/placement/box';
import type { DocumentText } from '../protocol/placement/documentText';
import { PdfSyntaxError } from './file/pdfSyntaxError';

/**
 * What is known about a PDF. `restricted`: encrypted, opens without a password, but has an owner password. `reason`
 * completes a sentence about the file, such as “contract.pdf …”.
 */
export type PdfFacts =
	| {
			readonly kind: 'readable';
			readonly pages: readonly PageSize[];
			readonly restricted: boolean;
			/** Set for a file that `drawPreview` made. */
			readonly preview?: true;
			/** Set if the file is damaged, but can be read the way readers rebuild it; completes a sentence like `reason`. */
			readonly repaired?: string;
			/** Where the requested keywords are. */
			readonly text?: DocumentText;
	  }
	| { readonly kind: 'passwordProtected' }
	| { readonly kind: 'damaged'; readonly reason: string }
	| { readonly kind: 'unchecked'; readonly reason: string };

/** Why reading a PDF stopped early; never leaves this folder. */
export class PdfProblem extends Error {
	constructor(
		readonly kind: 'damaged' | 'unchecked',
		readonly reason: string,
	) {
		super(reason);
		this.name = 'PdfProblem';
	}
}

export const damaged = (reason: string): PdfProblem => new PdfProblem('damaged', reason);
export const unchecked = (reason: string): PdfProblem => new PdfProblem('unchecked', reason);
export const wrongLength = (): PdfProblem => unchecked('gives wrong lengths of its parts');

/**
 * The facts that a problem amounts to; anything else thrown is our own error, not the file's, so it isn't a verdict.
 */
export function factsOfProblem(problem: unknown): PdfFacts {
	if (problem instanceof PdfProblem) return { kind: problem.kind, reason: problem.reason };
	if (problem instanceof PdfSyntaxError) return { kind: 'unchecked', reason: problem.message };
	return { kind: 'unchecked', reason: 'is written in a way that cannot be checked here' };
}
