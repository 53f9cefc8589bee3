import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { triggerProperties } from './push/description';
import { receivePush } from './push/receivePush';
import { testCredential } from './shared/credentialTest';

export class WoSignDocTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WoSignDoc Trigger',
		name: 'woSignDocTrigger',
		icon: { light: 'file:wosigndoc.svg', dark: 'file:wosigndoc.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{"acknowledge: " + $parameter["acknowledge"]}}',
		description:
			'Starts the workflow when WoSignDoc (沃通我签) pushes a signed document, verified against its hash',
		defaults: { name: 'WoSignDoc Trigger' },
		eventTriggerDescription: 'Waiting for WoSignDoc to push a signed document to the Test URL',
		activationMessage: 'You can now give the Production URL to WoSignDoc as callback address.',
		inputs: [],
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Signed', 'Failed', 'Rejected'],
		credentials: [{ name: 'woSignDocApi', required: false, testedBy: 'woSignDocApiTest' }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'push',
				responseMode:
					'={{ {received: "onReceived", acknowledgeOperation: "responseNode"}[$parameter["acknowledge"]] || "lastNode" }}',
				responseData: 'noData',
			},
		],
		properties: triggerProperties,
	};

	methods = { credentialTest: { woSignDocApiTest: testCredential } };

	/** The callback address is registered with WoSign by people, so there is nothing to call. */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
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
