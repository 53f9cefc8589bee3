import { z } from 'zod';
import { placementOf } from './placeSchema';

const signersSchema = z.array(z.unknown()).catch([]);
const placesSchema = z
	.object({ signlist: z.array(z.unknown()) })
	.transform(({ signlist }) => signlist)
	.catch([]);

/** The places of each signer, not yet judged; none where there is no list of them. */
export function placesGiven(signerlist: unknown): unknown[][] {
	return signersSchema.parse(signerlist).map((signer) => placesSchema.parse(signer));
}

/** The keywords at which signers sign, each once; entries that are wrong will tell so themselves. */
export function keywordsIn(signerlist: unknown): string[] {
	const keywords = placesGiven(signerlist)
		.flat()
		.flatMap((entry) => {
			const { data } = placementOf(entry);
			return data?.placeBy === 'keyword' ? [data.keyword] : [];
		});
	return [...new Set(keywords)];
}
