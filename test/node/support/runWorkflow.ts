import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	ITaskData,
	IWorkflowExecuteAdditionalData,
	NodeConnectionType,
} from 'n8n-workflow';
import { NodeConnectionTypes, Workflow } from 'n8n-workflow';
import { additionalDataWith } from './additionalData';
import './binaryStorage';
import type { Given } from './strictDouble';
import { strictDouble } from './strictDouble';
import { action, nodeOf } from './workflow';

export interface WorkflowRunOptions {
	readonly credential: ICredentialDataDecryptedObject;
	readonly node: Partial<INode>;
	readonly items: INodeExecutionData[];
	/** Called with what the operation Acknowledge hands to n8n. */
	readonly sendResponse?: (response: unknown) => Promise<void>;
}

const start: INode = {
	id: 'start',
	name: 'Start',
	type: 'test.start',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** Gives the items to the node behind it. */
function startType(items: INodeExecutionData[]): INodeType {
	return {
		description: {
			displayName: 'Start',
			name: 'start',
			group: ['input'],
			version: 1,
			description: '',
			defaults: {},
			inputs: [],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		execute: async () => [items],
	};
}

/** What n8n's engine asks for, known to be absent. */
const ENGINE: Given<IWorkflowExecuteAdditionalData> = {
	currentNodeExecutionIndex: 0,
	currentNodeAttemptedDynamicCredentials: undefined,
	currentNodeUsedDynamicCredentials: undefined,
	dynamicCredentialsResolvedUserId: undefined,
	encryptedRunnerIdentity: undefined,
	executionTimeoutTimestamp: undefined,
	instanceBaseUrl: undefined,
	restartExecutionId: undefined,
};

const stored = {
	id: 'workflow',
	name: 'W',
	active: true,
	isArchived: false,
	nodes: [],
	createdAt: new Date(),
	updatedAt: new Date(),
	activeVersionId: null,
};

/** Runs the action node in a workflow, by n8n-core's own engine, and gives what n8n has on each of its outputs. */
export async function runWorkflow({
	credential,
	node,
	items,
	sendResponse,
}: WorkflowRunOptions): Promise<IDataObject[][]> {
	const type: NodeConnectionType = NodeConnectionTypes.Main;
	const connections = { Start: { main: [[{ node: 'WoSignDoc', type, index: 0 }]] } };
	const nodeTypes = strictDouble<INodeTypes>('nodeTypes', {
		getByNameAndVersion: (name) => (name === start.type ? startType(items) : action),
	});
	const workflow = new Workflow({
		id: stored.id,
		nodes: [start, nodeOf('woSignDoc', node)],
		connections,
		active: true,
		nodeTypes,
		settings: { executionOrder: 'v1' },
	});
	const hooks = new ExecutionLifecycleHooks('manual', '1', { ...stored, connections });
	if (sendResponse) hooks.addHandler('sendResponse', sendResponse);
	const data = additionalDataWith(credential, { ...ENGINE, hooks });
	const run = await new WorkflowExecute(data, 'manual').run({ workflow, startNode: start });
	const { error, runData } = run.data.resultData;
	if (error) throw new Error(`the workflow stopped: ${error.message}`, { cause: error });
	const task: ITaskData | undefined = runData['WoSignDoc']?.[0];
	return (task?.data?.['main'] ?? []).map((output) => (output ?? []).map((item) => ({ ...item })));
}
