import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { documentProperties } from './operations/fields/documentProperties';
import { skipProcessedProperties } from './operations/fields/skipProcessedProperties';
import { signOrderProperties } from './order/fields/signOrderProperties';
import { performOperation } from './performOperation';
import { testCredential } from './shared/credentialTest';

export class WoSignDoc implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WoSignDoc',
		name: 'woSignDoc',
		icon: { light: 'file:wosigndoc.svg', dark: 'file:wosigndoc.dark.svg' },
		group: ['transform'],
		version: 1,
		// Operation and resource in words: "Skip Processed: Push".
		subtitle:
			'={{ [$parameter["operation"], $parameter["resource"]].map((name) => name.charAt(0).toUpperCase() + name.slice(1).replace(/[A-Z]/g, " $&")).join(": ") }}',
		description: 'Send contracts to be signed electronically with WoSignDoc',
		defaults: { name: 'WoSignDoc' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Sign Order: Create sends one order an item and outputs its ID, not the signed document: that comes later, by a push to a WoSignDoc Trigger in a workflow of its own. Sign Order: Check finds what is wrong with an order without sending it. Document: Verify Signatures and Document: Preview Positions work on a PDF of the workflow and need no network.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-wosigndoc.woSignDocTrigger',
					relationHint: 'Receives the signed document, or that signing failed',
				},
			],
		},
		inputs: [NodeConnectionTypes.Main],
		outputs:
			'={{ $parameter["operation"] === "skipProcessed" ? [{ type: "main", displayName: "New" }, { type: "main", displayName: "Already Processed" }] : ["main"] }}',
		credentials: [
			{
				name: 'woSignDocApi',
				required: true,
				testedBy: 'woSignDocApiTest',
				// Documents are processed without the platform, and without a credential unless trust is checked.
				displayOptions: {
					hide: { resource: ['push'], operation: ['previewPositions'], checkTrust: [false] },
				},
			},
		],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Document', value: 'document' },
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
						name: 'Check',
						value: 'check',
						action: 'Check sign order',
						description: 'Validate an order and show what would be sent, without sending it',
					},
					{
						name: 'Create',
						value: 'create',
						action: 'Create sign order',
						description: 'Send a new order: a document to its signers',
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
						action: 'Acknowledge push',
						description:
							"Confirm the push, where the trigger’s 'Acknowledge' is set to this operation, and mark it processed",
					},
					{
						name: 'Mark Processed',
						value: 'markProcessed',
						action: 'Mark pushes as processed',
						description:
							'Mark pushes that passed Skip Processed as processed. Put it last, after every step that may fail.',
					},
					{
						name: 'Skip Processed',
						value: 'skipProcessed',
						action: 'Skip processed pushes',
						description:
							'Separate new pushes from those already processed, across restarts, using n8n’s database',
					},
				],
				default: 'acknowledge',
			},
			...documentProperties,
			...signOrderProperties,
			...skipProcessedProperties,
		],
	};

	methods = { credentialTest: { woSignDocApiTest: testCredential } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await performOperation(this);
	}
}
