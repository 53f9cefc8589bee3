import express from 'express';
import type { Request, Response } from 'express';
import { WebhookContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	INode,
	INodeExecutionData,
	IWebhookData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { additionalDataWith } from './additionalData';
import './binaryStorage';
import { nodeOf, trigger, workflowOf } from './workflow';

export const CALLBACK_TOKEN = 'a-secret-of-the-tests';

/** How the workflow after the trigger ended; the answer is what its Acknowledge operation sent. */
export type Ending = 'succeeded' | 'failed' | { readonly answer: unknown };

export interface WebhookOptions {
	/** The trigger's node. */
	node?: Partial<INode>;
	/** If it has no callback token, it gets one, which is added to the server's URL. */
	credential?: ICredentialDataDecryptedObject;
	/** The workflow after the trigger, called with the trigger's outputs. */
	workflow?: (outputs: INodeExecutionData[][]) => Promise<Ending> | Ending;
	/** Whether n8n reads the body before the node, as it does for nodes that don't request it unread. */
	readBody?: boolean;
}

export interface WebhookServer {
	url: string;
	/** What the trigger passed to n8n for each call, in the order of completion. */
	results: IWebhookResponseData[];
	/** Resolves when this many calls have ended. */
	ended(count: number): Promise<void>;
	stop(): Promise<void>;
}

/**
 * Serves the trigger like n8n's webhook server: express, n8n-core's own context, then a response in the workflow's
 * name, as in n8n's `webhook-helpers` and `webhook-request-handler`.
 */
export async function startWebhookServer(given: WebhookOptions = {}): Promise<WebhookServer> {
	// Each is a separate trigger, unaffected by pushes that another has recorded.
	const options = {
		...given,
		node: { id: randomUUID(), ...given.node },
		credential: { callbackToken: CALLBACK_TOKEN, ...given.credential },
	};
	const hasOwnToken = given.credential !== undefined && 'callbackToken' in given.credential;
	const query = hasOwnToken ? '' : `?token=${CALLBACK_TOKEN}`;
	const calls = new EventEmitter();
	const results: IWebhookResponseData[] = [];
	const app = express();
	if (options.readBody) app.use(readBody);
	app.post('/webhook/push', (request, response) => {
		void receive(options, request, response)
			.then((result) => results.push(result))
			.finally(() => calls.emit('ended'));
	});
	const server = app.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook/push${query}`,
		results,
		async ended(count) {
			while (results.length < count) await once(calls, 'ended');
		},
		async stop() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

/** What a node's `sendResponse` passes to n8n. */
const answerSchema = z.object({
	body: z.unknown(),
	headers: z.record(z.string()),
	statusCode: z.number(),
});

/** Reads and decompresses the whole body into `rawBody`, as n8n's `rawBodyReader` does. */
const readBody = express.raw({
	type: () => true,
	limit: '16mb',
	verify: (request, _response, rawBody) => Object.assign(request, { rawBody }),
});

async function receive(
	{ node = {}, credential = {}, workflow = () => 'succeeded' }: WebhookOptions,
	httpRequest: Request,
	httpResponse: Response,
): Promise<IWebhookResponseData> {
	const triggerNode = nodeOf('woSignDocTrigger', node);
	const { context, responseMode } = webhookContext(triggerNode, credential, {
		httpRequest,
		httpResponse,
	});
	const result = await trigger.webhook.call(context as IWebhookFunctions);
	const { workflowData, noWebhookResponse } = result;
	if (!workflowData) return result;
	const outputs = workflowData.map((items) => items ?? []);
	if (noWebhookResponse) await workflow(outputs);
	else if (responseMode === 'onReceived') {
		httpResponse.status(200).json(undefined);
		await workflow(outputs);
	} else answerAfter(await workflow(outputs), httpResponse);
	return result;
}

function webhookContext(
	node: INode,
	credential: ICredentialDataDecryptedObject,
	call: { httpRequest: Request; httpResponse: Response },
) {
	const [webhookDescription] = trigger.description.webhooks ?? [];
	if (!webhookDescription) throw new Error('the trigger has no webhook');
	const workflow = workflowOf(node);
	const additionalData = additionalDataWith(credential, call);
	const webhookData: IWebhookData = {
		httpMethod: 'POST',
		node: node.name,
		path: 'push',
		webhookDescription,
		workflowId: workflow.id,
		workflowExecuteAdditionalData: additionalData,
	};
	const triggerNode = Object.values(workflow.nodes)[0] ?? node;
	const responseMode = workflow.expression.getSimpleParameterValue(
		triggerNode,
		webhookDescription.responseMode,
		'webhook',
		{},
	);
	const context = new WebhookContext(
		workflow,
		triggerNode,
		additionalData,
		'webhook',
		webhookData,
		[],
		null,
	);
	return { context, responseMode };
}

/** The response in the modes `lastNode` and `responseNode`. */
function answerAfter(ending: Ending, response: Response): void {
	if (ending === 'failed') response.status(500).json({ message: 'Error in workflow' });
	else if (ending === 'succeeded') response.status(200).json(undefined);
	else {
		const { body, headers, statusCode } = answerSchema.parse(ending.answer);
		response.status(statusCode).set(headers);
		if (typeof body === 'string') response.send(body);
		else response.json(body);
		process.nextTick(() => response.end());
	}
}
