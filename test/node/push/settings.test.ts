import { HookContext } from 'n8n-core';
import type { IHookFunctions, INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import { additionalDataWith } from '../support/additionalData';
import { startBinaryStorage, storedFiles } from '../support/binaryStorage';
import { useTriggers } from '../support/trigger';
import { nodeOf, trigger as triggerType, workflowOf } from '../support/workflow';

const startTrigger = useTriggers();
beforeAll(async () => await startBinaryStorage('filesystem'));

const nodeWith = (additionalOptions: INodeParameters) => ({
	parameters: { acknowledge: 'workflowFinished', additionalOptions },
});

/** What options were set to, with the name of each as a person sees it and as a workflow has it, and what is told. */
type Case = readonly [label: string, name: string, value: NodeParameterValueType, told: string];

const casesOf = (
	options: ReadonlyArray<readonly [label: string, name: string]>,
	values: readonly NodeParameterValueType[],
	told: string,
): Case[] =>
	options.flatMap(([label, name]) => values.map((value) => [label, name, value, told] as const));

/** The lists that let few in. */
const LISTS = [
	['Allowed IPs', 'allowedIps'],
	['Expected Orders', 'expectedOrders'],
	['Allowed Signers', 'allowedSigners'],
] as const;
const NUMBERS = [
	['Idle Timeout', 'idleTimeout'],
	['Longest Run', 'longestRun'],
	['Max Body Size', 'maxBodySize'],
] as const;
const CHOICES = [
	['Require Signature', 'requireSignature'],
	['Changes Between Signatures', 'changesBetweenSignatures'],
] as const;

/** What names nobody: text, and what an expression gives. */
const NOBODY = [
	...['', ' ', ' , ', '\n,\n'],
	...['undefined', 'null', '""', '" , "', '[]', '["", " "]', '$missing?.deeper'].map(expression),
];
const NO_LIST = ['{}', '[{}]', '[["A"]]', '[null]', '[1.5]', 'true'].map(expression);
const OUT_OF_RANGE = [
	...[0, -1, 1e9, ''],
	...['NaN', 'Infinity', '"60"', 'undefined', 'null', '[60]'].map(expression),
];

function expression(code: string): string {
	return `={{ ${code} }}`;
}

const cases: readonly Case[] = [
	...casesOf(LISTS, NOBODY, 'is empty: fill it in, or remove the option'),
	...casesOf(LISTS, NO_LIST, 'must be text, or an array of texts'),
	...casesOf(NUMBERS, OUT_OF_RANGE, 'must be a number from '),
	...casesOf(CHOICES, ['', 'sometimes', ...['undefined', 'null'].map(expression)], 'must be one'),
	['Allowed IPs', 'allowedIps', '127.0.0.1, example.com', 'holds what is neither'],
	...casesOf(LISTS, [expression('{}')], 'must be text, or an array of texts, not an object'),
	...casesOf(
		LISTS,
		[expression('[{}]')],
		'must be text, or an array of texts, not a list that holds an object',
	),
	...casesOf(
		[['Expected Orders', 'expectedOrders']],
		[expression('1961005746230337538')],
		'must be text, or an array of texts, not a number that is not whole, or too long to keep its digits',
	),
	...casesOf(NUMBERS, [expression('"60"')], 'must be a number from 0.5 to 10080, not text').filter(
		([, name]) => name === 'longestRun',
	),
	['Longest Run', 'longestRun', 0, 'must be a number from 0.5 to 10080, not 0'],
	[
		'Require Signature',
		'requireSignature',
		'sometimes',
		'must be one of its options, not another text',
	],
	['Evidence File', 'evidenceFile', expression('null'), 'must be true or false, not null'],
	['Keep Rejected Document', 'keepRejectedDocument', 'yes', 'must be true or false, not text'],
	...casesOf(
		[['Require Revocation Information', 'requireRevocation']],
		['yes', ...['undefined', 'null', '"true"', '1'].map(expression)],
		'must be true or false',
	),
	[
		'Require Revocation Information',
		'requireRevocation',
		true,
		'is on, but Require Signature is not Trusted',
	],
	['Expected Orders', 'expectedOrders', '//', 'is empty'],
	['Expected Orders', 'expectedOrders', '/a(?!b)/', 'is not a regular expression of RE2'],
];

it.each(cases)(
	'%s (%s) set to %j refuses every push, says so by name, and starts nothing',
	async (label, name, value, told) => {
		const isOfSignatures = name === 'allowedSigners' || name === 'changesBetweenSignatures';
		const requireSignature = isOfSignatures ? { requireSignature: 'intact' } : {};
		const trigger = await startTrigger({ node: nodeWith({ ...requireSignature, [name]: value }) });
		const before = storedFiles();
		const push = await trigger.push();
		expect(push).toMatchObject({ accepted: false, httpStatus: 500 });
		expect(push.answer).toContain(`0 the trigger is misconfigured: ${label} ${told}`);
		await trigger.ended(1);
		expect(trigger.results).toEqual([{ noWebhookResponse: true }]);
		expect(storedFiles()).toEqual(before);
	},
);

it.each<[string, INodeParameters, string]>([
	['Allowed Signers', { allowedSigners: 'Alice' }, 'is set, but Require Signature is not'],
	[
		'Changes Between Signatures',
		{ changesBetweenSignatures: 'allow', evidenceFile: true },
		'is set, but Require Signature is not',
	],
	[
		'Require Revocation Information',
		{ requireRevocation: true, requireSignature: 'intact' },
		'is on, but Require Signature is not Trusted',
	],
])('%s with %j refuses every push: it would check nothing', async (label, options, problem) => {
	const push = await (await startTrigger({ node: nodeWith(options) })).push();
	expect(push).toMatchObject({ accepted: false, httpStatus: 500 });
	expect(push.answer).toContain(`${label} ${problem}`);
});

it.each<[string, INodeParameters, string?]>([
	['no option', {}],
	['Allowed IPs as an array', { allowedIps: expression('["127.0.0.1", "::1"]') }],
	['Expected Orders as a number', { expectedOrders: expression('20260042') }, '20260042'],
	['Expected Orders as an array', { expectedOrders: expression('["A-1", "PUSH-1"]') }],
	['Expected Orders whose number the push puts spaces around', { expectedOrders: 'A-1' }, ' A-1 '],
	['the least numbers', { idleTimeout: 1, longestRun: 0.5, maxBodySize: 1 }],
	['the largest numbers', { idleTimeout: 3_600, longestRun: 10_080, maxBodySize: 10_240 }],
	['numbers out of expressions', { idleTimeout: expression('6 * 10') }],
])('a trigger with %s takes a push', async (_, options, orderNumber = 'PUSH-1') => {
	const trigger = await startTrigger({ node: nodeWith(options) });
	expect(await trigger.push({ orderNumber })).toMatchObject({ accepted: true });
});

it('a workflow is not published while its trigger is misconfigured, and all that is wrong is told at once', async () => {
	const checkExists = async (additionalOptions: INodeParameters) => {
		const node = nodeOf('woSignDocTrigger', nodeWith(additionalOptions));
		const context = new HookContext(
			workflowOf(node),
			node,
			additionalDataWith({}),
			'trigger',
			'activate',
		);
		return await triggerType.webhookMethods.default.checkExists.call(context as IHookFunctions);
	};
	expect(await checkExists({})).toBe(true);
	const wrong = checkExists({ allowedIps: ' , ', longestRun: 0 });
	await expect(wrong).rejects.toThrow('Allowed IPs is empty: fill it in, or remove the option');
	await expect(wrong).rejects.toThrow('Longest Run must be a number from 0.5 to 10080');
});
