import type { IExecuteFunctions } from 'n8n-workflow';

/** If n8n ever recorded everything under the node itself, it would drop the oldest entries beyond so many. */
const MOST_ENTRIES = 10_000;

const OPTIONS = { mode: 'entries', maxEntries: MOST_ENTRIES } as const;

/** Named records of a workflow in n8n's database: the same for all its executions, in whatever process they run. */
export interface Records {
	/** Makes a record; whether it was not there before. Of any number of calls at once exactly one is told so. */
	make(name: string): Promise<boolean>;
	exists(name: string): Promise<boolean>;
	remove(name: string): Promise<void>;
}

/**
 * The records of a node's workflow, kept by n8n's deduplication.
 *
 * It reads everything that a node has seen and writes it back: overlapping executions all find the same thing new, and
 * overwrite each other. Only creating an entry is atomic, and its key is workflow and node id. So each record has a
 * node id of its own.
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
			// If another execution made it at the same moment, it is there now. Any other error occurs again and is thrown.
			return isNew ?? (await create(name));
		},
		exists: async (name) =>
			(await under(context, name, async () => helpers.getProcessedDataCount('node', OPTIONS))) > 0,
		remove: async (name) =>
			await under(context, name, async () => helpers.clearAllProcessedItems('node', OPTIONS)),
	};
}

/** n8n reads the node's id synchronously, before it waits for anything, so the id is changed only for the call. */
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
