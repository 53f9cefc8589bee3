import { z } from 'zod';
import { SIGN_TYPES } from '../../protocol/constants';
import { quoted } from '../../shared/validationMessage';
import { countrySchema, imageSchema, requiredText } from './fieldSchemas';

const positionsSchema = z.array(z.unknown(), {
	invalid_type_error: 'must be a list of positions, or JSON text of one',
});

/** The signers of an order whose template defines where those without their own positions sign. */
export const templateSignersSchema = signersSchema(positionsSchema);

/** The signers of an order without a template: nothing else defines where they sign. */
export const fileSignersSchema = signersSchema(
	positionsSchema.min(1, 'at least one position is needed when there is no template'),
);

/**
 * The list of signers; `signType` distinguishes organizations from persons (PROTOCOL.md, CreateSignOrder, A signer).
 * Their positions are only counted here: `parsePositions` parses them.
 */
function signersSchema(positions: typeof positionsSchema) {
	const common = {
		country: countrySchema,
		stampbase: imageSchema.optional(),
		pic: imageSchema.optional(),
		otherpic: imageSchema.optional(),
		signlist: z
			.unknown()
			.transform((given) => given ?? [])
			.pipe(positions),
	};
	const organization = z.strictObject({
		signType: z.literal(SIGN_TYPES.organization),
		orgName: requiredText('Organization name is empty'),
		orgNo: requiredText('Business license number is empty'),
		...common,
	});
	const person = z.strictObject({
		signType: z.literal(SIGN_TYPES.person),
		userName: requiredText('Person’s name is empty'),
		userNo: requiredText('Identity card number is empty'),
		...common,
	});
	const signer = z.discriminatedUnion('signType', [organization, person], {
		errorMap: wrongSignType,
	});
	return z
		.array(z.preprocess(withTextSignType, signer), {
			invalid_type_error: 'must be a list of signers, or one signer',
		})
		.min(1, 'at least one signer is needed');
}

function wrongSignType(issue: z.ZodIssueOptionalMessage, { defaultError, data }: z.ErrorMapCtx) {
	if (issue.code === z.ZodIssueCode.invalid_union_discriminator) {
		const given = z.object({ signType: z.string().min(1) }).safeParse(data).data?.signType;
		const came = given === undefined ? '' : `, not ${quoted(given)}`;
		return { message: `must be 1 (organization) or 2 (person)${came}` };
	}
	return {
		message:
			issue.code === z.ZodIssueCode.invalid_type
				? 'must be a signer’s fields, such as {"signType": "2", "userName": "Zhang San", …}'
				: defaultError,
	};
}

/** The API's table says number, its example is a string; both are accepted (PROTOCOL.md, CreateSignOrder, Decided). */
function withTextSignType(signer: unknown): unknown {
	const parsed = z
		.object({ signType: z.union([z.string(), z.number()]) })
		.passthrough()
		.safeParse(signer);
	return parsed.success
		? { ...parsed.data, signType: String(parsed.data.signType).trim() }
		: signer;
}
