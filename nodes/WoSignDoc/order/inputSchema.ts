import { z } from 'zod';
import { DEFAULT_COUNTRY, SIGN_TYPES } from '../protocol/constants';
import { formatPosition, parsePosition, positionProblem } from '../protocol/position';
import { cutSubject } from '../protocol/subject';
import type { BinarySource } from '../shared/binarySource';

/** A binary input as read from the item: the bytes, or why there are none. */
export type BinaryInput = BinarySource | { readonly kind: 'missing'; readonly message: string };

const binarySchema = z
	.custom<BinaryInput>((value) => value !== undefined)
	.transform((binary, context): BinarySource => {
		if (binary.kind !== 'missing') return binary;
		context.addIssue({ code: z.ZodIssueCode.custom, message: binary.message });
		return z.NEVER;
	});

/** Text, or a whole number that lost no digit on its way through a spreadsheet; an empty cell is empty text. */
const textSchema = z.unknown().transform((value, context): string => {
	if (typeof value === 'string') return value.trim();
	if (Number.isSafeInteger(value)) return String(value);
	if (value === null) return '';
	context.addIssue({ code: z.ZodIssueCode.custom, message: notText(value) });
	return z.NEVER;
});

function notText(value: unknown): string {
	if (value === undefined) return 'is missing';
	return typeof value === 'number'
		? 'has lost digits: a number this long must be stored as text'
		: 'must be text';
}

const required = (message: string) => textSchema.pipe(z.string().min(1, message));
const optionalText = textSchema.optional().transform((text) => text || undefined);

const countrySchema = optionalText
	.transform((country) => country?.toUpperCase())
	.pipe(
		z
			.string()
			.regex(/^[A-Z]{2}$/, 'must be a two-letter country code, e.g. CN')
			.optional(),
	)
	.transform((country) => (country === DEFAULT_COUNTRY ? undefined : country));

const positionSchema = textSchema.transform((text, context) => {
	const position = parsePosition(text);
	const problem = position
		? positionProblem(position)
		: 'must be four fractions "x1,y1,x2,y2", e.g. "0.30,0.57,0.46,0.69"';
	if (position && problem === undefined) return formatPosition(position);
	context.addIssue({ code: z.ZodIssueCode.custom, message: problem ?? '' });
	return z.NEVER;
});

const signingPlaceSchema = z.strictObject({
	pagenumber: z.coerce
		.number({ message: 'must be a page number' })
		.int('must be a whole number')
		.min(1, 'must be 1 or more; pages count from 1'),
	position: positionSchema,
});

const placesSchema = z.array(signingPlaceSchema);
/** Without a template nothing else says where to sign (PROTOCOL.md, CreateSignOrder: `signlist`). */
const ownPlacesSchema = placesSchema.min(
	1,
	'at least one position is needed when there is no template',
);

/** Signers, `signType` telling organisation from person (PROTOCOL.md, CreateSignOrder, A signer). */
function signersSchemaWith(places: typeof placesSchema) {
	const common = {
		country: countrySchema,
		stampbase: binarySchema.optional(),
		pic: binarySchema.optional(),
		otherpic: binarySchema.optional(),
		signlist: places.default([]),
	};
	const organisation = z.strictObject({
		signType: z.literal(SIGN_TYPES.organisation),
		orgName: required('Organization name (公司名称) is empty'),
		orgNo: required('Business licence number (营业执照号) is empty'),
		...common,
	});
	const person = z.strictObject({
		signType: z.literal(SIGN_TYPES.person),
		userName: required('Person’s name (姓名) is empty'),
		userNo: required('Identity card number (身份证号) is empty'),
		...common,
	});
	const signer = z.discriminatedUnion('signType', [organisation, person], {
		errorMap: wrongSignType,
	});
	return z.array(z.preprocess(withTextSignType, signer)).min(1, 'at least one signer is needed');
}

const wrongSignType: z.ZodErrorMap = (issue, { defaultError }) => ({
	message:
		issue.code === z.ZodIssueCode.invalid_union_discriminator
			? 'must be 1 (organization) or 2 (person)'
			: defaultError,
});

/** The API's table says a number, its example a string; both are taken (PROTOCOL.md, CreateSignOrder, Decided). */
function withTextSignType(signer: unknown): unknown {
	return typeof signer === 'object' && signer !== null && 'signType' in signer
		? { ...signer, signType: String(signer.signType) }
		: signer;
}

const fileSchema = z.object({
	filebase: binarySchema,
	fileformat: required(
		'File format is unknown: the file has neither a name with an extension nor a known MIME type. Set the option File Format',
	)
		.transform((format) => format.replace(/^\./, '').toLowerCase())
		.pipe(z.string().regex(/^[a-z0-9]{1,10}$/, 'must be a file extension, e.g. pdf')),
});

const templateIdSchema = required('Template ID is empty');

const orderFields = {
	subject: optionalText.transform((subject) => subject && cutSubject(subject)),
	password: z
		.string()
		.optional()
		.transform((password) => password || undefined),
	orderNumber: required('Order number is empty'),
};
const templateFields = {
	tempid: templateIdSchema,
	...orderFields,
	signerlist: signersSchemaWith(placesSchema),
};

/**
 * A whole order, valid: the document's source decides which fields there are, and without a template
 * every signer has a place to sign (PROTOCOL.md, CreateSignOrder).
 */
export const orderSchema = z.discriminatedUnion('documentSource', [
	z.object({
		documentSource: z.literal('file'),
		document: fileSchema,
		...orderFields,
		signerlist: signersSchemaWith(ownPlacesSchema),
	}),
	z.object({ documentSource: z.literal('template'), ...templateFields }),
	z.object({
		documentSource: z.literal('templateWithFile'),
		document: fileSchema,
		...templateFields,
	}),
]);

export type Order = z.output<typeof orderSchema>;
export type Signer = Order['signerlist'][number];
