import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { EditorSession } from './editorSession';
import { summaryOf, type Binary, type Execution } from './executions';
import { N8nProcess, type N8nProcessOptions } from './n8nProcess';
import type { PublicApi } from './publicApi';
import { createWorkflow, waitUntilPublished, type WorkflowDefinition } from './publishWorkflow';
import { waitFor } from './waitFor';

export interface CredentialDefinition {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

const createdSchema = z.object({ id: z.string(), name: z.string() });
const credentialTestSchema = z.object({ status: z.enum(['OK', 'Error']), message: z.string() });

/** A running n8n. */
export class RunningN8n {
	readonly database: string;
	private readonly workflowIds: string[] = [];

	constructor(
		/** Of the editor; log in with `session.login`. */
		readonly url: string,
		/** The only folder that n8n's nodes may read and write files in. */
		readonly filesFolder: string,
		readonly session: EditorSession,
		private readonly api: PublicApi,
		private readonly userFolder: string,
		private readonly processOptions: N8nProcessOptions,
		private process: N8nProcess,
	) {
		this.database = join(userFolder, '.n8n', 'database.sqlite');
	}

	/** Stores a credential; the result goes into a node's `credentials`, under the type's name. */
	async createCredential(credential: CredentialDefinition): Promise<{ id: string; name: string }> {
		return createdSchema.parse(await this.session.call('POST', '/credentials', credential));
	}

	/** Runs a credential's test, as the editor does when a credential is saved. */
	async testCredential(credential: CredentialDefinition) {
		const { id } = await this.createCredential(credential);
		const body = { credentials: { ...credential, id } };
		return credentialTestSchema.parse(await this.session.call('POST', '/credentials/test', body));
	}

	/**
	 * Stores a workflow and publishes it. To run one at will, begin it with a Webhook node and call
	 * `webhookUrl`: a real production execution, without a second n8n process.
	 *
	 * @returns its id
	 */
	async createWorkflow(workflow: WorkflowDefinition): Promise<string> {
		const id = await createWorkflow(this.session, workflow);
		this.workflowIds.push(id);
		return id;
	}

	/** The production URL of a webhook: a Webhook node's or the trigger's path, which is `<webhookId>/push` if it has none. */
	webhookUrl(path: string): string {
		return `${this.url}/webhook/${path}`;
	}

	/** What n8n has recorded of its executions, oldest first. */
	async executions(): Promise<Execution[]> {
		return await this.api.executions();
	}

	/** Waits until an execution is as described, and gives it. */
	async waitForExecution(predicate: (execution: Execution) => boolean): Promise<Execution> {
		const find = async () => (await this.executions()).find(predicate);
		return await waitFor('an execution', find).catch(async (cause: unknown) => {
			const latest = (await this.executions()).slice(-5).map(summaryOf);
			throw new Error(`No such execution; the latest are:\n${latest.join('\n')}`, { cause });
		});
	}

	/** The bytes of a binary of an execution's item, wherever n8n keeps them. */
	async binaryData({ id, data }: Binary): Promise<Buffer> {
		if (!id) return Buffer.from(data, 'base64');
		const query = new URLSearchParams({ id, action: 'download' });
		const response = await this.session.fetch(`/rest/binary-data?${query.toString()}`);
		return Buffer.from(await response.arrayBuffer());
	}

	/** Paths of the files in which n8n keeps binary data, those half written too. */
	async binaryFiles(): Promise<string[]> {
		const folders = ['binaryData', 'storage'].map((name) => join(this.userFolder, '.n8n', name));
		const entries = await Promise.all(
			folders
				.filter((folder) => existsSync(folder))
				.map((folder) => readdir(folder, { recursive: true, withFileTypes: true })),
		);
		return entries
			.flat()
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name));
	}

	/** Its process, whose children run Code nodes. */
	get pid(): number {
		return this.process.pid;
	}

	/** Memory of the process in bytes: now, and at its highest since it started. */
	memory(): Promise<{ resident: number; peak: number }> {
		return this.process.memory();
	}

	/** The last lines that n8n printed. */
	logTail(): Promise<string> {
		return this.process.logTail();
	}

	/** Ends n8n as a crash does. */
	async kill(): Promise<void> {
		await this.process.end('SIGKILL');
	}

	/** Starts n8n again on the same folder and ports, ending it first where it still runs. */
	async restart(): Promise<void> {
		await this.process.end('SIGTERM');
		this.process = await N8nProcess.start(this.processOptions);
		for (const id of this.workflowIds) await waitUntilPublished(this.session, id);
	}

	/** Ends n8n and removes its folder. */
	async stop(): Promise<void> {
		await this.process.end('SIGTERM');
		await rm(this.userFolder, { recursive: true, force: true });
	}
}
