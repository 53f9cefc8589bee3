import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { SandboxOrder } from '../../../sandbox';
import { startMailbox, type Mailbox } from '../../support/mailbox';
import type { WorkflowDefinition } from '../../support/n8n';
import { waitFor } from '../../support/n8n/waitFor';
import { startObjectStorage, type ObjectStorage } from '../../support/objectStorage';
import { credentialData, startInstallation, type Installation } from '../installation';
import { importable, readExampleText } from '../../support/exampleFiles';

const startedSchema = z.object({ executionId: z.string() });

const CALLBACK_TOKEN = 'callback secret';

/** Files as people have them. */
const file = (name: string) => readFileSync(resolve(__dirname, '../../node/fixtures', name));
export const files = {
	contract: file('contract.pdf'),
	identityCard: file('licence.png'),
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
export interface Stage extends Installation {
	mailbox: Mailbox;
	storage: ObjectStorage;
	/**
	 * Imports an example as it is and publishes it.
	 *
	 * @param settings fields of its Edit Fields node that a user sets after the import, by name
	 * @returns its id
	 */
	importExample(name: string, settings?: Record<string, string>): Promise<string>;
	/** Lets the sandbox push to the trigger with this webhook id, with the callback token. */
	pushTo(webhookId: string): void;
	/** Waits until the sandbox has an order with this number. */
	order(orderNumber: string): Promise<SandboxOrder>;
	/** Posts an order with all its files to a Webhook node, as a caller's own system does. */
	postOrder(path: string, fields: Record<string, string>): Promise<Response>;
	/** Signs an order; gives it as it is then. */
	sign(orderNumber: string): Promise<SandboxOrder>;
	/** Runs a workflow from one of its triggers, as the editor's button does, to its end. */
	runManually(workflowId: string, trigger: string): Promise<void>;
}

/** Starts everything. Orders wait in the sandbox until a test signs or refuses them. */
export async function startStage(): Promise<Stage> {
	const [mailbox, storage] = await Promise.all([startMailbox(), startObjectStorage()]);
	const installation = await startInstallation({ autoSign: false });
	const { n8n, sandbox } = installation;
	const account = credentialData(sandbox, { callbackToken: CALLBACK_TOKEN });
	await n8n.createCredential({ name: 'WoSignDoc account', type: 'woSignDocApi', data: account });
	await n8n.createCredential({ name: 'SMTP account', type: 'smtp', data: mailbox.credential });
	await n8n.createCredential({ name: 'S3 account', type: 's3', data: storage.credential });
	const openAi = { apiKey: 'none: no model is asked' };
	await n8n.createCredential({ name: 'OpenAI account', type: 'openAiApi', data: openAi });
	const findOrder = (orderNumber: string) =>
		sandbox.orders.find((order) => order.orderNumber === orderNumber);
	const order = (orderNumber: string) =>
		waitFor(`the order ${orderNumber}`, () => findOrder(orderNumber), 30_000);
	return {
		...installation,
		mailbox,
		storage,
		importExample: async (name, settings = {}) =>
			await n8n.createWorkflow(readWithSettings(name, settings)),
		pushTo(webhookId) {
			const url = new URL(n8n.webhookUrl(`${webhookId}/push`));
			url.searchParams.set('token', CALLBACK_TOKEN);
			sandbox.setCallbackUrl(url.href);
		},
		order,
		async postOrder(path, fields) {
			const form = new FormData();
			const all = { name: person.name, idNumber: person.number, ...fields };
			for (const [name, value] of Object.entries(all)) form.set(name, value);
			form.set('contract', upload('contract.pdf', 'application/pdf', files.contract));
			form.set('identityCard', upload('id-card.png', 'image/png', files.identityCard));
			form.set('material', upload('material.png', 'image/png', files.material));
			return await fetch(n8n.webhookUrl(path), { method: 'POST', body: form });
		},
		async sign(orderNumber) {
			await sandbox.sign((await order(orderNumber)).signid);
			return await order(orderNumber);
		},
		async runManually(workflowId, name) {
			const body = { triggerToStartFrom: { name } };
			const started = await n8n.session.call('POST', `/workflows/${workflowId}/run`, body);
			const { executionId } = startedSchema.parse(started);
			await n8n.waitForExecution(
				({ id, status }) => id === executionId && ['success', 'error'].includes(status),
			);
		},
		async stop() {
			await installation.stop();
			await Promise.all([mailbox.stop(), storage.stop()]);
		},
	};
}
