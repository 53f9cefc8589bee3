import type { IWebhookFunctions } from 'n8n-workflow';
import type { Claim } from './repeats/claimPush';
import { claimPush, pushKey, RepeatedPush } from './repeats/claimPush';
import { rememberReceived, wasReceived } from './repeats/receivedPushes';
import type { TriggerSettings } from './settings';
import type { ReadPush } from './wire/pushReader';
import { PushRefusal } from './wire/refusal';

/** Decides whether a verified push starts the workflow, and remembers how it ended. */
export class Admission implements Pick<Claim, 'acknowledged' | 'failed'> {
	private claim: Claim | undefined;
	private key: string | undefined;

	constructor(
		private readonly context: IWebhookFunctions,
		private readonly settings: TriggerSettings,
	) {}

	/** Throws a `PushRefusal` for an order that isn't expected or a push that is being processed, or `RepeatedPush`. */
	admit(read: ReadPush): void {
		const { isExpected } = this.settings.additionalOptions;
		if (isExpected && !isExpected(read.push.orderNumber.trim())) {
			throw new PushRefusal('notExpected', 'this order is not expected here');
		}
		// In a manual test every push runs the workflow.
		if (this.context.getMode() === 'manual') return;
		const workflowId = this.context.getWorkflow().id ?? '';
		const nodeId = this.context.getNode().id;
		const key = pushKey(workflowId, nodeId, read);
		if (this.remembersReceived && wasReceived(this.context, key)) throw new RepeatedPush();
		const { longestRun } = this.settings.additionalOptions;
		this.claim = claimPush(JSON.stringify([workflowId, nodeId]), key, longestRun);
		this.key = key;
		this.watchConnection();
	}

	/** From now on the platform may close the connection at any time, even while the storage still writes the document. */
	private watchConnection(): void {
		const response = this.context.getResponseObject();
		if (response.closed) this.claim?.connectionClosed();
		else response.once('close', () => this.claim?.connectionClosed());
	}

	/**
	 * To be called once the document is stored. A push that is answered before its workflow ends is remembered across
	 * restarts.
	 */
	remember(): void {
		if (this.key !== undefined && this.remembersReceived) {
			rememberReceived(this.context, this.key);
		}
	}

	acknowledged(): void {
		this.claim?.acknowledged();
	}

	failed(): void {
		this.claim?.failed();
	}

	private get remembersReceived(): boolean {
		return this.settings.acknowledge === 'received';
	}
}
