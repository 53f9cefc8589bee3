import { DataDeduplicationService } from 'n8n-core';
import type { ICheckProcessedContextData, IDataDeduplicator } from 'n8n-workflow';
import { strictDouble } from './strictDouble';

/** n8n's database of processed values. */
export interface Deduplicator {
	/** By workflow and node id. */
	readonly records: Map<string, string[]>;
	/** Errors for the next calls. */
	failure: Error | undefined;
}

/** Like n8n's own: reads, then writes a list or creates a record, which fails if one exists by then. */
export async function useDeduplicator(): Promise<Deduplicator> {
	const database: Deduplicator = { records: new Map(), failure: undefined };
	const { records } = database;
	const keyOf = ({ workflow, node }: ICheckProcessedContextData) => `${workflow.id}/${node?.id}`;
	const answered = async () => {
		await Promise.resolve();
		if (database.failure) throw database.failure;
	};
	const deduplicator = strictDouble<IDataDeduplicator>('deduplicator', {
		async checkProcessedAndRecord(items, _scope, context) {
			const key = keyOf(context);
			const known = records.get(key);
			await answered();
			if (!known && records.has(key)) throw new Error('UNIQUE constraint failed');
			const given = items.map(String);
			records.set(key, [...(known ?? []), ...given]);
			const isNew = (item: string) => !known?.includes(item);
			return { new: given.filter(isNew), processed: given.filter((item) => !isNew(item)) };
		},
		async getProcessedDataCount(_scope, context) {
			const key = keyOf(context);
			await answered();
			return records.get(key)?.length ?? 0;
		},
		async clearAllProcessedItems(_scope, context) {
			const key = keyOf(context);
			await answered();
			records.delete(key);
		},
	});
	await DataDeduplicationService.init(deduplicator);
	return database;
}
