import { z } from 'zod';
import { cutSubject } from '../../protocol/subject';
import { plainFormat } from '../input/fileFormat';
import type { DocumentPages } from './documentFacts';
import { fileSchema, optionalText, requiredText } from './fieldSchemas';
import type { PlacingFacts } from './placeSchema';
import { signersSchema } from './signerSchema';

const documentSchema = z.object({
	filebase: fileSchema,
	fileformat: requiredText(
		'File format is unknown: the file has neither a name with an extension nor a known MIME type. Set the option File Format',
	)
		.transform(plainFormat)
		.pipe(z.string().regex(/^[a-z0-9]{1,10}$/, 'must be a file extension, e.g. pdf')),
});

const orderFields = {
	subject: optionalText.transform((subject) => subject && cutSubject(subject)),
	password: z
		.string()
		.optional()
		.transform((password) => password || undefined),
	orderNumber: requiredText('Order number is empty'),
};

/**
 * A whole order, valid: the document's source decides which fields there are, and without a template
 * every signer has a place to sign (PROTOCOL.md, CreateSignOrder).
 *
 * @param pages of the document
 * @param text where its keywords are, or why that is not known
 */
export function orderSchema(pages: DocumentPages, text?: PlacingFacts['text']) {
	const facts = text === undefined ? { pages } : { pages, text };
	const templateFields = {
		tempid: requiredText('Template ID is empty'),
		...orderFields,
		signerlist: signersSchema(facts, false),
	};
	return z.discriminatedUnion('documentSource', [
		z.object({
			documentSource: z.literal('file'),
			document: documentSchema,
			...orderFields,
			signerlist: signersSchema(facts, true),
		}),
		z.object({ documentSource: z.literal('template'), ...templateFields }),
		z.object({
			documentSource: z.literal('templateWithFile'),
			document: documentSchema,
			...templateFields,
		}),
	]);
}

export type Order = z.output<ReturnType<typeof orderSchema>>;
export type Signer = Order['signerlist'][number];
