import { z } from 'zod';
import type { EditorSession } from '../../../harness/n8n/editorSession';

const projectSchema = z.object({ id: z.string() });
const tablesSchema = z.object({ data: z.array(z.object({ id: z.string(), name: z.string() })) });
const rowsSchema = z.object({ data: z.array(z.record(z.unknown())) });

/** A Data Table of n8n, read and edited by the calls that n8n's editor makes. */
export class DataTables {
	private constructor(
		private readonly session: EditorSession,
		private readonly folder: string,
		private readonly id: string,
	) {}

	/** The user's own table of this name; throws when there is none. */
	static async open(session: EditorSession, name: string): Promise<DataTables> {
		const { id: projectId } = projectSchema.parse(await session.call('GET', '/projects/personal'));
		const folder = `/projects/${projectId}/data-tables`;
		const { data } = tablesSchema.parse(await session.call('GET', folder));
		const table = data.find((one) => one.name === name);
		if (!table) throw new Error(`n8n has no Data Table ${name}`);
		return new DataTables(session, folder, table.id);
	}

	/** How many tables there are of a name. */
	async count(name: string): Promise<number> {
		const { data } = tablesSchema.parse(await this.session.call('GET', this.folder));
		return data.filter((table) => table.name === name).length;
	}

	/** The one row of an order; undefined when there is none. */
	async row(orderNumber: string): Promise<Record<string, unknown> | undefined> {
		const rows = await this.session.call('GET', `${this.folder}/${this.id}/rows`);
		const found = rowsSchema.parse(rows).data.filter((row) => row['orderNumber'] === orderNumber);
		if (found.length > 1) throw new Error(`There are ${found.length} rows of ${orderNumber}`);
		return found[0];
	}

	/** Changes cells in the row of an order. */
	async update(orderNumber: string, data: Record<string, string>): Promise<void> {
		const filters = [{ columnName: 'orderNumber', condition: 'eq', value: orderNumber }];
		const body = { filter: { type: 'and', filters }, data };
		await this.session.call('PATCH', `${this.folder}/${this.id}/rows`, body);
	}
}
