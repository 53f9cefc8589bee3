import type { INodeParameters } from 'n8n-workflow';
import type { WorkflowDefinition } from '../../harness/n8n/publishWorkflow';
import { ACKNOWLEDGE, having, MARK, pushWorkflow, SKIP } from '../../harness/n8n/workflows';
import type { AcknowledgeMode } from '../../nodes/WoSignDoc/push/answer';

export const DELIVER_NODE = 'Deliver';

/** A node that sends each signed document to a step outside n8n, as bytes. */
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

/** Minutes that a push stays claimed after a kill or a failing step has ended its run. */
export const LONGEST_RUN = 0.5;

/**
 * Passes each push that was not processed, delivers its document, which may fail, and then marks the push as processed:
 * by acknowledging it if a node does that. Pushes that were already processed are acknowledged again.
 */
export function deliveryWorkflow(
	webhookId: string,
	mode: AcknowledgeMode,
	deliveryUrl: string,
	additionalOptions: INodeParameters = {},
): WorkflowDefinition {
	const skip = having(SKIP, { longestRun: LONGEST_RUN });
	const last = mode === 'acknowledgeOperation' ? ACKNOWLEDGE : MARK;
	const steps = [skip, deliver(deliveryUrl), last];
	const workflow = pushWorkflow(webhookId, mode, steps, { additionalOptions });
	workflow.connections[skip.name]?.['main']?.push([{ node: last.name, type: 'main', index: 0 }]);
	return workflow;
}
