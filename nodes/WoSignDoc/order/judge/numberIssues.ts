import { z } from 'zod';
import { trimmed, writtenNumberProblem } from '../../protocol/writtenNumber';
import { countrySchema } from './fieldSchemas';
import type { OrderIssue } from './parsePositions';

const NUMBER_FIELDS = ['orgNo', 'userNo'] as const;

const text = z.string().optional().catch(undefined);
/** One that is no country's is a problem of its own; here it is not China. */
const country = countrySchema.catch('');
const signersSchema = z.array(z.object({ country, orgNo: text, userNo: text }).catch({})).catch([]);

/**
 * Identity and license numbers that lost digits, or whose characters are not what they seem: errors, because what would
 * go out is not what a person sees. Which characters there may be depends on the signer's country.
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
