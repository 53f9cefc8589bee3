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
		/** URL of the editor; log in with `session.login`. */
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

	/** Stores a credential. Use the result in a node's `credentials`, under the type's name. */
	async createCredential(credential: CredentialDefinition): Promise<{ id: string; name: string }> {
		return createdSchema.parse(await this.session.call('POST', '/credentials', credential));
	}

	/** Runs a credential's test, as the editor does when it saves a credential. */
	async testCredential(credential: CredentialDefinition) {
		const { id } = await this.createCredential(credential);
		const body = { credentials: { ...credential, id } };
		return credentialTestSchema.parse(await this.session.call('POST', '/credentials/test', body));
	}

	/**
	 * Stores and publishes a workflow. To run it on demand, start it with a Webhook node and call `webhookUrl`: a real
	 * production execution, without a second n8n process.
	 *
	 * @returns its id
	 */
	async createWorkflow(workflow: WorkflowDefinition): Promise<string> {
		const id = await createWorkflow(this.session, workflow);
		this.workflowIds.push(id);
		return id;
	}

	/** The production URL of a Webhook node's or the trigger's path. The trigger's default is `<webhookId>/push`. */
	webhookUrl(path: string): string {
		return `${this.url}/webhook/${path}`;
	}

	/** All recorded executions, oldest first. */
	async executions(): Promise<Execution[]> {
		return await this.api.executions();
	}

	/** Waits for an execution that matches, and returns it. */
	async waitForExecution(predicate: (execution: Execution) => boolean): Promise<Execution> {
		const find = async () => (await this.executions()).find(predicate);
		return await waitFor('an execution', find).catch(async (cause: unknown) => {
			const latest = (await this.executions()).slice(-5).map(summaryOf);
			throw new Error(`No such execution; the latest are:\n${latest.join('\n')}`, { cause });
		});
	}

	/** The bytes of an execution's binary data, wherever n8n stores them. */
	async binaryData({ id, data }: Binary): Promise<Buffer> {
		if (!id) return Buffer.from(data, 'base64');
		const query = new URLSearchParams({ id, action: 'download' });
		const response = await this.session.fetch(`/rest/binary-data?${query.toString()}`);
		return Buffer.from(await response.arrayBuffer());
	}

	/** Paths of n8n's binary data files, including incomplete ones. */
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

	/** The n8n process; its children run Code nodes. */
	get pid(): number {
		return this.process.pid;
	}

	/** Memory of the process in bytes: current and peak. */
	memory(): Promise<{ resident: number; peak: number }> {
		return this.process.memory();
	}

	/** The last lines that n8n printed. */
	logTail(): Promise<string> {
		return this.process.logTail();
	}

	/** Kills n8n like a crash. */
	async kill(): Promise<void> {
		await this.process.end('SIGKILL');
	}

	/** Restarts n8n with the same folder and ports, stopping it first if it is running. */
	async restart(): Promise<void> {
		await this.process.end('SIGTERM');
		this.process = await N8nProcess.start(this.processOptions);
		for (const id of this.workflowIds) await waitUntilPublished(this.session, id);
	}

	/** Stops n8n and deletes its folder. */
	async stop(): Promise<void> {
		await this.process.end('SIGTERM');
		await rm(this.userFolder, { recursive: true, force: true });
	}
}
