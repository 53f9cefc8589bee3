import type { INode, INodeParameters } from 'n8n-workflow';
import type { WorkflowDefinition } from './publishWorkflow';

export const ORDER_NODE = 'Create Sign Order';
export const TRIGGER_NODE = 'WoSignDoc Trigger';

type CredentialReference = { id: string; name: string };

export interface NodeDraft {
	name: string;
	type: string;
	typeVersion?: number;
	parameters?: INodeParameters;
	credential?: CredentialReference;
	webhookId?: string;
}

function node(draft: NodeDraft, index: number): INode {
	const { name, type, typeVersion = 1, parameters = {}, credential, webhookId } = draft;
	return {
		id: `node-${index}`,
		name,
		type,
		typeVersion,
		position: [index * 200, 0],
		parameters,
		...(credential ? { credentials: { woSignDocApi: credential } } : {}),
		...(webhookId === undefined ? {} : { webhookId }),
	};
}

/** A workflow of nodes in a row, each connected to the first output of the previous one. */
export function chain(name: string, drafts: NodeDraft[]): WorkflowDefinition {
	const connections = Object.fromEntries(
		drafts
			.slice(0, -1)
			.map((draft, index) => [
				draft.name,
				{ main: [[{ node: drafts[index + 1]?.name ?? '', type: 'main' as const, index: 0 }]] },
			]),
	);
	return { name, nodes: drafts.map(node), connections };
}

/** Accepts an order as a multipart form, with files as binary fields, and responds with the platform's response. */
export function orderWorkflow(
	path: string,
	credential: CredentialReference,
	parameters: INodeParameters,
): WorkflowDefinition {
	return chain(`Order ${path}`, [
		{
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: path,
			parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', options: {} },
		},
		{
			name: ORDER_NODE,
			type: 'n8n-nodes-wosigndoc.woSignDoc',
			credential,
			parameters: { resource: 'signOrder', operation: 'create', ...parameters },
		},
	]);
}

/** A step that acknowledges the push. */
export const ACKNOWLEDGE: NodeDraft = {
	name: 'Acknowledge',
	type: 'n8n-nodes-wosigndoc.woSignDoc',
	parameters: { resource: 'push', operation: 'acknowledge' },
};

/** A step that passes on pushes that weren't processed yet, and claims them. */
export const SKIP: NodeDraft = {
	name: 'Skip',
	type: 'n8n-nodes-wosigndoc.woSignDoc',
	parameters: { resource: 'push', operation: 'skipProcessed' },
};

/** The last step after `SKIP`: marks the push as processed. */
export const MARK: NodeDraft = {
	name: 'Mark',
	type: 'n8n-nodes-wosigndoc.woSignDoc',
	parameters: { resource: 'push', operation: 'markProcessed' },
};

/** A node with some parameters changed. */
export function having(draft: NodeDraft, parameters: INodeParameters): NodeDraft {
	return { ...draft, parameters: { ...draft.parameters, ...parameters } };
}

/** A request to a service outside n8n, with the order number in its path. */
export function callDownstream(url: string): NodeDraft {
	return {
		name: 'Downstream',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: { url: `=${url}/{{ $json.orderNumber }}`, options: {} },
	};
}

interface TriggerOptions {
	credential?: CredentialReference;
	/** Path of the trigger's URL. Default: derived from the webhook id. */
	path?: string;
	additionalOptions?: INodeParameters;
}

/**
 * Receives pushes; `then` is connected to output Signed. Without a credential, the trigger must accept unauthenticated
 * pushes.
 */
export function pushWorkflow(
	webhookId: string,
	acknowledge: 'workflowFinished' | 'received' | 'acknowledgeOperation',
	then: NodeDraft[] = [{ name: 'Done', type: 'n8n-nodes-base.noOp' }],
	{ credential, path = '', additionalOptions = {} }: TriggerOptions = {},
): WorkflowDefinition {
	const trigger: NodeDraft = {
		name: TRIGGER_NODE,
		type: 'n8n-nodes-wosigndoc.woSignDocTrigger',
		webhookId,
		parameters: {
			...(path && { callbackPath: path }),
			acknowledge,
			additionalOptions: { acceptUnauthenticatedPushes: !credential, ...additionalOptions },
		},
		...(credential ? { credential } : {}),
	};
	return chain(`Push ${webhookId}`, [trigger, ...then]);
}
