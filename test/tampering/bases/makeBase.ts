import type { Draw } from '../draw';
import type { Base } from './base';
import { handwritten } from './handwritten';
import type { Signers } from './sign';

/** A signed document of one kind or the other. */
export async function makeBase(draw: Draw, signers: Signers): Promise<Base> {
	return handwritten(draw, signers, draw.chance(0.4));
}
