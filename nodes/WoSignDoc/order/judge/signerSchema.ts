import { z } from 'zod';
import { SIGN_TYPES } from '../../protocol/constants';
import { countrySchema, fileSchema, requiredText } from './fieldSchemas';
import type { PlacingFacts } from './placeSchema';
import { placesSchema } from './placeSchema';

/**
 * The list of signers, `signType` telling organisation from person (PROTOCOL.md, CreateSignOrder, A signer).
 *
 * @param facts of the document
 * @param needPlaces whether each signer must have a place: without a template nothing else says where to sign
 */
export function signersSchema(facts: PlacingFacts, needPlaces: boolean) {
	const places = placesSchema(facts, needPlaces);
	const common = {
		country: countrySchema,
		stampbase: fileSchema.optional(),
		pic: fileSchema.optional(),
		otherpic: fileSchema.optional(),
		signlist: z
			.unknown()
			.transform((given) => given ?? [])
			.pipe(places),
	};
	const organisation = z.strictObject({
		signType: z.literal(SIGN_TYPES.organisation),
		orgName: requiredText('Organization name (公司名称) is empty'),
		orgNo: requiredText('Business licence number (营业执照号) is empty'),
		...common,
	});
	const person = z.strictObject({
		signType: z.literal(SIGN_TYPES.person),
		userName: requiredText('Person’s name (姓名) is empty'),
		userNo: requiredText('Identity card number (身份证号) is empty'),
		...common,
	});
	const signer = z.discriminatedUnion('signType', [organisation, person], {
		errorMap: wrongSignType,
	});
	return z
		.array(z.preprocess(withTextSignType, signer), {
			invalid_type_error: 'must be a list of signers, or one signer',
		})
		.min(1, 'at least one signer is needed');
}

const wrongSignType: z.ZodErrorMap = (issue, { defaultError }) => ({
	message:
		issue.code === z.ZodIssueCode.invalid_union_discriminator
			? 'must be 1 (organization) or 2 (person)'
			: issue.code === z.ZodIssueCode.invalid_type
				? 'must be a signer’s fields, such as {"signType": "2", "userName": "张三", …}'
				: defaultError,
});

const typedSchema = z.object({ signType: z.union([z.string(), z.number()]) }).passthrough();

/** The API's table says a number, its example a string; both are taken (PROTOCOL.md, CreateSignOrder, Decided). */
function withTextSignType(signer: unknown): unknown {
	const parsed = typedSchema.safeParse(signer);
	return parsed.success
		? { ...parsed.data, signType: String(parsed.data.signType).trim() }
		: signer;
}
