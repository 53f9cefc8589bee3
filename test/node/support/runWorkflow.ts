import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type {
	IConnections,
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IRun,
	ITaskData,
	IWorkflowExecuteAdditionalData,
	NodeConnectionType,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { NodeConnectionTypes, Workflow } from 'n8n-workflow';
import { additionalDataWith } from './additionalData';
import './binaryStorage';
import type { Given } from './strictDouble';
import { strictDouble } from './strictDouble';
import { action, nodeOf, trigger } from './workflow';

export interface WorkflowRunOptions {
	readonly credential: ICredentialDataDecryptedObject;
	readonly node: Partial<INode>;
	readonly items: INodeExecutionData[];
	/** Called with what the operation Acknowledge passes to n8n. */
	readonly sendResponse?: (response: unknown) => Promise<void>;
}

const START = 'Start';

/** What a step of a workflow does with its items. */
export type Step = (items: INodeExecutionData[]) => INodeExecutionData[][];

/** A node type with the given behavior. */
function stepType(step: Step): INodeType {
	return {
		description: {
			displayName: 'Step',
			name: 'step',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: {},
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: [],
		},
		async execute() {
			return step(this.getInputData());
		},
	};
}

function stepNode(name: string): INode {
	return {
		id: name,
		name,
		type: `test.${name}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
}

/** Members that n8n's engine reads; absent here. */
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

export interface FlowOptions {
	/** The input of the workflow. */
	readonly items: INodeExecutionData[];
	/** The action node, by name; a trigger where `type` says so. */
	readonly nodes: Readonly<Record<string, Partial<INode>>>;
	/** Steps of the test's own, by name. */
	readonly steps?: Readonly<Record<string, Step>>;
	/** The nodes connected to each output, by name: one of `nodes` and `steps`, or `Start`. */
	readonly to: Readonly<Record<string, readonly (readonly string[])[]>>;
	readonly credential?: ICredentialDataDecryptedObject;
	readonly mode?: WorkflowExecuteMode;
	readonly sendResponse?: (response: unknown) => Promise<void>;
}

/** Runs a workflow with n8n-core's own engine. */
export async function runFlow(options: FlowOptions): Promise<IRun> {
	const { credential = {}, mode = 'webhook', sendResponse } = options;
	const steps = new Map<string, Step>([
		[START, () => [options.items]],
		...Object.entries(options.steps ?? {}),
	]);
	const nodeTypes = strictDouble<INodeTypes>('nodeTypes', {
		getByNameAndVersion: (name) => {
			const step = steps.get(name.replace('test.', ''));
			if (step) return stepType(step);
			return name.endsWith('Trigger') ? trigger : action;
		},
	});
	const startNode = stepNode(START);
	const connections = connectionsOf(options.to);
	const workflow = new Workflow({
		id: stored.id,
		nodes: [
			startNode,
			...Object.keys(options.steps ?? {}).map(stepNode),
			...Object.entries(options.nodes).map(([name, node]) =>
				nodeOf('woSignDoc', { id: name, name, ...node }),
			),
		],
		connections,
		active: true,
		nodeTypes,
		settings: { executionOrder: 'v1' },
	});
	const hooks = new ExecutionLifecycleHooks(mode, '1', { ...stored, connections });
	if (sendResponse) hooks.addHandler('sendResponse', sendResponse);
	const data = additionalDataWith(credential, { ...ENGINE, hooks });
	return await new WorkflowExecute(data, mode).run({ workflow, startNode });
}

function connectionsOf(to: FlowOptions['to']): IConnections {
	const type: NodeConnectionType = NodeConnectionTypes.Main;
	return Object.fromEntries(
		Object.entries(to).map(([name, outputs]) => {
			const main = outputs.map((nodes) => nodes.map((node) => ({ node, type, index: 0 })));
			return [name, { main }];
		}),
	);
}

/** The items on each output of a node's first run. */
export function outputsOf({ data }: IRun, name: string): IDataObject[][] {
	const task: ITaskData | undefined = data.resultData.runData[name]?.[0];
	return (task?.data?.['main'] ?? []).map((output) => (output ?? []).map((item) => ({ ...item })));
}

/** Runs the action node in a workflow of its own and returns the items on each output. */
export async function runWorkflow({
	node,
	...options
}: WorkflowRunOptions): Promise<IDataObject[][]> {
	const run = await runFlow({
		...options,
		mode: 'manual',
		nodes: { WoSignDoc: { id: 'node', ...node } },
		to: { [START]: [['WoSignDoc']] },
	});
	const { error } = run.data.resultData;
	if (error) throw new Error(`the workflow stopped: ${error.message}`, { cause: error });
	return outputsOf(run, 'WoSignDoc');
}
