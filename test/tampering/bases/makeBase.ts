import type { Draw } from '../draw';
import type { Base } from './base';
import { pdfLib, rewritten } from './foreign';
import { handwritten } from './handwritten';
import { sandboxed } from './sandboxed';
import type { Signers } from './sign';

/** The programs that can write a document. */
export interface Writers {
	readonly signers: Signers;
	/** Whether QPDF is available for rewriting some of them. */
	readonly hasQpdf: boolean;
}

/** A signed document of a random kind. */
export async function makeBase(choices: Draw, { signers, hasQpdf }: Writers): Promise<Base> {
	const draw = choices.fork('document');
	switch (choices.pick([0, 0, 0, 0, 1, 1, 1, 2, 3, 4])) {
		case 0:
			return handwritten(draw, signers, false);
		case 1:
			return handwritten(draw, signers, true);
		case 2:
			return await pdfLib(draw, signers);
		case 3:
			return hasQpdf ? await rewritten(draw, signers) : handwritten(draw, signers, false);
		default:
			return await sandboxed(draw);
	}
}
