import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';

const ENDED = ['success', 'error', 'crashed', 'canceled'];

const rowSchema = z.object({ id: z.number(), status: z.string() });
const sizeSchema = z.object({ bytes: z.number() });

/** n8n's execution records, without their data. */
export class ExecutionRows {
	private readonly connection: DatabaseSync;

	constructor(database: string) {
		this.connection = new DatabaseSync(database, { readOnly: true, timeout: 10_000 });
	}

	lastId(): number {
		const { id } = this.connection
			.prepare('SELECT coalesce(max(id), 0) AS id FROM execution_entity')
			.get() ?? { id: 0 };
		return Number(id);
	}

	/** A workflow's finished executions after a given one. */
	ended(workflowId: string, afterId: number): Array<z.infer<typeof rowSchema>> {
		return this.connection
			.prepare('SELECT id, status FROM execution_entity WHERE workflowId = ? AND id > ?')
			.all(workflowId, afterId)
			.map((row) => rowSchema.parse(row))
			.filter(({ status }) => ENDED.includes(status));
	}

	/** Bytes of an execution's row: its data, and the workflow stored with it. */
	size(id: number): number {
		const row = this.connection
			.prepare(
				`SELECT octet_length(data) + octet_length(workflowData) AS bytes
				FROM execution_data WHERE executionId = ?`,
			)
			.get(id);
		return sizeSchema.parse(row).bytes;
	}

	close(): void {
		this.connection.close();
	}
}
