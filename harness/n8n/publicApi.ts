import { z } from 'zod';
import { executionSchema, isWritten, type Execution } from './executions';
import type { EditorSession } from './editorSession';
import { waitFor } from './waitFor';

const keySchema = z.object({ rawApiKey: z.string() });
const listSchema = z.object({ data: z.array(z.object({ id: z.coerce.number().int() })) });

/** Number of executions to read in parallel. */
const AT_ONCE = 10;

/** Reads executions from n8n's public API, which, unlike its database, is the same in all versions. */
export class PublicApi {
	/** Finished executions, which don't change anymore; undefined: deleted. */
	private readonly settled = new Map<number, Execution | undefined>();

	private constructor(
		private readonly url: string,
		private readonly key: string,
	) {}

	/** Creates an API key for the session's user. */
	static async open(url: string, session: EditorSession): Promise<PublicApi> {
		const scopes = ['execution:list', 'execution:read'];
		const body = { label: 'Tests', scopes, expiresAt: null };
		const { rawApiKey } = keySchema.parse(await session.call('POST', '/api-keys', body));
		return new PublicApi(url, rawApiKey);
	}

	/** Reads all executions, oldest first. */
	async executions(): Promise<Execution[]> {
		// Ids are sequential. n8n's list omits running executions and those that have only just ended.
		const latest = Math.max(0, ...(await this.list()));
		const executions: Execution[] = [];
		for (let first = 1; first <= latest + 1; first += AT_ONCE) {
			const ids = Array.from({ length: AT_ONCE }, (_, index) => first + index);
			const read = await Promise.all(ids.map((id) => this.read(id, latest)));
			executions.push(...read.filter((execution) => execution !== undefined));
		}
		return executions.filter(isWritten);
	}

	/** The ids of the latest executions that aren't running. */
	private async list(): Promise<number[]> {
		const response = await this.ask('/executions?limit=10');
		return listSchema.parse(await response.json()).data.map(({ id }) => id);
	}

	private async read(id: number, latest: number): Promise<Execution | undefined> {
		if (this.settled.has(id)) return this.settled.get(id);
		const response = await this.ask(`/executions/${id}?includeData=true`);
		if (response.status === 404) {
			if (id < latest) this.settled.set(id, undefined);
			return undefined;
		}
		const execution = executionSchema.parse(await response.json());
		const hasEnded = ['success', 'error', 'crashed', 'canceled'].includes(execution.status);
		if (hasEnded && isWritten(execution)) this.settled.set(id, execution);
		return execution;
	}

	private async ask(path: string): Promise<Response> {
		return await waitFor(`n8n to answer ${path}`, () => this.get(path));
	}

	/** Undefined if n8n fails, as 2.20 does while it writes an execution. */
	private async get(path: string): Promise<Response | undefined> {
		const response = await fetch(`${this.url}/api/v1${path}`, {
			// n8n may close a kept-alive connection just as it is reused.
			headers: { 'X-N8N-API-KEY': this.key, connection: 'close' },
		});
		if (response.ok || response.status === 404) return response;
		if (response.status >= 500) return undefined;
		throw new Error(`n8n answered ${response.status} to ${path}`);
	}
}
