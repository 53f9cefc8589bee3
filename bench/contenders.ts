export type Direction = 'incoming' | 'outgoing';

/** One way to get a document into or out of n8n: a workflow in `bench/workflows`. */
export interface Contender {
	/** Its name in tables and plots. */
	readonly name: string;
	readonly direction: Direction;
	/** The workflow's file name without `.json`, which is also its webhook's path. */
	readonly workflow: string;
	readonly title: string;
	/** `bound` does less than the task requires, as a lower bound: nothing can be much faster. */
	readonly kind: 'ours' | 'peer' | 'bound';
}

export const CONTENDERS: readonly Contender[] = [
	{
		name: 'A',
		direction: 'incoming',
		workflow: 'incoming-a',
		title: 'Webhook → Convert to File → Crypto (SHA-256) → IF → Respond to Webhook',
		kind: 'peer',
	},
	{
		name: 'WoSignDoc Trigger',
		direction: 'incoming',
		workflow: 'incoming-ours',
		title: 'WoSignDoc Trigger → No Operation',
		kind: 'ours',
	},
	{
		name: 'C',
		direction: 'incoming',
		workflow: 'incoming-c',
		title: 'Webhook with a raw body → No Operation: no base64, nothing verified',
		kind: 'bound',
	},
	{
		name: 'B',
		direction: 'incoming',
		workflow: 'incoming-b',
		title: 'Webhook → Code (decodes and hashes; needs `NODE_FUNCTION_ALLOW_BUILTIN=crypto`)',
		kind: 'peer',
	},
	{
		name: 'D',
		direction: 'outgoing',
		workflow: 'outgoing-d',
		title: 'Extract from File → HTTP Request with an SSL certificate',
		kind: 'peer',
	},
	{
		name: 'WoSignDoc',
		direction: 'outgoing',
		workflow: 'outgoing-ours',
		title: 'WoSignDoc, Sign Order: Create',
		kind: 'ours',
	},
	{
		name: 'D0',
		direction: 'outgoing',
		workflow: 'outgoing-d0',
		title: 'HTTP Request that sends the file as a raw body: no base64, nothing checked',
		kind: 'bound',
	},
	{
		name: 'De',
		direction: 'outgoing',
		workflow: 'outgoing-de',
		title: 'D with File Encoding set by hand',
		kind: 'peer',
	},
];

/** The contenders for a direction, in running order. */
export function contendersOf(direction: Direction): Contender[] {
	return CONTENDERS.filter((contender) => contender.direction === direction);
}
