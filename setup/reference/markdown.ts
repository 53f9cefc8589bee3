/** A Markdown table; cells are inline Markdown. */
export function table(headers: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
	return [line(headers), line(headers.map(() => '---')), ...rows.map(line)].join('\n');
}

function cell(text: string): string {
	return text.replaceAll('|', '\\|').replaceAll('\n', '<br>');
}

/** Converts the HTML subset that n8n shows in descriptions to Markdown. */
export function inline(html: string): string {
	return html
		.replace(/<\/?code>/g, '`')
		.replace(/<\/?b>/g, '**')
		.replace(/<a href="([^"]*)">(.*?)<\/a>/g, '[$2]($1)')
		.replace(/<br ?\/?>/g, ' ');
}

export function code(text: string): string {
	return `\`${text}\``;
}
