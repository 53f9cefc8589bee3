import type { IConnections, IDataObject, INode, INodeType, INodeTypes } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { WoSignDoc } from '../../../nodes/WoSignDoc/WoSignDoc.node';
import { WoSignDocTrigger } from '../../../nodes/WoSignDoc/WoSignDocTrigger.node';
import { strictDouble } from './strictDouble';

export const action = new WoSignDoc();
export const trigger = new WoSignDocTrigger();

const types: Readonly<Record<string, INodeType>> = {
	'n8n-nodes-wosigndoc.woSignDoc': action,
	// The tool that n8n creates from the node for an AI agent.
	'n8n-nodes-wosigndoc.woSignDocTool': action,
	'n8n-nodes-wosigndoc.woSignDocTrigger': trigger,
};
const nodeTypes = strictDouble<INodeTypes>('nodeTypes', {
	getByNameAndVersion: (name) => {
		const type = types[name];
		if (!type) throw new Error(`no node type ${name}`);
		return type;
	},
});

const hasCredential = { woSignDocApi: { id: 'credential', name: 'Sandbox' } };

/** A node of the package in a workflow. */
export function nodeOf(
	type: 'woSignDoc' | 'woSignDocTrigger',
	{ parameters, credentials = hasCredential, ...rest }: Partial<INode>,
): INode {
	const name = 'WoSignDoc';
	return {
		id: 'node',
		name,
		type: `n8n-nodes-wosigndoc.${type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters ?? {},
		credentials,
		...rest,
	};
}

/** Other parts of a workflow. */
export interface Surroundings {
	nodes: INode[];
	connections: IConnections;
}

/** A workflow of one or more nodes. Fills in default parameters like n8n, and observes the static data. */
export function workflowOf(
	node: INode,
	{ nodes, connections }: Surroundings = { nodes: [], connections: {} },
	staticData: IDataObject = {},
): Workflow {
	const all = [node, ...nodes];
	const id = 'workflow';
	return new Workflow({ id, nodes: all, connections, active: true, nodeTypes, staticData });
}
