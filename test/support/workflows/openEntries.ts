import { z } from 'zod';
import type { Step, WorkflowGraph } from './graph';

/** The credential of each way to ask who calls. */
const CREDENTIALS = new Map([
	['basicAuth', 'httpBasicAuth'],
	['bearerAuth', 'httpBearerAuth'],
	['headerAuth', 'httpHeaderAuth'],
	['jwtAuth', 'jwtAuth'],
]);

/** Makes an order, which costs money; *Create* is what a Sign Order does when nothing else is chosen. */
function pays({ type, parameters, disabled }: Step): boolean {
	const { resource = 'signOrder', operation = 'create' } = parameters;
	const isOurs = /^n8n-nodes-wosigndoc\.woSignDoc(?:Tool)?$/.test(type);
	return isOurs && !disabled && resource === 'signOrder' && operation === 'create';
}

/** How a step that anybody may call asks who calls; undefined: nobody can call it. */
function authenticationOf({ type, parameters, disabled }: Step): unknown {
	if (disabled) return undefined;
	switch (type) {
		case 'n8n-nodes-base.formTrigger':
		case 'n8n-nodes-base.webhook':
		case '@n8n/n8n-nodes-langchain.mcpTrigger':
			return parameters['authentication'] ?? 'none';
		case '@n8n/n8n-nodes-langchain.chatTrigger':
			return parameters['public'] === true ? (parameters['authentication'] ?? 'none') : undefined;
		case 'n8n-nodes-base.wait':
			return ['form', 'webhook'].includes(String(parameters['resume']))
				? (parameters['incomingAuthentication'] ?? 'none')
				: undefined;
		default:
			return undefined;
	}
}

/** Asks who calls, and has the credential to compare with: without it n8n doesn't publish. */
function isClosed(authentication: unknown, { credentials }: Step): boolean {
	if (authentication === 'n8nUserAuth') return true;
	return String(CREDENTIALS.get(String(authentication))) in credentials;
}

const comparisonsSchema = z.object({
	conditions: z.object({
		combinator: z.literal('and'),
		conditions: z.array(
			z.object({ rightValue: z.string(), operator: z.object({ operation: z.string() }) }),
		),
	}),
});

/** Whether a step compares what a person entered with a secret that the run has made up, and goes on by the first output. */
function asksForSecret(step: Step, graph: WorkflowGraph): boolean {
	if (step.type !== 'n8n-nodes-base.if' || step.disabled) return false;
	const comparisons = comparisonsSchema.safeParse(step.parameters);
	const secrets = graph.steps.filter(
		({ type, parameters }) =>
			type === 'n8n-nodes-base.crypto' && parameters['action'] === 'generate',
	);
	return (
		comparisons.data?.conditions.conditions.some(
			({ rightValue, operator: { operation } }) =>
				operation === 'equals' && secrets.some(({ name }) => rightValue.includes(`$('${name}')`)),
		) ?? false
	);
}

/** Whether a step may lead to an order, other than through the secret that a page of a waiting run asks for. */
function leadsToOrder(entry: Step, graph: WorkflowGraph): boolean {
	const mayAskForSecret = entry.type === 'n8n-nodes-base.wait';
	const reached = graph.after(
		[entry],
		({ step, index }) => !(mayAskForSecret && index === 0 && asksForSecret(step, graph)),
	);
	return [...reached].some(pays);
}

/** The steps by which strangers could have orders made, which cost money. */
export function openEntries(graph: WorkflowGraph): string[] {
	return graph.steps
		.filter((step) => {
			const authentication = authenticationOf(step);
			return authentication !== undefined && !isClosed(authentication, step);
		})
		.filter((step) => leadsToOrder(step, graph))
		.map(({ name }) => name);
}
