import { ExecuteContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	IRunExecutionData,
	IWorkflowExecuteAdditionalData,
	NodeExecutionHint,
} from 'n8n-workflow';
import { createRunExecutionData } from 'n8n-workflow';
import { additionalDataWith } from './additionalData';
import './binaryStorage';
import type { Given } from './strictDouble';
import type { Surroundings } from './workflow';
import { action, nodeOf, workflowOf } from './workflow';

export interface NodeRunOptions {
	credential: ICredentialDataDecryptedObject;
	node: Partial<INode>;
	items: INodeExecutionData[];
	/** Another node's earlier output in the execution, by run and output. */
	earlier?: INodeExecutionData[][][];
	/** Other nodes in the workflow. */
	surroundings?: Surroundings;
	/** Another node's pinned data. */
	pinned?: INodeExecutionData[];
	given?: Given<IWorkflowExecuteAdditionalData>;
	/** Changes the context to that of another n8n version. */
	adapt?: (context: ExecuteContext) => void;
}

export interface NodeRun {
	/** The items of the first output. */
	items: INodeExecutionData[];
	outputs: INodeExecutionData[][];
	/** The node after the run. */
	node: INode;
	hints: NodeExecutionHint[];
}

/** Runs the action node on items through n8n-core's own execution context. */
export async function runNode(options: NodeRunOptions): Promise<NodeRun> {
	const workflow = workflowOf(nodeOf('woSignDoc', options.node), options.surroundings);
	const node = Object.values(workflow.nodes)[0];
	if (!node) throw new Error('the workflow has no node');
	const inputData = { main: [options.items] };
	const context = new ExecuteContext(
		workflow,
		node,
		additionalDataWith(options.credential, options.given),
		'trigger',
		executionWith(options),
		0,
		options.items,
		inputData,
		{ data: inputData, node, source: null },
		[],
	);
	options.adapt?.(context);
	const outputs = await action.execute.call(context as IExecuteFunctions);
	return { items: outputs[0] ?? [], outputs, node, hints: context.hints };
}

/** The execution so far, in which a previous node has run. */
function executionWith({ earlier = [], pinned }: NodeRunOptions): IRunExecutionData {
	const runs = earlier.map((outputs, executionIndex) => ({
		startTime: 0,
		executionTime: 0,
		executionIndex,
		source: [],
		data: { main: outputs },
	}));
	const runData = runs.length > 0 ? { Earlier: runs } : {};
	return createRunExecutionData({
		resultData: { runData, ...(pinned && { pinData: { Pinned: pinned } }) },
	});
}
