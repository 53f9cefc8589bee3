import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { SandboxOrder } from '../sandboxOrder';
import type { DocumentShape } from '../signing/documents';
import { applyFault, type PushFault, type PushShape } from './faults';
import type { PushAttempt } from './pushAttempt';
import { pushBody } from './pushBody';
import { sendPush } from './sendPush';

export interface DeliveryOptions {
	intervals: readonly number[];
	answerTimeout: number;
	callbackUrl?: string | undefined;
	/** A push without faults. */
	usualShape: PushShape;
	/** An order's signed document in the given shape; undefined if the order failed. */
	document(order: SandboxOrder, shape: DocumentShape): Promise<Buffer | undefined>;
	/** Called as each attempt ends. */
	ended(attempt: PushAttempt): void;
}

/**
 * Pushes orders to the callback URL and retries each at growing intervals until the response is `1` (PROTOCOL.md,
 * PushSignedDoc). Orders wait while no callback URL is set.
 */
export class Deliveries {
	readonly attempts: PushAttempt[] = [];
	private readonly events = new EventEmitter<{ attempt: []; address: [] }>();
	private readonly stopping = new AbortController();
	private readonly orderFaults = new Map<string, PushFault>();
	private readonly nextFaults: PushFault[] = [];
	private readonly running = new Set<Promise<void>>();
	private readonly counts = new Map<string, number>();
	private url: string | undefined;

	constructor(private readonly options: DeliveryOptions) {
		this.url = options.callbackUrl;
		this.events.setMaxListeners(0);
	}

	get callbackUrl(): string | undefined {
		return this.url;
	}

	setCallbackUrl(url: string | undefined): void {
		this.url = url;
		if (url !== undefined) this.events.emit('address');
	}

	faultNext(fault: PushFault, count: number): void {
		for (let index = 0; index < count; index++) this.nextFaults.push(fault);
	}

	setFault(orderNumber: string, fault: PushFault | undefined): void {
		if (fault === undefined) this.orderFaults.delete(orderNumber);
		else this.orderFaults.set(orderNumber, fault);
	}

	faultOf(orderNumber: string): PushFault | undefined {
		return this.orderFaults.get(orderNumber);
	}

	/** Starts pushing a signed or failed order; returns immediately. */
	start(order: SandboxOrder): void {
		const run = this.run(order).catch((error: unknown) => {
			if (!this.stopping.signal.aborted) throw error;
		});
		this.running.add(run);
		void run.finally(() => this.running.delete(run));
	}

	/** Pushes once now, with this fault or the next queued one. Waits if no callback URL is set. */
	async pushOnce(order: SandboxOrder, chosen?: PushFault): Promise<PushAttempt> {
		const url = await this.address();
		const fault = chosen ?? this.nextFaults.shift() ?? this.orderFaults.get(order.orderNumber);
		const attempt = (this.counts.get(order.signid) ?? 0) + 1;
		this.counts.set(order.signid, attempt);
		const send = () => this.send(order, url, attempt, fault);
		const first = send();
		const second = applyFault(fault, this.options.usualShape).copies === 2 ? send() : first;
		const [ended, twin] = await Promise.all([first, second]);
		return ended.accepted ? ended : twin;
	}

	/** The first past or future attempt that matches. Rejects when the signal aborts or the sandbox stops. */
	async attempt(
		fits: (attempt: PushAttempt) => boolean,
		signal = this.signal,
	): Promise<PushAttempt> {
		const any = AbortSignal.any([signal, this.signal]);
		for (;;) {
			const found = this.attempts.find(fits);
			if (found) return found;
			await once(this.events, 'attempt', { signal: any });
		}
	}

	/** Cancels running pushes and timers; no push starts afterward. */
	async stop(): Promise<void> {
		this.stopping.abort(new Error('the sandbox was stopped'));
		await Promise.allSettled(this.running);
	}

	private get signal(): AbortSignal {
		return this.stopping.signal;
	}

	private async run(order: SandboxOrder): Promise<void> {
		const { intervals } = this.options;
		for (let index = 0; ; index++) {
			const { accepted } = await this.pushOnce(order);
			if (accepted) return;
			const pause = intervals[Math.min(index, intervals.length - 1)];
			await delay(pause, undefined, { signal: this.signal });
		}
	}

	private async address(): Promise<string> {
		this.signal.throwIfAborted();
		while (this.url === undefined) await once(this.events, 'address', { signal: this.signal });
		return this.url;
	}

	private async send(
		order: SandboxOrder,
		url: string,
		attempt: number,
		fault: PushFault | undefined,
	): Promise<PushAttempt> {
		const { signid, orderNumber } = order;
		const startedAt = Date.now();
		const begun = performance.now();
		const shape = applyFault(fault, {
			...this.options.usualShape,
			codes: order.errorCodes,
		});
		const record: PushAttempt = {
			signid,
			orderNumber,
			attempt,
			fault,
			answer: '',
			accepted: false,
			startedAt,
			milliseconds: 0,
		};
		try {
			const { answerTimeout } = this.options;
			const document = await this.options.document(order, shape.document);
			const body = pushBody({ signid, orderNumber, document }, shape);
			const answer = await sendPush(body, shape, { url, answerTimeout, signal: this.signal });
			const { httpStatus, text, accepted } = answer;
			Object.assign(record, { httpStatus, answer: text, accepted });
		} catch (error) {
			record.error = error instanceof Error ? error.message : String(error);
		}
		record.milliseconds = Math.round(performance.now() - begun);
		this.attempts.push(record);
		this.options.ended(record);
		this.events.emit('attempt');
		return record;
	}
}
