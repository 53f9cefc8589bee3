import type { IExecuteFunctions } from 'n8n-workflow';
import { databaseRecords } from './databaseRecords';
import { passedBefore, rememberPassed } from './passedPushes';
import type { ClaimedPush } from './processedPushes';
import { claimProcessing, recordOf, releaseClaim } from './processedPushes';

/** What a run of Skip Processed needs to know about a push. */
export interface GateRequest {
	readonly identity: string;
	/** When it counts as processed: once it is marked, or as soon as it has passed. */
	readonly recorded: 'whenMarked' | 'whenPassed';
	/** Milliseconds that a claim is kept. */
	readonly longestRun: number;
}

/** Lets pushes through in one run of Skip Processed. */
export class PushGate {
	private readonly passed: ClaimedPush[] = [];
	private readonly records;
	private readonly nodeId;
	private readonly earlier;

	constructor(private readonly context: IExecuteFunctions) {
		this.records = databaseRecords(context);
		this.nodeId = context.getNode().id;
		this.earlier = passedBefore(context);
	}

	/** Whether a push is new, known, or claimed by another execution. Throws what n8n's database throws. */
	async pass({
		identity,
		recorded,
		longestRun,
	}: GateRequest): Promise<'new' | 'known' | 'claimed'> {
		const record = recordOf(this.nodeId, identity);
		// Of equal pushes in an execution, only the first is processed.
		if ([...this.earlier, ...this.passed].some((one) => one.record === record)) return 'known';
		const found =
			recorded === 'whenPassed' ? await this.record(record) : await this.claim(record, longestRun);
		if (typeof found !== 'string') this.passed.push(found);
		return typeof found !== 'string' ? 'new' : found === 'claimed' ? 'claimed' : 'known';
	}

	/** To be called if nothing of the run is output: its claims are released. Pushes already recorded stay recorded. */
	async release(): Promise<void> {
		for (const push of this.passed) await releaseClaim(this.records, push);
	}

	/** To be called once the run is over: the execution keeps the pushes that passed, for the node that marks them. */
	remember(): void {
		rememberPassed(this.context, this.passed);
	}

	private async record(record: string): Promise<ClaimedPush | 'processed'> {
		return (await this.records.make(record)) ? { record } : 'processed';
	}

	private async claim(record: string, longestRun: number) {
		if (this.context.getMode() !== 'manual') {
			return await claimProcessing(this.records, record, longestRun);
		}
		// While building a workflow, people run it again and again with the same push: that claims nothing.
		return (await this.records.exists(record)) ? ('processed' as const) : { record };
	}
}
