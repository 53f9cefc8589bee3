import type { FirstContact } from '../../sandbox/firstContact';

/** The result in plain words, Markdown. */
export function page(result: FirstContact): string {
	return `# First contact with WoSignDoc\n\n${result.day}, ${result.host} host\n`;
}
