import type { INodeParameters } from 'n8n-workflow';
import type { WorkflowDefinition } from '../../harness/n8n/publishWorkflow';
import { ACKNOWLEDGE, pushWorkflow } from '../../harness/n8n/workflows';
import type { AcknowledgeMode } from '../../nodes/WoSignDoc/push/answer';

export const DELIVER_NODE = 'Deliver';

/** A node that hands each signed document to a step outside n8n, as bytes. */
export function deliver(deliveryUrl: string) {
	return {
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
}

/** Hands each signed document over; then acknowledges it where that is a node's work. */
export function deliveryWorkflow(
	webhookId: string,
	mode: AcknowledgeMode,
	deliveryUrl: string,
	additionalOptions: INodeParameters = {},
): WorkflowDefinition {
	const delivery = deliver(deliveryUrl);
	const steps = mode === 'acknowledgeOperation' ? [delivery, ACKNOWLEDGE] : [delivery];
	return pushWorkflow(webhookId, mode, steps, { additionalOptions });
}
