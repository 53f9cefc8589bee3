import type { INodeParameters } from 'n8n-workflow';
import { z } from 'zod';
import type { Installation } from '../n8n/installation';
import { storeWorkflow } from './storeWorkflow';

const storedSchema = z.object({
	nodes: z.array(z.object({ name: z.string(), parameters: z.record(z.unknown()) })),
});

/** A stored workflow of unconnected WoSignDoc nodes. */
export interface ActionWorkflow {
	id: string;
	/** A node's parameters as saved by n8n. */
	savedParameters(node: string): Promise<Record<string, unknown> | undefined>;
}

/** Stores a workflow with one WoSignDoc node per name, with these parameters. */
export async function actionWorkflow(
	installation: Installation,
	parameters: Record<string, INodeParameters>,
): Promise<ActionWorkflow> {
	const { credential, n8n } = installation;
	const nodes = Object.entries(parameters).map(([name, given], index) => ({
		id: `node-${index}`,
		name,
		type: 'n8n-nodes-wosigndoc.woSignDoc',
		typeVersion: 1,
		position: [(index % 4) * 240, Math.floor(index / 4) * 200] satisfies [number, number],
		parameters: { resource: 'signOrder', operation: 'create', ...given },
		credentials: { woSignDocApi: credential },
	}));
	const id = await storeWorkflow(installation, { name: 'WoSignDoc', nodes, connections: {} });
	return {
		id,
		async savedParameters(node) {
			const stored = storedSchema.parse(await n8n.session.call('GET', `/workflows/${id}`));
			return stored.nodes.find(({ name }) => name === node)?.parameters;
		},
	};
}
