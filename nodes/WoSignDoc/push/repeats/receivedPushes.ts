import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

/** Pushes remembered in the workflow's static data; the oldest are dropped first. */
const MOST_REMEMBERED = 1_000;

const staticDataSchema = z.object({ received: z.array(z.string()).catch([]) });

/** Whether a push was received before, perhaps before a restart: n8n keeps static data in its database. */
export function wasReceived(staticData: IDataObject, key: string): boolean {
	return staticDataSchema.parse(staticData).received.includes(key);
}

/** Remembers a received push. n8n stores the static data only after it has recorded the execution. */
export function rememberReceived(staticData: IDataObject, key: string): void {
	const { received } = staticDataSchema.parse(staticData);
	staticData['received'] = [...received, key].slice(-MOST_REMEMBERED);
}
