import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { WEBHOOK_PATH } from './push/callbackPath';
import { readCallbackToken } from './push/caller/checkCaller';
import { receivePush } from './push/receivePush';
import { readSettings } from './push/settings';
import { triggerProperties } from './push/triggerProperties';
import { testCredential } from './shared/credentialTest';
import { toNodeError } from './shared/nodeErrors';

export class WoSignDocTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WoSignDoc Trigger',
		name: 'woSignDocTrigger',
		icon: { light: 'file:wosigndoc.svg', dark: 'file:wosigndoc.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ {received: "Answers at Once", acknowledgeOperation: "Answers on Acknowledge"}[$parameter["acknowledge"]] || "Answers When Finished" }}',
		description:
			'Starts the workflow when WoSignDoc pushes a signed document, verified against its hash',
		defaults: { name: 'WoSignDoc Trigger' },
		builderHint: {
			searchHint:
				'Has three outputs: Signed (the document, verified against its hash, and its order number), Failed (error codes of an order that was not signed), and Rejected (a push that must not be trusted, without a document). One workflow receives the results of all orders of an account, because WoSign registers one callback URL.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-wosigndoc.woSignDoc',
					relationHint:
						'Creates the orders; in the workflow of the trigger, Push: Acknowledge confirms a push once its document is saved',
				},
			],
		},
		eventTriggerDescription: 'Waiting for WoSignDoc to push a signed document to the Test URL',
		activationMessage: 'You can now give WoSignDoc the Production URL as the callback URL.',
		triggerPanel: {
			header: 'Receive signed documents',
			executionsHelp: {
				inactive:
					'<b>While building</b>, execute this step and let WoSignDoc, or the sandbox, push to the <b>Test URL</b>.<br /><br /><b>For real orders</b>, publish the workflow and give WoSignDoc the <b>Production URL</b> as the callback URL.',
				active:
					'<b>While building</b>, execute this step and let WoSignDoc, or the sandbox, push to the <b>Test URL</b>.<br /><br /><b>For real orders</b>, WoSignDoc pushes to the <b>Production URL</b>; its executions are in the executions list.',
			},
			activationHint:
				'Publish the workflow before the first order is signed, and give WoSignDoc the Production URL.',
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Signed', 'Failed', 'Rejected'],
		credentials: [{ name: 'woSignDocApi', required: false, testedBy: 'woSignDocApiTest' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				isFullPath: true,
				path: WEBHOOK_PATH,
				responseMode:
					'={{ {received: "onReceived", acknowledgeOperation: "responseNode"}[$parameter["acknowledge"]] || "lastNode" }}',
				responseData: 'noData',
			},
		],
		properties: triggerProperties,
	};

	methods = { credentialTest: { woSignDocApiTest: testCredential } };

	/** The callback URL is registered with WoSign manually, so there is no API to call; only the settings are checked. */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				try {
					const { additionalOptions } = await readSettings(this);
					await readCallbackToken(this, additionalOptions);
				} catch (error) {
					throw toNodeError(error, this.getNode(), 0);
				}
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receivePush(this);
	}
}
