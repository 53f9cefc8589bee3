import { z } from 'zod';

/** A text parameter; an empty one and one that n8n left out are the same. */
const text = z.union([z.string(), z.number().transform(String)]).default('');
/** A number parameter, which an expression may have made text. */
const number = z.union([z.number(), z.string()]);

/** The node's collection `options`. */
export const optionsSchema = z
	.object({ subject: text, password: text, fileFormat: text })
	.default({});

const signerForm = z.object({
	signType: text,
	name: text,
	number: text,
	country: text,
	stampBinary: text,
	picBinary: text,
	otherpicBinary: text,
	positions: z
		.object({
			position: z
				.array(z.object({ page: number, x1: number, y1: number, x2: number, y2: number }))
				.default([]),
		})
		.default({})
		.transform(({ position }) => position),
});

/** One signer of the fixed collection `signers`. */
export type SignerForm = z.output<typeof signerForm>;

/** The fixed collection `signers`, as a list. */
export const signerFormSchema = z
	.object({ signer: z.array(signerForm).default([]) })
	.default({})
	.transform(({ signer }) => signer);
