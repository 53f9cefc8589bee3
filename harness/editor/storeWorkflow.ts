import { z } from 'zod';
import type { Installation } from '../n8n/installation';
import type { WorkflowDefinition } from '../n8n/publishWorkflow';

const createdSchema = z.object({ id: z.string() });

/** Stores a workflow without publishing it. Returns its id. */
export async function storeWorkflow(
	{ n8n: { session } }: Installation,
	workflow: WorkflowDefinition,
): Promise<string> {
	const body = { settings: { executionOrder: 'v1' }, ...workflow };
	return createdSchema.parse(await session.call('POST', '/workflows', body)).id;
}
