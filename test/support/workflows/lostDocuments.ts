import { z } from 'zod';
import { isErrorOutput, type Output, type Step, type WorkflowGraph } from './graph';

const [SIGNED, FAILED] = [0, 1] as const;
const ALREADY_PROCESSED = 1;

const has = (step: Step, parameters: Record<string, unknown>) =>
	!step.disabled &&
	Object.entries(parameters).every(([name, value]) => step.parameters[name] === value);

const isNode = ({ type }: Step, end: string) => type === `n8n-nodes-wosigndoc.${end}`;

const runs = (operation: string) => (step: Step) =>
	isNode(step, 'woSignDoc') && has(step, { operation });
const isAcknowledge = runs('acknowledge');
const isSkipProcessed = runs('skipProcessed');

/** Whether what has been processed was marked so at the end, and not when it came. */
const isMarkedLater = (step: Step) =>
	isSkipProcessed(step) && step.parameters['record'] !== 'whenPassed';

/** Ends the run with an error, so that WoSignDoc retries. */
const stops = ({ type, disabled }: Step) => type === 'n8n-nodes-base.stopAndError' && !disabled;

const isMail = ({ type, disabled }: Step) => type === 'n8n-nodes-base.emailSend' && !disabled;

/** n8n takes a run that waits for one that succeeded. */
const waits = ({ type, disabled }: Step) => type === 'n8n-nodes-base.wait' && !disabled;

const subWorkflowSchema = z.object({
	options: z.object({ waitForSubWorkflow: z.boolean().default(true) }).default({}),
});

/** Puts a document where it stays, or hands it to a workflow that has to. */
function stores(step: Step): boolean {
	const { type, parameters } = step;
	if (type === 'n8n-nodes-base.s3') return has(step, { operation: 'upload' });
	if (type === 'n8n-nodes-base.readWriteFile') return has(step, { operation: 'write' });
	return (
		type === 'n8n-nodes-base.executeWorkflow' &&
		!step.disabled &&
		subWorkflowSchema.parse(parameters).options.waitForSubWorkflow
	);
}

/** Whether a step waits for all its inputs. */
function joins({ type, parameters: { mode, combineBy } }: Step): boolean {
	if (type !== 'n8n-nodes-base.merge') return false;
	return mode === 'chooseBranch' || (mode === 'combine' && combineBy === 'combineByPosition');
}

/** What a push with a signed document may run. */
class SignedPush {
	private readonly outputs: readonly Output[];

	constructor(
		private readonly graph: WorkflowGraph,
		trigger: Step,
		/** Whether a signed document may take an output. */
		private readonly takes: (output: Output) => boolean,
	) {
		const first = graph.next({ step: trigger, index: SIGNED });
		const steps = [...graph.after(first, takes)];
		const outputs = steps.flatMap((step) => graph.outputs(step)).filter(takes);
		this.outputs = [{ step: trigger, index: SIGNED }, ...outputs];
	}

	get steps(): Set<Step> {
		return new Set(this.outputs.map(({ step }) => step));
	}

	/** Where the way of a document ends. */
	get ends(): Output[] {
		const ends = this.outputs.filter((output) => this.graph.next(output).length === 0);
		return ends.filter(({ step }) => !stops(step));
	}

	/** The steps that run when nothing goes wrong. */
	get usual(): Step[] {
		const first = this.outputs.slice(0, 1).flatMap((output) => this.graph.next(output));
		return [...this.graph.after(first, (one) => this.takes(one) && !isErrorOutput(one))];
	}

	/** Whether the document is surely stored whenever something comes out of an output. */
	isStoredAfter({ step, index }: Output, seen: readonly Step[] = []): boolean {
		if (isMarkedLater(step) && index === ALREADY_PROCESSED) return true;
		const goesOnAnyway = step.onError === 'continueRegularOutput' || isErrorOutput({ step, index });
		return (stores(step) && !goesOnAnyway) || this.isStoredBefore(step, seen);
	}

	/** Whether the document is surely stored when a step begins. */
	isStoredBefore(step: Step, seen: readonly Step[] = []): boolean {
		// A loop stores nothing by going round.
		const leading = this.graph
			.leadingTo(step, this.outputs)
			.filter((output) => !seen.includes(output.step));
		const isStored = (output: Output) => this.isStoredAfter(output, [...seen, step]);
		if (leading.length === 0) return false;
		return joins(step) ? leading.some(isStored) : leading.every(isStored);
	}
}

const named = (text: string) => (steps: Iterable<Step>) =>
	[...steps].map(({ name }) => `${name}: ${text}`);

/** The ways in which a trigger with an Acknowledge operation is never answered, or answered too early. */
function acknowledgedWrongly(graph: WorkflowGraph, trigger: Step, signed: SignedPush): string[] {
	const failed = graph.next({ step: trigger, index: FAILED });
	const failedEnds = [...graph.after(failed)].flatMap((step) =>
		graph.outputs(step).filter((output) => graph.next(output).length === 0),
	);
	// An error output that leads nowhere acknowledges nothing: WoSignDoc retries.
	const ends = [...signed.ends, ...failedEnds]
		.filter((output) => !isErrorOutput(output) && !stops(output.step))
		.map(({ step }) => step);
	return [
		...(failed.length === 0 ? [`${trigger.name}: Failed leads nowhere`] : []),
		...named('ends without Acknowledge')(new Set(ends.filter((step) => !isAcknowledge(step)))),
		...named('acknowledges what is not stored')(
			[...signed.steps].filter((step) => isAcknowledge(step) && !signed.isStoredBefore(step)),
		),
	];
}

/** The ways in which a run ends well without having stored the document, and so is acknowledged. */
function succeedsWithout(signed: SignedPush): string[] {
	const ends = signed.ends.filter((output) => !signed.isStoredAfter(output));
	const waiting = [...signed.steps].filter((step) => waits(step) && !signed.isStoredBefore(step));
	return [
		...named('ends without having stored the document')(new Set(ends.map(({ step }) => step))),
		...named('waits before the document is stored')(waiting),
	];
}

function lostBy(graph: WorkflowGraph, trigger: Step, signed: SignedPush): string[] {
	const mode = trigger.parameters['acknowledge'] ?? 'workflowFinished';
	const mails = signed.usual.filter((step) => isMail(step) && !signed.isStoredBefore(step));
	return [
		...named('mails what is not stored')(mails),
		...(mode === 'received' ? [`${trigger.name}: acknowledges before anything is stored`] : []),
		...(mode === 'acknowledgeOperation' ? acknowledgedWrongly(graph, trigger, signed) : []),
		...(mode === 'workflowFinished' ? succeedsWithout(signed) : []),
	];
}

/**
 * How a workflow may lose a document that WoSignDoc pushes to it, or its acknowledgment: each as the name of a step and
 * what is wrong with it.
 *
 * @param neverSigned outputs that no signed document takes, by what is compared there, as `step: index`
 */
export function lostDocuments(graph: WorkflowGraph, neverSigned: readonly string[] = []): string[] {
	const takes = ({ step, index }: Output) => !neverSigned.includes(`${step.name}: ${index}`);
	const triggers = graph.steps.filter((step) => isNode(step, 'woSignDocTrigger') && !step.disabled);
	const loose = graph.steps
		.filter(isSkipProcessed)
		.filter((step) => graph.outputs(step).some((output) => graph.next(output).length === 0));
	const goingOn = graph.steps
		.filter(isAcknowledge)
		.filter((step) => graph.outputs(step).some((output) => graph.next(output).length > 0));
	return [
		...triggers.flatMap((trigger) => lostBy(graph, trigger, new SignedPush(graph, trigger, takes))),
		...named('has a loose output')(loose),
		...named('goes on after the acknowledgment')(goingOn),
	];
}
