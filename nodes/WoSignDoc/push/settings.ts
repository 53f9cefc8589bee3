import type { IWebhookFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { resolvedValues } from '../shared/resolvedValues';
import { kindOf, validationMessage } from '../shared/validationMessage';
import { callbackPathSchema } from './callbackPath';
import { signerNames } from './caller/allowedSigners';
import { orderMatcher } from './caller/expectedOrders';
import { BETWEEN_RANGES, invalidRanges } from './caller/ipRange';
import { EMPTY_LIST, entriesOf, listSchema } from './caller/listOption';
import { EVIDENCE_FIELDS } from './evidenceFields';
import { OPTION_BOUNDS } from './triggerOptions';
import { labelOf } from './triggerProperties';
import { misconfigured } from './wire/refusal';

const EVIDENCE_NAMES: readonly string[] = Object.values(EVIDENCE_FIELDS);
const MEGABYTE = 1_024 * 1_024;
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const allowedIpsSchema = listSchema
	.transform((list) => entriesOf(list, BETWEEN_RANGES))
	.refine((ranges) => ranges.length > 0, EMPTY_LIST)
	.superRefine((ranges, context) => {
		// Only the fields are named, because callers who are not allowed see this message, too.
		const places = invalidRanges(ranges).join(', ');
		const message = `holds what is neither an address nor a CIDR range: entry ${places}`;
		if (places !== '') context.addIssue({ code: 'custom', message });
	});

const expectedOrdersSchema = listSchema.transform(async (expected, context) => {
	const matcher = await orderMatcher(expected);
	if (typeof matcher === 'function') return matcher;
	context.addIssue({ code: 'custom', message: matcher });
	return z.NEVER;
});

const allowedSignersSchema = listSchema
	.transform(signerNames)
	.refine((names) => names.length > 0, EMPTY_LIST);

function amount(name: keyof typeof OPTION_BOUNDS) {
	const { minValue, maxValue } = OPTION_BOUNDS[name];
	return z.custom<number>(
		(value) => typeof value === 'number' && value >= minValue && value <= maxValue,
		(value: unknown) => {
			const came = typeof value === 'number' ? String(value) : kindOf(value);
			return { message: `must be a number from ${minValue} to ${maxValue}, not ${came}` };
		},
	);
}

function oneOf<Value extends string>(...values: [Value, ...Value[]]) {
	return z.enum<Value, [Value, ...Value[]]>(values, {
		errorMap: (_, { data }: { data: unknown }) => ({
			message: `must be one of its options, not ${typeof data === 'string' ? 'another text' : kindOf(data)}`,
		}),
	});
}

const optionsSchema = z
	.object({
		acceptUnauthenticatedPushes: z.boolean({ errorMap: validationMessage }).default(false),
		allowedIps: allowedIpsSchema.optional(),
		allowedSigners: allowedSignersSchema.optional(),
		changesBetweenSignatures: oneOf('forbid', 'allow').optional(),
		expectedOrders: expectedOrdersSchema.optional(),
		evidenceFile: z.boolean({ errorMap: validationMessage }).default(false),
		keepRejectedDocument: z.boolean({ errorMap: validationMessage }).default(false),
		idleTimeout: amount('idleTimeout').default(60),
		longestRun: amount('longestRun').default(15),
		maxBodySize: amount('maxBodySize').default(512),
		repeatRejectedAfter: amount('repeatRejectedAfter').default(24),
		requireRevocation: z.boolean({ errorMap: validationMessage }).default(false),
		requireSignature: oneOf('no', 'intact', 'trusted').default('no'),
	})
	.superRefine(({ requireSignature, ...options }, context) => {
		if (requireSignature !== 'no') return;
		for (const path of ['allowedSigners', 'changesBetweenSignatures'] as const) {
			const message = "is set, but 'Require Signature' is not";
			if (options[path]) context.addIssue({ code: 'custom', path: [path], message });
		}
	})
	.refine(
		({ requireSignature, requireRevocation }) =>
			requireSignature === 'trusted' || !requireRevocation,
		{ path: ['requireRevocation'], message: "is on, but 'Require Signature' is not 'Trusted'" },
	)
	.transform((options) => ({
		requireSignature: options.requireSignature,
		requireRevocation: options.requireRevocation,
		allowedSigners: options.allowedSigners,
		changesBetweenSignatures: options.changesBetweenSignatures ?? 'forbid',
		acceptsUnauthenticated: options.acceptUnauthenticatedPushes,
		allowedIps: options.allowedIps,
		isExpected: options.expectedOrders,
		idleMilliseconds: options.idleTimeout * SECOND,
		keepsRejected: options.keepRejectedDocument,
		makesEvidence: options.evidenceFile,
		longestRun: options.longestRun * MINUTE,
		maxBodyBytes: options.maxBodySize * MEGABYTE,
		repeatRejectedAfter: options.repeatRejectedAfter * HOUR,
	}));

const settingsSchema = z
	.object({
		acknowledge: oneOf('workflowFinished', 'received', 'acknowledgeOperation'),
		callbackPath: callbackPathSchema,
		binaryPropertyName: z.string().min(1),
		// Only an option that wasn't added gets its default.
		additionalOptions: z.preprocess(resolvedValues, optionsSchema),
	})
	.refine(
		({ binaryPropertyName, additionalOptions: { makesEvidence } }) =>
			!makesEvidence || !EVIDENCE_NAMES.includes(binaryPropertyName),
		{
			path: ['binaryPropertyName'],
			message: "is a field that 'Evidence File' puts its files in; name another one",
		},
	);

/** The trigger's parameters, ready for use. */
export type TriggerSettings = z.output<typeof settingsSchema>;

/**
 * Reads the trigger's parameters; an option that a saved workflow does not have gets its default.
 * Throws `misconfigured`, which names each wrong parameter: a check that cannot be made must not be skipped.
 */
export async function readSettings(
	context: Pick<IWebhookFunctions, 'getNodeParameter'>,
): Promise<TriggerSettings> {
	const parsed = await settingsSchema.safeParseAsync(readParameters(context));
	if (parsed.success) return parsed.data;
	const problems = parsed.error.issues.map(
		({ path, message }) => `'${labelOf(String(path.at(-1) ?? ''))}' ${message}`,
	);
	throw misconfigured(problems.join('; '));
}

function readParameters(context: Pick<IWebhookFunctions, 'getNodeParameter'>): unknown {
	try {
		return {
			acknowledge: context.getNodeParameter('acknowledge', 'workflowFinished'),
			callbackPath: context.getNodeParameter('callbackPath', ''),
			binaryPropertyName: context.getNodeParameter('binaryPropertyName', 'data') || 'data',
			additionalOptions: context.getNodeParameter('additionalOptions', {}),
		};
	} catch (error) {
		throw misconfigured('an expression in its parameters can’t be evaluated', error);
	}
}
