import type { AcknowledgeMode } from '../../nodes/WoSignDoc/push/answer';
import { pushWorkflow } from '../e2e/workflows';
import type { WorkflowDefinition } from '../support/n8n';

export const DELIVER_NODE = 'Deliver';
export const ACKNOWLEDGE_NODE = 'Acknowledge';

/** Hands each signed document to a step outside n8n, as bytes; then acknowledges it where that is a node's work. */
export function chaosWorkflow(
	webhookId: string,
	mode: AcknowledgeMode,
	deliveryUrl: string,
): WorkflowDefinition {
	const deliver = {
		name: DELIVER_NODE,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			method: 'POST',
			url: `=${deliveryUrl}/{{ $json.orderNumber }}`,
			sendHeaders: true,
			headerParameters: {
				parameters: [
					{ name: 'x-execution-id', value: '={{ $execution.id }}' },
					{ name: 'x-sent-at', value: '={{ $now.toMillis() }}' },
				],
			},
			sendBody: true,
			contentType: 'binaryData',
			inputDataFieldName: 'data',
			options: {},
		},
	};
	const acknowledge = {
		name: ACKNOWLEDGE_NODE,
		type: 'n8n-nodes-wosigndoc.woSignDoc',
		parameters: { resource: 'push', operation: 'acknowledge' },
	};
	const steps = mode === 'acknowledgeOperation' ? [deliver, acknowledge] : [deliver];
	return pushWorkflow(webhookId, mode, steps);
}
