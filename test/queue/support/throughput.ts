import type { WorkflowDefinition } from '../../../harness/n8n/publishWorkflow';
import { pushWorkflow } from '../../../harness/n8n/workflows';
import { startSandbox, type PushAttempt } from '../../../sandbox';
import { startDeliveryStep } from '../../faults/deliveryStep';
import { deliver } from '../../faults/deliveryWorkflow';
import { noise } from '../../faults/noise';
import { cost, type Cost } from './cost';
import type { Stage } from './stage';

/** Bytes of each document. */
export const DOCUMENT = 100_000;

/** Number of pushes waiting for a response at the same time: two workers run twenty. */
export const AT_A_TIME = 40;

/** The platform's timeout in milliseconds: longer than the slowest workflow here, including its queue. */
const ANSWER_TIMEOUT = 90_000;
/**
 * One in this many pushes may stay unanswered although its workflow has finished: n8n starts listening for a job's end
 * only after queuing it, so it misses jobs that a worker finishes before that (docs/SCALING.md).
 */
const ONE_UNHEARD_OF = 50;

export interface Load {
	/** The workflow's webhook; a new one for each load. */
	name: string;
	/** Number of pushes, `AT_A_TIME` in parallel. */
	orders: number;
	/** Duration of the workflow's step outside n8n, in milliseconds. */
	stepMilliseconds: number;
	settings?: WorkflowDefinition['settings'];
}

export interface Throughput {
	ordersPerSecond: number;
	/** Cost of one order. */
	cost: Cost;
	/** Pushes that n8n did not answer. */
	unanswered: number;
}

/** Pushes many orders to a workflow that responds when finished; throws if a response isn't `1`. */
export async function measureThroughput(stage: Stage, load: Load): Promise<Throughput> {
	const { name, orders, stepMilliseconds, settings = {} } = load;
	const step = await startDeliveryStep({
		received: () => undefined,
		duration: () => stepMilliseconds,
		fails: () => false,
	});
	const sandbox = await startSandbox({ answerTimeout: ANSWER_TIMEOUT });
	try {
		const workflow = pushWorkflow(name, 'workflowFinished', [deliver(step.url)]);
		await stage.createWorkflow({ ...workflow, settings });
		sandbox.setCallbackUrl(stage.pushUrl(name));
		const left = Array.from({ length: orders }, (_, index) => `${name}-${index}`);
		const unanswered: PushAttempt[] = [];
		const pushNext = async () => {
			for (let orderNumber = left.pop(); orderNumber; orderNumber = left.pop()) {
				const document = noise(orderNumber, DOCUMENT);
				const attempt = await sandbox.pushDocument({ orderNumber, document });
				if (attempt.accepted) lastAnswerAt = performance.now();
				else if (attempt.httpStatus === undefined) unanswered.push(attempt);
				else throw new Error(`a push was not answered 1: ${JSON.stringify(attempt)}`);
			}
		};
		const before = await cost(stage.queue);
		const startedAt = performance.now();
		let lastAnswerAt = startedAt;
		await Promise.all(Array.from({ length: AT_A_TIME }, pushNext));
		const seconds = (lastAnswerAt - startedAt) / 1_000;
		expect(unanswered.slice(Math.ceil(orders / ONE_UNHEARD_OF))).toEqual([]);
		return {
			ordersPerSecond: (orders - unanswered.length) / seconds,
			cost: (await cost(stage.queue)).since(before, orders),
			unanswered: unanswered.length,
		};
	} finally {
		await sandbox.stop();
		await step.stop();
	}
}
