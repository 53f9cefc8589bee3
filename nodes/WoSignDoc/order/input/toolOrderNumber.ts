import type { IExecuteFunctions } from 'n8n-workflow';
import type { Problem } from '../../protocol/errors';
import { parameterLabel } from '../fields/fieldLabels';

/** What n8n appends to the type of a node that is an AI agent's tool. */
const TOOL = /Tool$/;
/** Whatever an expression names that may be other at the next call: n8n's variables, the time, chance. */
const NAMED = /\$\w*\(?|\b(?:Date|DateTime|Math|crypto)\b/g;
/** Other nodes' output and facts of the run. `$json` is not one of them: in a tool it holds the model's arguments. */
const FIXED: ReadonlySet<string> = new Set([
	'$(',
	'$node',
	'$execution',
	'$workflow',
	'$vars',
	'$env',
]);

/**
 * What is wrong with the Order Number of an AI agent's tool: the model must not be able to choose it, nor may it change
 * from one call to the next, because a repeated call would then make a second order. Judged is the expression itself,
 * by an allow-list. A node that is no tool has no such problem.
 */
export function toolNumberProblems(context: IExecuteFunctions): Problem[] {
	const { type, parameters } = context.getNode();
	const { orderNumber } = parameters;
	if (!TOOL.test(type) || typeof orderNumber !== 'string' || !orderNumber.startsWith('=')) {
		return [];
	}
	const changeable = [...orderNumber.matchAll(NAMED)].map(([name]) => name);
	const first = changeable.find((name) => !FIXED.has(name));
	return first === undefined ? [] : [problemOf(first.replace('(', ''))];
}

function problemOf(name: string): Problem {
	return {
		where: parameterLabel('orderNumber'),
		message: `an AI agent’s tool must have the same number whenever it is called, and one that the model can’t choose, so ${name} can’t be used here; use the output of a node before the agent, such as {{ $('Form').first().json.reference }}, or {{ $execution.id }}`,
	};
}
