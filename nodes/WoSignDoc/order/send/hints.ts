import type { NodeExecutionHint } from 'n8n-workflow';
import { withoutMarkup } from '../../protocol/withoutMarkup';

/** Hints shown above a node's output; more would hide it. */
const MOST_SHOWN = 10;

/** What the user should know about a run, each message once, no matter how many items it is about. */
export class Hints {
	private readonly counts = new Map<string, number>();

	add(text: string): void {
		this.counts.set(text, (this.counts.get(text) ?? 0) + 1);
	}

	/** The hints in n8n's format, which n8n shows as HTML. */
	list(): NodeExecutionHint[] {
		const texts = [...this.counts].map(([text, count]) =>
			count > 1 ? `${text} (${count} items)` : text,
		);
		const rest = texts.length - MOST_SHOWN;
		const shown = texts.slice(0, MOST_SHOWN);
		if (rest > 0) {
			const more = rest === 1 ? '1 more warning is' : `${rest} more warnings are`;
			shown.push(`${more} in the items’ output, under "warnings"`);
		}
		return shown.map((text) => ({ message: withoutMarkup(text), type: 'warning' }));
	}
}
