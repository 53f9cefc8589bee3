import type { IExecuteFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import type { Problem } from '../../protocol/errors';
import { parameterLabel } from '../fields/fieldLabels';

/** What n8n appends to the type of a node that is an AI agent's tool. */
const TOOL = /Tool$/;
/** Another node's output, by a name that is written out: `$('Form')`. */
const OUTPUT = /\$\(\s*(?:'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)")\s*\)/g;
/** Anything else that may differ at the next call: n8n's variables, and what asks the clock or chance. */
const NAMED =
	/\$\w*|(?<![.\w$])(?:Date|DateTime|Math|crypto)\b|\.(?:randomItem|diffToNow|toRelative\w*|isInLast)\b/g;
/**
 * What is the same whenever the tool is called. `$json` is not: in a tool it holds the model's arguments. Nor is
 * `$execution`: n8n's retry, the next message of a chat, and each call by MCP are executions of their own.
 */
const FIXED: ReadonlySet<string> = new Set(['$workflow', '$vars', '$env']);

/**
 * What is wrong with the Order Number of an AI agent's tool: the model must not be able to choose it, nor may it change
 * from one call to the next, because a repeated call would then make a second order. Judged is the expression itself,
 * by an allow-list. What a model wrote is recognized only in the output of a node that a language model is connected
 * to, not in what other nodes made of that. A node that is no tool has no such problem.
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
