import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import type { Problem } from '../../protocol/errors';
import { parameterLabel } from '../fields/fieldLabels';

/** What n8n appends to the type of a node that is used as an AI agent's tool. */
const TOOL = /Tool$/;
/** Another node's output, with the node's name as a literal: `$('Form')`. */
const OUTPUT = /\$\(\s*(?:'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)")\s*\)/g;
/**
 * Anything else that may differ in the next call: n8n's variables, and everything that depends on the time or chance.
 */
const NAMED =
	/\$\w*|(?<![.\w$])(?:Date|DateTime|Math|crypto)\b|\.(?:randomItem|diffToNow|toRelative\w*|isInLast)\b/g;
/**
 * Variables that are the same whenever the tool is called. `$json` is not one: in a tool it contains the model's
 * arguments. Neither is `$execution`: n8n's retry, the next message of a chat, and each call by MCP are separate
 * executions.
 */
const FIXED: ReadonlySet<string> = new Set(['$workflow', '$vars', '$env']);

/**
 * What is wrong with the Order Number of an AI agent's tool: the model must not be able to choose it, and it must not
 * change from one call to the next, because a repeated call would then create a second order. The expression itself is
 * checked, against an allow-list. A model's output is recognized only if it comes from a node that a language model is
 * connected to, not in what other nodes made of it. A node that isn't a tool has no such problem.
 */
export function toolNumberProblems(context: IExecuteFunctions): Problem[] {
	const { type, parameters } = context.getNode();
	const { orderNumber } = parameters;
	if (!TOOL.test(type) || typeof orderNumber !== 'string' || !orderNumber.startsWith('=')) {
		return [];
	}
	const written = [...orderNumber.matchAll(OUTPUT)].find(([, single, double]) =>
		hasModel(context, (single ?? double ?? '').replaceAll(/\\(.)/g, '$1')),
	);
	const others = [...orderNumber.replaceAll(OUTPUT, '').matchAll(NAMED)];
	const unusable = written ?? others.find(([name]) => !FIXED.has(name));
	return unusable ? [problemOf(unusable[0])] : [];
}

/** Whether a language model is connected to the node of this name. */
function hasModel(context: IExecuteFunctions, name: string): boolean {
	const connectionType = NodeConnectionTypes.AiLanguageModel;
	return context.getParentNodes(name, { connectionType, depth: 1 }).length > 0;
}

function problemOf(name: string): Problem {
	return {
		where: parameterLabel('orderNumber'),
		message: `an AI agent’s tool must have the same number whenever it is called, and one that the model can’t choose, so ${name} can’t be used here; use the output of a node before the agent, such as {{ $('Form').first().json.reference }}`,
	};
}
