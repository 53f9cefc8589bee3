import type { IExecuteFunctions } from 'n8n-workflow';

/** If n8n ever recorded everything under the node itself, it would drop the oldest entries beyond this number. */
const MOST_ENTRIES = 10_000;

const OPTIONS = { mode: 'entries', maxEntries: MOST_ENTRIES } as const;

/** Named records of a workflow in n8n's database, shared by all its executions in all processes. */
export interface Records {
	/**
	 * Creates a record; returns whether it didn't exist before. Of any number of concurrent calls, exactly one gets true.
	 */
	make(name: string): Promise<boolean>;
	exists(name: string): Promise<boolean>;
	remove(name: string): Promise<void>;
}

/**
 * The records of a node's workflow, kept by n8n's deduplication.
 *
 * n8n reads everything that a node has seen and writes it back: overlapping executions would all find the same entry
 * new, and overwrite each other. Only creating an entry is atomic, and its key is workflow and node ID. So each record
 * has its own node ID.
 */
export function databaseRecords(context: IExecuteFunctions): Records {
	const { helpers } = context;
	const create = async (name: string) => {
		const { new: unseen } = await under(context, name, async () =>
			helpers.checkProcessedAndRecord([name], 'node', OPTIONS),
		);
		return unseen.length > 0;
	};
	return {
		make: async (name) => {
			const isNew = await create(name).catch(() => undefined);
			// If another execution created it at the same moment, it exists now. Any other error occurs again and is thrown.
			return isNew ?? (await create(name));
		},
		exists: async (name) =>
			(await under(context, name, async () => helpers.getProcessedDataCount('node', OPTIONS))) > 0,
		remove: async (name) =>
			await under(context, name, async () => helpers.clearAllProcessedItems('node', OPTIONS)),
	};
}

/** n8n reads the node's ID synchronously, before its first await, so the ID is changed only for the call. */
function under<Result>(
	context: IExecuteFunctions,
	id: string,
	call: () => Promise<Result>,
): Promise<Result> {
	const { node } = context.getExecuteData();
	const { id: own } = node;
	node.id = id;
	try {
		return call();
	} finally {
		node.id = own;
	}
}
