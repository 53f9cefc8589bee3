import { z } from 'zod';
import type { PlacedBox } from '../../protocol/placement/boxWarnings';
import { cutSubject } from '../../protocol/subject';
import { fileSchema, optionalText, orderNumberSchema, requiredText } from './fieldSchemas';
import { fileSignersSchema, templateSignersSchema } from './signerSchema';

const documentSchema = z.object({
	filebase: fileSchema,
	fileformat: requiredText(
		"File format is unknown: neither the extension of the file’s name, nor its MIME type, nor its first bytes are those of a document. Set the option 'File Format'",
	).pipe(z.string().regex(/^[a-z0-9]{1,10}$/, 'must be a file extension, e.g. pdf')),
});

const orderFields = {
	subject: optionalText.transform((subject) => subject && cutSubject(subject)),
	password: z
		.string()
		.optional()
		.transform((password) => password || undefined),
	orderNumber: orderNumberSchema,
};

const templateFields = {
	tempid: requiredText('Template ID is empty'),
	...orderFields,
	signerlist: templateSignersSchema,
};

/** An order's fields, valid: which ones there are depends on the document's source (PROTOCOL.md, CreateSignOrder). */
export const orderSchema = z.discriminatedUnion('documentSource', [
	z.object({
		documentSource: z.literal('file'),
		document: documentSchema,
		...orderFields,
		signerlist: fileSignersSchema,
	}),
	z.object({ documentSource: z.literal('template'), ...templateFields }),
	z.object({
		documentSource: z.literal('templateWithFile'),
		document: documentSchema,
		...templateFields,
	}),
]);

export type OrderFields = z.output<typeof orderSchema>;
export type Signer = OrderFields['signerlist'][number];

/** A complete valid order: its fields, and the boxes in which its signers sign. */
export type Order = OrderFields & { readonly boxes: readonly PlacedBox[] };
