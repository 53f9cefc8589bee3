import type { IWebhookFunctions } from 'n8n-workflow';
import { rememberReceived, wasReceived } from './repeats/receivedPushes';
import type { Claim } from './repeats/repeats';
import { claimPush, pushKey, RepeatedPush } from './repeats/repeats';
import type { TriggerSettings } from './settings';
import type { ReadPush } from './wire/pushReader';
import { PushRefusal } from './wire/refusal';

/** Whether one verified push is to be worked on, and what is remembered of it. */
export class Admission implements Claim {
	private claim: Claim | undefined;
	private key: string | undefined;

	constructor(
		private readonly context: IWebhookFunctions,
		private readonly settings: TriggerSettings,
	) {}

	/** Throws the refusal of an order that is not expected or under way, or `RepeatedPush`. */
	admit(read: ReadPush): void {
		const { isExpected } = this.settings.additionalOptions;
		if (isExpected && !isExpected(read.push.orderNumber.trim())) {
			throw new PushRefusal('notExpected', 'this order is not expected here');
		}
		// A person who tries the workflow wants every push to run it.
		if (this.context.getMode() === 'manual') return;
		const key = pushKey(this.context.getWorkflow().id ?? '', this.context.getNode().id, read);
		if (this.remembersReceived && wasReceived(this.staticData, key)) throw new RepeatedPush();
		this.claim = claimPush(key, this.settings.additionalOptions.longestRun);
		this.key = key;
		this.watchConnection();
	}

	/** The platform may hang up at any time from now on, also while a storage that hangs keeps the document. */
	private watchConnection(): void {
		const response = this.context.getResponseObject();
		if (response.closed) this.claim?.hangUp();
		else response.once('close', () => this.claim?.hangUp());
	}

	/** After the document was stored: a push that is answered before its workflow ends is remembered across restarts. */
	remember(): void {
		if (this.key !== undefined && this.remembersReceived) {
			rememberReceived(this.staticData, this.key);
		}
	}

	settle(): void {
		this.claim?.settle();
	}

	release(): void {
		this.claim?.release();
	}

	hangUp(): void {
		this.claim?.hangUp();
	}

	private get remembersReceived(): boolean {
		return this.settings.acknowledge === 'received';
	}

	private get staticData() {
		return this.context.getWorkflowStaticData('node');
	}
}
