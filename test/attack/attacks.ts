import type { Stage } from './stage';

/** One attack on n8n. */
export interface Attack {
	/** What the attacker does. */
	readonly name: string;
	/** What must hold all the same. */
	readonly bound: string;
	/** Says what came of it; rejects if it got through. */
	run(stage: Stage): Promise<string>;
}

export interface AttackOutcome {
	readonly kind: 'held' | 'gotThrough';
	readonly attack: Attack;
	readonly result: string;
}

export const tableHead = '| attack | bound | result |\n| --- | --- | --- |';

/** A row of the table, in Markdown. */
export function rowOf({ kind, attack: { name, bound }, result }: AttackOutcome): string {
	const cells = [name, bound, kind === 'held' ? result : `**got through**: ${result}`];
	return `| ${cells.map((cell) => cell.replace(/\s+/g, ' ').replaceAll('|', '\\|')).join(' | ')} |`;
}
