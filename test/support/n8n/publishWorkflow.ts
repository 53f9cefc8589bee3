import { z } from 'zod';
import { N8nRefusal, type EditorSession } from './editorSession';
import { waitFor } from './waitFor';

const PUBLISH_TIMEOUT_MS = 30_000;

const statusSchema = z.object({
	status: z.enum(['in_progress', 'not_published', 'published', 'partial', 'failed']),
	triggers: z.array(z.object({ errorMessage: z.string().nullable() })),
});

/**
 * Publishes a stored workflow and waits until its triggers are registered.
 *
 * @throws with n8n's reasons when a trigger cannot be registered
 */
export async function publishWorkflow(session: EditorSession, id: string, versionId: string) {
	await session.call('POST', `/workflows/${id}/activate`, { versionId });
	await waitUntilPublished(session, id);
}

/** Waits until the triggers of a published workflow are registered. */
export async function waitUntilPublished(session: EditorSession, id: string): Promise<void> {
	const publication = await waitFor(
		'the workflow to be published',
		async () => {
			const publication = await readPublication(session, id);
			return publication.status === 'in_progress' ? undefined : publication;
		},
		PUBLISH_TIMEOUT_MS,
	);
	if (publication.status !== 'published') {
		const reasons = publication.triggers.map(({ errorMessage }) => errorMessage);
		throw new Error(`n8n could not publish the workflow: ${reasons.join('; ')}`);
	}
}

/** n8n 2.x publishes in the background; 1.x has published when it answers, and has no status. */
async function readPublication(session: EditorSession, id: string) {
	try {
		return statusSchema.parse(await session.call('GET', `/workflows/${id}/publication-status`));
	} catch (error) {
		if (!(error instanceof N8nRefusal && error.status === 404)) throw error;
		return { status: 'published', triggers: [] } as const;
	}
}
