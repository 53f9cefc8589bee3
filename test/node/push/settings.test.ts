import { HookContext } from 'n8n-core';
import fc from 'fast-check';
import type { IHookFunctions, INode, INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { additionalDataWith } from '../support/additionalData';
import { startBinaryStorage, storedFiles } from '../support/binaryStorage';
import { useTriggers } from '../support/trigger';
import { nodeOf, trigger as triggerType, workflowOf } from '../support/workflow';

const startTrigger = useTriggers();
beforeAll(async () => await startBinaryStorage('filesystem'));

const nodeWith = (additionalOptions: INodeParameters) => ({
	parameters: { acknowledge: 'workflowFinished', additionalOptions },
});

/** Option values, with each option's label and name, and the reported message. */
type Case = readonly [label: string, name: string, value: NodeParameterValueType, told: string];

const casesOf = (
	options: ReadonlyArray<readonly [label: string, name: string]>,
	values: readonly NodeParameterValueType[],
	told: string,
): Case[] =>
	options.flatMap(([label, name]) => values.map((value) => [label, name, value, told] as const));

/** The lists that restrict pushes. */
const LISTS = [
	['Allowed IPs', 'allowedIps'],
	['Expected Orders', 'expectedOrders'],
	['Allowed Signers', 'allowedSigners'],
] as const;
const NUMBERS = [
	['Idle Timeout (Seconds)', 'idleTimeout'],
	['Longest Run (Minutes)', 'longestRun'],
	['Max Body Size (Megabytes)', 'maxBodySize'],
] as const;
const CHOICES = [
	['Require Signature', 'requireSignature'],
	['Changes Between Signatures', 'changesBetweenSignatures'],
] as const;

/** Values that name no one: text, and results of an expression. */
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
	['Longest Run (Minutes)', 'longestRun', 0, 'must be a number from 0.5 to 10080, not 0'],
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
		"is on, but 'Require Signature' is not 'Trusted'",
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
		expect(push.answer).toContain(`0 the trigger is misconfigured: '${label}' ${told}`);
		await trigger.ended(1);
		expect(trigger.results).toEqual([{ noWebhookResponse: true }]);
		expect(storedFiles()).toEqual(before);
	},
);

it.each<[string, INodeParameters, string]>([
	['Allowed Signers', { allowedSigners: 'Alice' }, "is set, but 'Require Signature' is not"],
	[
		'Changes Between Signatures',
		{ changesBetweenSignatures: 'allow', evidenceFile: true },
		"is set, but 'Require Signature' is not",
	],
	[
		'Require Revocation Information',
		{ requireRevocation: true, requireSignature: 'intact' },
		"is on, but 'Require Signature' is not 'Trusted'",
	],
])('%s with %j refuses every push: it would check nothing', async (label, options, problem) => {
	const push = await (await startTrigger({ node: nodeWith(options) })).push();
	expect(push).toMatchObject({ accepted: false, httpStatus: 500 });
	expect(push.answer).toContain(`'${label}' ${problem}`);
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

/** The trigger's response to being published or to listening in the editor. */
async function register(
	parameters: INodeParameters,
	{ callbackToken = 'secret', isTest = false } = {},
): Promise<boolean> {
	const node = nodeOf('woSignDocTrigger', { parameters });
	const [mode, activation] = isTest
		? (['manual', 'manual'] as const)
		: (['trigger', 'activate'] as const);
	const additionalData = additionalDataWith({ callbackToken });
	const context = new HookContext(workflowOf(node), node, additionalData, mode, activation);
	return await triggerType.webhookMethods.default.checkExists.call(context as IHookFunctions);
}

it('a workflow is not published while its trigger is misconfigured, and all problems are reported together', async () => {
	expect(await register({})).toBe(true);
	const wrong = register({ additionalOptions: { allowedIps: ' , ', longestRun: 0 } });
	await expect(wrong).rejects.toThrow("'Allowed IPs' is empty: fill it in, or remove the option");
	await expect(wrong).rejects.toThrow("'Longest Run (Minutes)' must be a number from 0.5 to 10080");
});

describe('a workflow whose credential has no callback token', () => {
	const without = { callbackToken: '' };

	it.each<INodeParameters>([
		{},
		{ allowedIps: '127.0.0.1' },
		{ requireSignature: 'intact' },
		{ acceptUnauthenticatedPushes: false },
	])('is not published with %j, and the error says what to do', async (additionalOptions) => {
		const publishing = register({ additionalOptions }, without);
		await expect(publishing).rejects.toThrow('nothing proves who pushes');
		for (const way of [
			"the credential’s 'Callback Token'",
			'openssl rand -hex 32',
			'?token=',
			"'Require Signature' to 'Trusted'",
			"'Accept Unauthenticated Pushes'",
		]) {
			await expect(publishing).rejects.toThrow(way);
		}
	});

	it.each<INodeParameters>([
		{ acceptUnauthenticatedPushes: true },
		{ acceptUnauthenticatedPushes: '={{ 1 === 1 }}' },
		{ requireSignature: 'trusted' },
	])('is published with %j', async (additionalOptions) => {
		expect(await register({ additionalOptions }, without)).toBe(true);
	});

	it.each(['undefined', 'null', '""', '"true"', '1', '$missing?.deeper'])(
		'is not published with an expression for Accept Unauthenticated Pushes that gives %s',
		async (code) => {
			const additionalOptions = { acceptUnauthenticatedPushes: expression(code) };
			await expect(register({ additionalOptions }, without)).rejects.toThrow(
				"'Accept Unauthenticated Pushes' must be true or false",
			);
		},
	);

	it('may still listen for a test in the editor', async () => {
		expect(await register({}, { ...without, isTest: true })).toBe(true);
	});
});

describe('the path', () => {
	const registered = (callbackPath: string, isTest = false) =>
		register({ callbackPath }, { isTest });

	it.each(['', 'wosigndoc', 'WoSign_2', 'a/b-c/d', 'order-ledger/push', 'x'.repeat(200)])(
		'%j can be published and tested',
		async (path) => {
			expect(await registered(path)).toBe(true);
			expect(await registered(path, true)).toBe(true);
		},
	);

	it.each([
		...['/wosigndoc', 'wosigndoc/', 'a//b', '/', ':order', 'a/:b', 'a:b', '..', 'a/../b', './a'],
		...[' ', ' wosigndoc', 'a b', 'a\nb', 'a?token=x', 'a#b', 'a%2Fb', 'a.b', '签署', 'é'],
		...['https://n8n.example.com/webhook/wosigndoc', '{{ $now }}', '={{ "a" }}', 'x'.repeat(201)],
	])('%j can be neither published nor tested', async (path) => {
		await expect(registered(path)).rejects.toThrow(/'Path' must /);
		await expect(registered(path, true)).rejects.toThrow(/'Path' must /);
	});

	it('of any letters, digits, hyphens, underscores and single slashes is the end of the URL', async () => {
		const segment = fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/);
		await fc.assert(
			fc.asyncProperty(fc.array(segment, { minLength: 1, maxLength: 8 }), async (segments) => {
				const callbackPath = segments.join('/');
				const node = nodeOf('woSignDocTrigger', { parameters: { callbackPath }, webhookId: 'id' });
				expect(await register(node.parameters)).toBe(true);
				expect(urlOf(node)).toBe(`https://n8n.example.com/${callbackPath}`);
			}),
		);
	});

	it.each([
		['that was saved without one', {}],
		['whose path was emptied', { callbackPath: '' }],
	])('of a trigger %s is n8n’s id of the node, as it was', (_, parameters) => {
		const node = { parameters, webhookId: '4b9b2bd0' };
		expect(urlOf(nodeOf('woSignDocTrigger', node))).toBe('https://n8n.example.com/4b9b2bd0/push');
		expect(urlOf(nodeOf('woSignDocTrigger', { parameters }))).toBe(
			'https://n8n.example.com/workflow/wosigndoc/push',
		);
	});
});

/** The trigger's URL in n8n. */
function urlOf(node: INode): string {
	const [webhook] = triggerType.description.webhooks ?? [];
	const workflow = workflowOf(node);
	const known = workflow.getNode(node.name) ?? node;
	const path = workflow.expression.getSimpleParameterValue(known, webhook?.path, 'internal', {});
	return NodeHelpers.getNodeWebhookUrl(
		'https://n8n.example.com',
		workflow.id,
		known,
		String(path),
		webhook?.isFullPath,
	);
}
