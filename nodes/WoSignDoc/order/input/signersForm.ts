import { z } from 'zod';
import { SIGN_TYPES } from '../../protocol/constants';

/** A cell that `orderSchema` validates: only there is a number with lost digits detected. */
const cell = z.unknown().transform((given) => given ?? '');
const positionsSchema = z
	.object({ position: z.array(z.unknown()).default([]) })
	.transform(({ position }) => position);

/** One signer of the fixed collection `signers`; `orderSchema` reports what is wrong with its fields. */
const signerFormSchema = z.object({
	signType: z.unknown(),
	name: cell,
	number: cell,
	country: cell,
	stampBinary: z.unknown(),
	picBinary: z.unknown(),
	otherpicBinary: z.unknown(),
	positions: z
		.unknown()
		.transform((given) => (given ? (positionsSchema.safeParse(given).data ?? given) : [])),
});

type SignerForm = z.output<typeof signerFormSchema>;

/** The fixed collection `signers`, as a list. */
const signerListSchema = z
	.object({ signer: z.array(z.unknown()).default([]) })
	.transform(({ signer }) => signer);

/**
 * The parameter `signers` as a list of signers under the API's field names, with their images by binary field name.
 * Anything that isn't a list of signers, or isn't a signer, is left to the order's schema.
 */
export function readSignersForm(given: unknown): unknown {
	const list = signerListSchema.safeParse(given || {});
	if (!list.success) return given;
	return list.data.map((signer) => {
		const form = signerFormSchema.safeParse(signer);
		return form.success ? signerOfForm(form.data) : signer;
	});
}

function signerOfForm(form: SignerForm): Readonly<Record<string, unknown>> {
	const { signType, name, number, country, stampBinary, picBinary, otherpicBinary } = form;
	const identity =
		String(signType) === SIGN_TYPES.organization
			? { orgName: name, orgNo: number }
			: { userName: name, userNo: number };
	const images = { stampBinary, picBinary, otherpicBinary };
	return { signType, ...identity, country, ...images, signlist: form.positions };
}
