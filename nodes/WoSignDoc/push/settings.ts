import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { signerNames } from './allowedSigners';
import { orderMatcher } from './expectedOrders';
import { invalidRanges, rangesOf } from './ipRange';
import { PushRefusal } from './refusal';

const MEGABYTE = 1_024 * 1_024;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const allowedIpsSchema = z
	.string()
	.default('')
	.transform(rangesOf)
	.superRefine((ranges, context) => {
		const message = `not an address or CIDR range: ${invalidRanges(ranges).join(', ')}`;
		if (invalidRanges(ranges).length > 0) context.addIssue({ code: 'custom', message });
	});

const expectedOrdersSchema = z
	.union([z.string(), z.array(z.unknown())])
	.default('')
	.transform((expected, context) => {
		try {
			return orderMatcher(expected);
		} catch {
			context.addIssue({ code: 'custom', message: 'not a regular expression' });
			return z.NEVER;
		}
	});

const allowedSignersSchema = z
	.union([z.string(), z.array(z.unknown())])
	.default('')
	.transform(signerNames);

const signatureSchema = z
	.object({
		requireSignature: z.enum(['no', 'intact', 'trusted']).default('no'),
		allowedSigners: allowedSignersSchema,
	})
	.refine(
		({ requireSignature, allowedSigners }) =>
			requireSignature !== 'no' || allowedSigners.length === 0,
		{ path: ['allowedSigners'], message: 'is set, but Require Signature is not' },
	);

const settingsSchema = z.object({
	acknowledge: z.enum(['workflowFinished', 'received', 'acknowledgeOperation']),
	binaryPropertyName: z.string().min(1),
	additionalOptions: z
		.object({
			allowedIps: allowedIpsSchema,
			expectedOrders: expectedOrdersSchema,
			idleTimeout: z.number().positive().default(60),
			longestRun: z.number().positive().default(15),
			maxBodySize: z.number().positive().default(512),
		})
		.and(signatureSchema)
		.transform((options) => ({
			requireSignature: options.requireSignature,
			allowedSigners: options.allowedSigners,
			allowedIps: options.allowedIps,
			isExpected: options.expectedOrders,
			idleMilliseconds: options.idleTimeout * SECOND,
			longestRun: options.longestRun * MINUTE,
			maxBodyBytes: options.maxBodySize * MEGABYTE,
		})),
});

/** The trigger's parameters, ready to be used. */
export type TriggerSettings = z.output<typeof settingsSchema>;

/**
 * Reads the trigger's parameters; what a workflow saved before an option existed has its default.
 * Throws `misconfigured`, naming the parameter: a check that cannot be made must not be passed over.
 */
export function readSettings(
	context: Pick<IWebhookFunctions, 'getNodeParameter'>,
): TriggerSettings {
	const parsed = settingsSchema.safeParse(readParameters(context));
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	const name = String(issue?.path.at(-1) ?? '');
	throw misconfigured(`${name}: ${issue?.message ?? ''}`);
}

function readParameters(context: Pick<IWebhookFunctions, 'getNodeParameter'>): unknown {
	try {
		return {
			acknowledge: context.getNodeParameter('acknowledge', 'workflowFinished'),
			binaryPropertyName: context.getNodeParameter('binaryPropertyName', 'data') || 'data',
			additionalOptions: context.getNodeParameter('additionalOptions', {}),
		};
	} catch (error) {
		throw misconfigured('an expression in its parameters fails', error);
	}
}

function misconfigured(problem: string, cause?: unknown): PushRefusal {
	return new PushRefusal('misconfigured', `the trigger is misconfigured: ${problem}`, { cause });
}
