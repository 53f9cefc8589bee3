import type { IWebhookFunctions, Workflow } from 'n8n-workflow';
import { deepCopy } from 'n8n-workflow';
import { z } from 'zod';

/** Pushes remembered in the workflow's static data; the oldest are dropped first. */
const MOST_REMEMBERED = 1_000;

const staticDataSchema = z.object({ received: z.array(z.string()).catch([]) });

/** n8n's types hide the workflow from a webhook, but every context has it. */
const contextSchema = z.object({
	workflow: z.custom<Pick<Workflow, 'staticData' | 'overrideStaticData'>>(
		(workflow) => z.object({ overrideStaticData: z.function() }).safeParse(workflow).success,
	),
});

type Context = Pick<IWebhookFunctions, 'getWorkflowStaticData'>;

function readReceived(context: Context): string[] {
	return staticDataSchema.parse(context.getWorkflowStaticData('node')).received;
}

/** Whether a push was received before, possibly before a restart: n8n keeps static data in its database. */
export function wasReceived(context: Context, key: string): boolean {
	return readReceived(context).includes(key);
}

/**
 * Remembers a received push. n8n saves the static data only after it has recorded the execution, and only if it is
 * marked as changed. For the run it creates a second `Workflow` from the same object, which clears that mark
 * (`establishContextForPersistence`, `runMainProcess`); a copy keeps it.
 */
export function rememberReceived(context: Context, key: string): void {
	const remembered = [...readReceived(context), key].slice(-MOST_REMEMBERED);
	context.getWorkflowStaticData('node')['received'] = remembered;
	const { workflow } = contextSchema.parse(context);
	workflow.overrideStaticData(deepCopy(workflow.staticData));
}
