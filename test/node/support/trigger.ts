import type { INodeExecutionData } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import type { PushAttempt, PushFault, Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { fixture } from './orders';
import type { WebhookOptions, WebhookServer } from './webhookServer';
import { startWebhookServer } from './webhookServer';

/** A small PDF to be pushed as a signed one. */
export const contract = fixture('contract.pdf').bytes;

/** A trigger that a sandbox pushes to, for one test. */
export interface ServedTrigger extends WebhookServer {
	/** Pushes a document once, with a unique order number. */
	push(changes?: {
		fault?: PushFault;
		document?: Buffer;
		orderNumber?: string;
	}): Promise<PushAttempt>;
	/** A call's items on the outputs Signed, Failed, and Rejected. */
	outputs(call?: number): INodeExecutionData[][];
}

/** For a test file: a sandbox, and a function that starts triggers for its pushes; all are stopped at the end. */
export function useTriggers(): (options?: WebhookOptions) => Promise<ServedTrigger> {
	let sandbox: Sandbox;
	let server: WebhookServer | undefined;
	beforeAll(async () => {
		// The tests push by themselves, so the sandbox must not retry.
		sandbox = await startSandbox({ pushIntervals: [3_600_000] });
	});
	afterEach(async () => {
		sandbox.setCallbackUrl(undefined);
		await server?.stop();
		server = undefined;
	});
	afterAll(async () => await sandbox.stop());

	return async (options) => {
		server = await startWebhookServer(options);
		sandbox.setCallbackUrl(server.url);
		const { results } = server;
		return {
			...server,
			push: async (changes) =>
				await sandbox.pushDocument({ orderNumber: randomUUID(), document: contract, ...changes }),
			outputs: (call = 0) => results[call]?.workflowData?.map((items) => items ?? []) ?? [],
		};
	};
}
