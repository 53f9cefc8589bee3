import { globSync } from 'node:fs';
import { contractWorkflow } from '../../../setup/screenshots/workflows';
import { receiveWorkflow, sendWorkflow } from '../../../setup/demo/workflows';
import { readDocument, root } from '../markdown';
import { WorkflowGraph } from './graph';

const credential = { id: '1', name: 'a credential' };

/** Where people look for something to copy. `bench` measures, and shows nothing. */
const FILES = [
	'{docs,deploy,examples,packages,sandbox,contact}/**/*.{json,md}',
	'.github/**/*.md',
	'*.md',
];

const jsonIn = (file: string): string[] => {
	const text = readDocument(file);
	if (file.endsWith('.json')) return [text];
	return [...text.matchAll(/^```json\n(.*?)^```$/gms)].map(([, block = '']) => block);
};

function workflowIn(json: string): WorkflowGraph | undefined {
	// A workflow that is not valid JSON could not be imported either.
	if (!/"nodes":\s*\[/.test(json) || !json.includes('"connections"')) return undefined;
	return WorkflowGraph.of(JSON.parse(json));
}

/** Every workflow that the project shows: in files, in documents, in pictures, and in the demonstration. */
export const shownWorkflows: readonly WorkflowGraph[] = [
	...globSync(FILES, { cwd: root, exclude: ['**/node_modules/**'] })
		.toSorted()
		.flatMap(jsonIn)
		.flatMap((json) => workflowIn(json) ?? []),
	WorkflowGraph.of(sendWorkflow(credential, credential)),
	WorkflowGraph.of(receiveWorkflow('/contracts', credential)),
	WorkflowGraph.of(contractWorkflow(credential, credential, credential)),
];
