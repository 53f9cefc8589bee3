import { startSandbox, type PushAttempt } from '../../../sandbox';
import { startDeliveryStep } from '../../chaos/deliveryStep';
import { noise } from '../../chaos/orders';
import { chaosWorkflow } from '../../chaos/workflow';
import type { WorkflowDefinition } from '../../support/n8n';
import { cost, type Cost } from './cost';
import type { Stage } from './stage';

/** Bytes of each document. */
export const DOCUMENT = 100_000;

/** Pushes that wait for their answer at a time: two workers take twenty. */
export const AT_A_TIME = 40;

/** Milliseconds for which the platform waits for an answer. */
const ANSWER_TIMEOUT = 300_000;

export interface Load {
	/** The workflow's webhook; a new one for each load. */
	name: string;
	/** How many are pushed, `AT_A_TIME`. */
	orders: number;
	/** Milliseconds that the workflow's step outside n8n takes. */
	stepMilliseconds: number;
	settings?: WorkflowDefinition['settings'];
}

export interface Throughput {
	ordersPerSecond: number;
	/** Of one order. */
	cost: Cost;
}

/** Pushes many orders to a workflow that answers when it has finished; throws when one is not answered `1` at once. */
export async function measureThroughput(stage: Stage, load: Load): Promise<Throughput> {
	const { name, orders, stepMilliseconds, settings = {} } = load;
	const step = await startDeliveryStep({
		received: () => undefined,
		duration: () => stepMilliseconds,
		fails: () => false,
	});
	const sandbox = await startSandbox({ answerTimeout: ANSWER_TIMEOUT });
	try {
		const workflow = chaosWorkflow(name, 'workflowFinished', step.url);
		await stage.createWorkflow({ ...workflow, settings });
		sandbox.setCallbackUrl(stage.pushUrl(name));
		const left = Array.from({ length: orders }, (_, index) => `${name}-${index}`);
		const attempts: PushAttempt[] = [];
		const pushNext = async () => {
			for (let orderNumber = left.pop(); orderNumber; orderNumber = left.pop()) {
				const document = noise(orderNumber, DOCUMENT);
				attempts.push(await sandbox.pushDocument({ orderNumber, document }));
			}
		};
		const before = await cost(stage.queue);
		const startedAt = performance.now();
		await Promise.all(Array.from({ length: AT_A_TIME }, pushNext));
		const seconds = (performance.now() - startedAt) / 1_000;
		const refused = attempts.find(({ accepted }) => !accepted);
		if (refused) throw new Error(`a push was not answered 1: ${JSON.stringify(refused)}`);
		const after = await cost(stage.queue);
		return { ordersPerSecond: orders / seconds, cost: after.since(before, orders) };
	} finally {
		await sandbox.stop();
		await step.stop();
	}
}
