/** Markup that is safe to send: all values in it have been escaped. */
export class Html {
	constructor(readonly text: string) {}
}

/** A value in a template: text is escaped, markup is not, lists are joined, undefined is empty. */
export type Part = Html | string | number | undefined | readonly Part[];

const entities: ReadonlyMap<string, string> = new Map(
	Object.entries({
		'&': '&amp;',
		'<': '&lt;',
		'>': '&gt;',
		'"': '&quot;',
		"'": '&#39;',
	}),
);

/** A tagged template that escapes its values, for use in text and in quoted attributes. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
	return new Html(
		strings.map((text, index) => (index === 0 ? text : markup(parts[index - 1]) + text)).join(''),
	);
}

function markup(part: Part): string {
	if (part === undefined) return '';
	if (part instanceof Html) return part.text;
	if (typeof part === 'number') return String(part);
	if (typeof part === 'string')
		return part.replaceAll(/[&<>"']/g, (character) => entities.get(character) ?? '');
	return part.map(markup).join('');
}
