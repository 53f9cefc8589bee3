import type { IConnections, INode, IWorkflowSettings } from 'n8n-workflow';
import { z } from 'zod';
import { N8nRefusal, type EditorSession } from './editorSession';
import { waitFor } from './waitFor';

export interface WorkflowDefinition {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
}

const createdSchema = z.object({ id: z.string(), versionId: z.string() });

const statusSchema = z.object({
	status: z.enum(['in_progress', 'not_published', 'published', 'partial', 'failed']),
	triggers: z.array(z.object({ errorMessage: z.string().nullable() })),
});

/**
 * Stores and publishes a workflow, and waits until its triggers are registered.
 *
 * @returns its id
 */
export async function createWorkflow(
	session: EditorSession,
	workflow: WorkflowDefinition,
): Promise<string> {
	const settings = { executionOrder: 'v1', ...workflow.settings };
	// With `pinData`, as the editor saves it: n8n 2.20 can't respond to a webhook of a workflow without.
	const body = { pinData: {}, ...workflow, settings, active: false };
	const created = createdSchema.parse(await session.call('POST', '/workflows', body));
	await publishWorkflow(session, created.id, created.versionId);
	return created.id;
}

/**
 * Publishes a stored workflow and waits until its triggers are registered.
 *
 * @throws with n8n's reasons if a trigger can't be registered
 */
export async function publishWorkflow(session: EditorSession, id: string, versionId: string) {
	await session.call('POST', `/workflows/${id}/activate`, { versionId });
	await waitUntilPublished(session, id);
}

/** Unpublishes a workflow and waits until its triggers are no longer registered. */
export async function unpublishWorkflow(session: EditorSession, id: string): Promise<void> {
	await session.call('POST', `/workflows/${id}/deactivate`);
	await waitFor(
		'the workflow to be unpublished',
		async () => (await readPublication(session, id)).status !== 'in_progress' || undefined,
	);
}

/** Waits until the triggers of a published workflow are registered. */
export async function waitUntilPublished(session: EditorSession, id: string): Promise<void> {
	const publication = await waitFor('the workflow to be published', async () => {
		const publication = await readPublication(session, id);
		return publication.status === 'in_progress' ? undefined : publication;
	});
	if (publication.status !== 'published') {
		const reasons = publication.triggers.map(({ errorMessage }) => errorMessage);
		throw new Error(`n8n could not publish the workflow: ${reasons.join('; ')}`);
	}
}

/** n8n 2.x publishes in the background; 1.x has published when it responds, and has no status. */
async function readPublication(session: EditorSession, id: string) {
	try {
		return statusSchema.parse(await session.call('GET', `/workflows/${id}/publication-status`));
	} catch (error) {
		if (!(error instanceof N8nRefusal && error.status === 404)) throw error;
		return { status: 'published', triggers: [] } as const;
	}
}
