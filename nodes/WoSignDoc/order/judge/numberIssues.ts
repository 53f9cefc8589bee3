import { z } from 'zod';
import { trimmed, writtenNumberProblem } from '../../protocol/writtenNumber';
import { countrySchema } from './fieldSchemas';
import type { OrderIssue } from './parsePositions';

const NUMBER_FIELDS = ['orgNo', 'userNo'] as const;

const text = z.string().optional().catch(undefined);
/** An invalid country is reported separately; here it counts as not China. */
const country = countrySchema.catch('');
const signersSchema = z.array(z.object({ country, orgNo: text, userNo: text }).catch({})).catch([]);

/**
 * Identity and license numbers that lost digits, or contain characters that aren't what they seem. These are errors,
 * because what is sent would differ from what the user sees. Which characters are allowed depends on the signer's
 * country.
 */
export function numberIssues(signerlist: unknown): OrderIssue[] {
	return signersSchema.parse(signerlist).flatMap((signer, index) => {
		const isChinese = signer.country === undefined;
		return NUMBER_FIELDS.flatMap((field) => {
			const message = writtenNumberProblem(trimmed(signer[field] ?? ''), field, isChinese);
			return message === undefined ? [] : [{ path: ['signerlist', index, field], message }];
		});
	});
}
