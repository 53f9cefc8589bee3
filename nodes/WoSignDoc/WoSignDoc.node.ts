import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { createSignOrder } from './order/createSignOrder';
import { createSignOrderProperties } from './order/description';
import { acknowledge } from './push/acknowledge';
import { skipProcessedProperties } from './push/actionDescription';
import { skipProcessed } from './push/skipProcessed';
import { testCredential } from './shared/credentialTest';
import { toErrorJson, toNodeError } from './shared/nodeErrors';

export class WoSignDoc implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WoSignDoc',
		name: 'woSignDoc',
		icon: { light: 'file:wosigndoc.svg', dark: 'file:wosigndoc.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{$parameter["resource"] + ": " + $parameter["operation"]}}',
		description: 'Send contracts to be signed electronically with WoSignDoc (沃通我签)',
		defaults: { name: 'WoSignDoc' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs:
			'={{ $parameter["operation"] === "skipProcessed" ? [{ type: "main", displayName: "New" }, { type: "main", displayName: "Already Processed" }] : ["main"] }}',
		credentials: [
			{
				name: 'woSignDocApi',
				required: true,
				testedBy: 'woSignDocApiTest',
				displayOptions: { show: { resource: ['signOrder'] } },
			},
		],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Push', value: 'push' },
					{ name: 'Sign Order', value: 'signOrder' },
				],
				default: 'signOrder',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['signOrder'] } },
				options: [
					{
						name: 'Create',
						value: 'create',
						action: 'Create a sign order',
						description: 'Send a document to its signers (创建签署)',
					},
				],
				default: 'create',
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				displayOptions: { show: { resource: ['push'] } },
				options: [
					{
						name: 'Acknowledge',
						value: 'acknowledge',
						action: 'Acknowledge a push',
						description:
							'Tell WoSignDoc that the signed document arrived, so that it is not pushed again. For a WoSignDoc Trigger whose Acknowledge is set to this operation.',
					},
					{
						name: 'Skip Processed',
						value: 'skipProcessed',
						action: 'Skip pushes that were processed',
						description:
							'Part pushes never seen before from repeated ones, by n8n’s database: across restarts and processes. A push is recorded as soon as it passes, even if a later step fails.',
					},
				],
				default: 'acknowledge',
			},
			...createSignOrderProperties,
			...skipProcessedProperties,
		],
	};

	methods = { credentialTest: { woSignDocApiTest: testCredential } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		switch (this.getNodeParameter('operation', 0)) {
			case 'acknowledge':
				return await acknowledge(this);
			case 'skipProcessed':
				return await skipProcessed(this);
			default:
				return [await createSignOrders(this)];
		}
	}
}

/** One order an item; with Continue On Fail, an item's failure is its output. */
async function createSignOrders(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const results: INodeExecutionData[] = [];
	const hints = new Set<string>();
	for (const itemIndex of context.getInputData().keys()) {
		try {
			const { warnings, ...order } = await createSignOrder(context, itemIndex);
			warnings.forEach((message) => hints.add(message));
			results.push({ json: { ...order }, pairedItem: { item: itemIndex } });
		} catch (error) {
			if (!context.continueOnFail()) throw toNodeError(error, context.getNode(), itemIndex);
			results.push({ json: { error: toErrorJson(error) }, pairedItem: { item: itemIndex } });
		}
	}
	hints.forEach((message) => context.addExecutionHints({ message, type: 'warning' }));
	return results;
}
