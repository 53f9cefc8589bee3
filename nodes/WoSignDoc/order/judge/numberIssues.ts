import { z } from 'zod';
import { DEFAULT_COUNTRY } from '../../protocol/constants';
import { trimmed, writtenNumberProblem } from '../../protocol/writtenNumber';
import type { OrderIssue } from './parsePositions';

const NUMBER_FIELDS = ['orgNo', 'userNo'] as const;

const text = z.string().optional().catch(undefined);
const signersSchema = z
	.array(z.object({ country: text, orgNo: text, userNo: text }).catch({}))
	.catch([]);

/**
 * Identity and licence numbers that lost digits, or whose characters are not what they seem: errors, because what would
 * go out is not what a person sees. Which characters there may be depends on the signer's country.
 */
export function numberIssues(signerlist: unknown): OrderIssue[] {
	return signersSchema.parse(signerlist).flatMap((signer, index) => {
		const country = signer.country?.trim().toUpperCase();
		const isChinese = !country || country === DEFAULT_COUNTRY;
		return NUMBER_FIELDS.flatMap((field) => {
			const message = writtenNumberProblem(trimmed(signer[field] ?? ''), field, isChinese);
			return message === undefined ? [] : [{ path: ['signerlist', index, field], message }];
		});
	});
}
