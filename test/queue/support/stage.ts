import { z } from 'zod';
import { executionsOf, type Execution } from '../../../harness/n8n/executions';
import { createWorkflow, type WorkflowDefinition } from '../../../harness/n8n/publishWorkflow';
import type { PushAttempt, PushFault, Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { startDeliveryStep, type DeliveryStep } from '../../faults/deliveryStep';
import type { RecordedExecution } from '../../faults/recordedExecutions';
import { recordedFrom } from '../../faults/recordedExecutions';
import { startQueueInstallation, type QueueInstallation } from './installation';

const PUSH_INTERVALS = [200, 500, 1_000, 2_000];

interface PushOptions {
	/** Where the push goes. Default: the proxy. */
	via?: string;
	document?: Buffer;
	fault?: PushFault;
}

/** Queue mode, the platform that pushes, and the step outside n8n that receives documents. */
export class Stage {
	/** Remaining failures of the step, by order. */
	private readonly failures = new Map<string, number>();
	/** Duration of the step in milliseconds, by order. */
	private readonly durations = new Map<string, number>();

	private constructor(
		readonly queue: QueueInstallation,
		readonly sandbox: Sandbox,
		private startedStep: DeliveryStep | undefined,
	) {}

	static async start(): Promise<Stage> {
		const sandbox = await startSandbox({ pushIntervals: PUSH_INTERVALS });
		try {
			const stage = new Stage(await startQueueInstallation(), sandbox, undefined);
			stage.startedStep = await startDeliveryStep({
				received: () => undefined,
				duration: (orderNumber) => stage.durations.get(orderNumber) ?? 0,
				fails: (orderNumber, delivery) => delivery <= (stage.failures.get(orderNumber) ?? 0),
			});
			return stage;
		} catch (error) {
			await sandbox.stop();
			throw error;
		}
	}

	get step(): DeliveryStep {
		if (!this.startedStep) throw new Error('the step has not been started');
		return this.startedStep;
	}

	/** Makes the step's first deliveries of an order fail. */
	failFirst(orderNumber: string, count: number): void {
		this.failures.set(orderNumber, count);
	}

	/** Makes the step slow for an order. */
	takeTime(orderNumber: string, milliseconds: number): void {
		this.durations.set(orderNumber, milliseconds);
	}

	createWorkflow(workflow: WorkflowDefinition): Promise<string> {
		return createWorkflow(this.queue.session, workflow);
	}

	/** The production URL of a trigger, on the proxy or a webhook processor. */
	pushUrl(webhookId: string, via = this.queue.proxy.url): string {
		return `${via}/webhook/${webhookId}/push`;
	}

	/** Pushes a document until it is answered `1`; returns the first attempt. */
	async push(webhookId: string, orderNumber: string, options: PushOptions = {}) {
		const { via, document = Buffer.from(`%PDF-1.4\n${orderNumber}\n%%EOF`), fault } = options;
		this.sandbox.setCallbackUrl(this.pushUrl(webhookId, via));
		return await this.sandbox.pushDocument({ orderNumber, document, ...(fault && { fault }) });
	}

	/** Pushes a previously pushed order once more. */
	async pushAgain(webhookId: string, orderNumber: string, via?: string): Promise<PushAttempt> {
		const order = this.sandbox.orders.find((one) => one.orderNumber === orderNumber);
		this.sandbox.setCallbackUrl(this.pushUrl(webhookId, via));
		return await this.sandbox.pushAgain(order?.signid ?? '');
	}

	/** Documents that the step has received from an order's executions. */
	deliveriesOf(orderNumber: string) {
		return this.step.deliveries.filter((delivery) => delivery.orderNumber === orderNumber);
	}

	async workflowIdOf(name: string): Promise<string> {
		const rows = await this.queue.postgres.query(
			`SELECT id FROM workflow_entity WHERE name = '${name}'`,
		);
		return z.tuple([z.object({ id: z.string() })]).parse(rows)[0].id;
	}

	/** A workflow's executions, oldest first. */
	async executions(workflowId: string): Promise<Execution[]> {
		return executionsOf(
			await this.queue.postgres.query(
				`SELECT e.id, "workflowId", status, mode, data FROM execution_entity e
				JOIN execution_data ON "executionId" = e.id WHERE "workflowId" = '${workflowId}' ORDER BY e.id`,
			),
		);
	}

	/** The same in the form for the judge of lost orders. */
	async recordedExecutions(workflowId: string): Promise<RecordedExecution[]> {
		const date = (column: string) =>
			`to_char("${column}" AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') AS "${column}"`;
		const dates = ['createdAt', 'startedAt', 'stoppedAt'].map(date).join(', ');
		return recordedFrom(
			await this.queue.postgres.query(
				`SELECT e.id, status, mode, data, ${dates} FROM execution_entity e
				LEFT JOIN execution_data ON "executionId" = e.id WHERE "workflowId" = '${workflowId}' ORDER BY e.id`,
			),
		);
	}

	async stop(): Promise<void> {
		await this.sandbox.stop();
		await this.startedStep?.stop();
		await this.queue.stop();
	}
}
