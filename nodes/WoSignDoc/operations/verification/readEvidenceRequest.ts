import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import type { PushFacts } from '../../evidence/evidence';
import type { Problem } from '../../protocol/errors';
import { mergeProblems } from '../../protocol/errors';
import { parseHash } from '../../push/wire/hashAlgorithms';
import { ParameterReader } from '../../shared/parameterReader';
import { kindOf, validationMessage } from '../../shared/validationMessage';

export const HASH_LABEL = 'Pushed Hash';
const LABELS: ReadonlyMap<string, string> = new Map(
	Object.entries({
		orderNumber: 'Order Number',
		signid: 'Sign ID',
		hash: HASH_LABEL,
		receivedAt: 'Received At',
		binaryPropertyEvidence: 'Output Data Field Name (JSON)',
		binaryPropertyEvidencePdf: 'Output Data Field Name (PDF)',
	}),
);

/** A text that may be absent; a number becomes its digits. */
const textSchema = z
	.union([z.string(), z.number(), z.null(), z.undefined()], {
		errorMap: (_, { data }: { data: unknown }) => ({
			message: `must be text, not ${kindOf(data)}`,
		}),
	})
	.transform((given) => String(given ?? '') || null);

const hashSchema = textSchema.transform((text, context) => {
	if (text === null) return null;
	const parsed = parseHash(text);
	if (parsed) return parsed;
	context.addIssue({ code: 'custom', message: 'must be a SHA-2 hash in hexadecimal or base64' });
	return z.NEVER;
});

const WRONG_TIME = 'must be a time of ISO 8601, such as 2026-11-27T15:04:05Z';
const timeSchema = textSchema
	.pipe(z.string().datetime({ offset: true, message: WRONG_TIME }).nullable())
	.transform((time) => (time === null ? null : new Date(time).toISOString()));

/** The parameters, with names that must not replace the document. */
function requestSchema(documentField: string) {
	const field = z
		.string()
		.trim()
		.min(1)
		.refine((name) => name !== documentField, 'is the field of the document');
	return z
		.object({
			orderNumber: textSchema,
			signid: textSchema,
			hash: hashSchema,
			receivedAt: timeSchema,
			binaryPropertyEvidence: field,
			binaryPropertyEvidencePdf: field,
		})
		.refine((given) => given.binaryPropertyEvidence !== given.binaryPropertyEvidencePdf, {
			path: ['binaryPropertyEvidencePdf'],
			message: 'must be another field than that of the JSON',
		});
}

/** What evidence records in addition to the verdict, and where it is stored. */
export interface EvidenceRequest {
	readonly push: Pick<PushFacts, 'orderNumber' | 'signid' | 'receivedAt'>;
	/** Undefined if no hash is known. */
	readonly hash: ReturnType<typeof parseHash>;
	readonly jsonField: string;
	readonly pdfField: string;
}

export type ReadEvidenceRequest =
	| { readonly kind: 'request'; readonly request: EvidenceRequest }
	| { readonly kind: 'wrong'; readonly problems: readonly Problem[] };

/**
 * Reads the parameters that only the operation `document: createEvidence` has.
 *
 * @param documentField the document's binary field, which must not be replaced
 */
export function readEvidenceRequest(
	context: IExecuteFunctions,
	itemIndex: number,
	documentField: string,
): ReadEvidenceRequest {
	const parameters = new ParameterReader(context, itemIndex);
	const given = [...LABELS].map(([name, label]) => [name, parameters.read(name, label)]);
	const parsed = requestSchema(documentField).safeParse(Object.fromEntries(given), {
		errorMap: validationMessage,
	});
	const found = (parsed.error?.issues ?? []).map(({ path, message }) => ({
		where: LABELS.get(String(path[0])) ?? '',
		message,
	}));
	const problems = mergeProblems(parameters.problems, found);
	if (!parsed.success || problems.length > 0) return { kind: 'wrong', problems };
	const { hash, binaryPropertyEvidence, binaryPropertyEvidencePdf, ...push } = parsed.data;
	return {
		kind: 'request',
		request: {
			push,
			hash: hash ?? undefined,
			jsonField: binaryPropertyEvidence,
			pdfField: binaryPropertyEvidencePdf,
		},
	};
}
