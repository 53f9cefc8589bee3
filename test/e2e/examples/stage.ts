import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import {
	credentialData,
	startInstallation,
	type Installation,
} from '../../../harness/n8n/installation';
import type { WorkflowDefinition } from '../../../harness/n8n/publishWorkflow';
import { waitFor } from '../../../harness/n8n/waitFor';
import { startSandbox, type Sandbox, type SandboxOrder } from '../../../sandbox';
import { startChatModel, type ChatModel } from '../../support/chatModel';
import { importable, readExampleText } from '../../support/exampleFiles';
import { startMailbox, type Mailbox } from '../../support/mailbox';
import { startObjectStorage, type ObjectStorage } from '../../support/objectStorage';

const startedSchema = z.object({ executionId: z.string() });

/** The callback token of *WoSignDoc account 2*. */
export const SECOND_TOKEN = 'second-callback-secret';

/** What opens the forms of the examples, and what their webhooks ask for. */
const FORM_LOGIN = { user: 'hr', password: 'form-secret' };
const WEBHOOK_HEADER = { name: 'X-API-Key', value: 'webhook-secret' };

/** The headers of whoever may open an example's form. */
export const formLogin = {
	authorization: `Basic ${Buffer.from(Object.values(FORM_LOGIN).join(':')).toString('base64')}`,
};

/** Files as people have them. */
const file = (name: string) => readFileSync(resolve(__dirname, '../../node/fixtures', name));
export const files = {
	contract: file('contract.pdf'),
	identityCard: file('license.png'),
	material: file('material.png'),
};

/** A person whose name and number the sandbox's register has nothing against. */
export const person = { name: '张三', number: '11010519491231002X' };

export const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** A file of a form. */
export function upload(name: string, type: string, bytes: Buffer): File {
	return new File([new Uint8Array(bytes)], name, { type });
}

const fieldSchema = z
	.object({ id: z.string(), name: z.string(), value: z.unknown(), type: z.string() })
	.strict();

function readWithSettings(name: string, settings: Record<string, string>): WorkflowDefinition {
	const edited: unknown = JSON.parse(readExampleText(name), (_key, value: unknown) => {
		const field = fieldSchema.safeParse(value);
		if (!field.success || !(field.data.name in settings)) return value;
		return { ...field.data, value: settings[field.data.name] };
	});
	return importable.parse(edited);
}

/** One n8n for all examples, with all they need around it, and credentials under the names that the examples ask for. */
export class Stage {
	readonly n8n: Installation['n8n'];
	readonly sandbox: Installation['sandbox'];

	private constructor(
		private readonly installation: Installation,
		/** The platform behind *WoSignDoc account 2*. */
		readonly second: Sandbox,
		readonly mailbox: Mailbox,
		readonly storage: ObjectStorage,
		readonly model: ChatModel,
	) {
		this.n8n = installation.n8n;
		this.sandbox = installation.sandbox;
	}

	/** Starts everything. Orders wait in the sandbox until a test signs or refuses them. */
	static async start(): Promise<Stage> {
		const [mailbox, storage, model] = await Promise.all([
			startMailbox(),
			startObjectStorage(),
			startChatModel(),
		]);
		const installation = await startInstallation({ autoSign: false });
		const account = credentialData(installation.sandbox);
		const second = await startSandbox({ autoSign: false });
		const account2 = credentialData(second, { callbackToken: SECOND_TOKEN });
		for (const [name, type, data] of [
			['WoSignDoc account', 'woSignDocApi', account],
			['WoSignDoc account 2', 'woSignDocApi', account2],
			['SMTP account', 'smtp', mailbox.credential],
			['S3 account', 's3', storage.credential],
			['OpenAI account', 'openAiApi', model.credential],
			['Basic Auth account', 'httpBasicAuth', FORM_LOGIN],
			['Header Auth account', 'httpHeaderAuth', WEBHOOK_HEADER],
		] as const) {
			await installation.n8n.createCredential({ name, type, data });
		}
		return new Stage(installation, second, mailbox, storage, model);
	}

	/**
	 * Imports an example as it is and publishes it.
	 *
	 * @param settings fields of its Edit Fields node that a user sets after the import, by name
	 * @returns its id
	 */
	async importExample(name: string, settings: Record<string, string> = {}): Promise<string> {
		return await this.n8n.createWorkflow(readWithSettings(name, settings));
	}

	/** Lets the sandbox push to the trigger with this path, with the callback token. */
	pushTo(path: string): void {
		this.sandbox.setCallbackUrl(this.installation.callbackUrl(path));
	}

	/** Waits until the sandbox has an order with this number. */
	async order(orderNumber: string): Promise<SandboxOrder> {
		const find = () => this.sandbox.orders.find((order) => order.orderNumber === orderNumber);
		return await waitFor(`the order ${orderNumber}`, find);
	}

	/** Posts an order with all its files to a Webhook node, as a caller's own system does. */
	async postOrder(path: string, fields: Record<string, string>): Promise<Response> {
		const form = new FormData();
		const all = { name: person.name, idNumber: person.number, ...fields };
		for (const [name, value] of Object.entries(all)) form.set(name, value);
		form.set('contract', upload('contract.pdf', 'application/pdf', files.contract));
		form.set('identityCard', upload('id-card.png', 'image/png', files.identityCard));
		form.set('material', upload('material.png', 'image/png', files.material));
		const headers = { [WEBHOOK_HEADER.name]: WEBHOOK_HEADER.value };
		return await fetch(this.n8n.webhookUrl(path), { method: 'POST', body: form, headers });
	}

	/** Signs an order; gives it as it is then. */
	async sign(orderNumber: string): Promise<SandboxOrder> {
		await this.sandbox.sign((await this.order(orderNumber)).signid);
		return await this.order(orderNumber);
	}

	/** Runs a workflow from one of its triggers, as the editor's button does; throws when the run fails. */
	async runManually(workflowId: string, trigger: string): Promise<void> {
		const body = { triggerToStartFrom: { name: trigger } };
		const started = await this.n8n.session.call('POST', `/workflows/${workflowId}/run`, body);
		const { executionId } = startedSchema.parse(started);
		const { error } = await this.n8n.waitForExecution(
			({ id, status }) => id === executionId && ['success', 'error'].includes(status),
		);
		if (error) throw new Error(`The run failed: ${error.message}`);
	}

	async stop(): Promise<void> {
		await this.installation.stop();
		const others = [this.second, this.mailbox, this.storage, this.model];
		await Promise.all(others.map(async (one) => await one.stop()));
	}
}
