/**
 * A text that n8n shows as HTML, such as an error's description or a hint: what begins a tag is written as `‹`, so that
 * no stranger's words become a link, or a picture that calls its sender.
 */
export function withoutMarkup(text: string): string {
	return text.replaceAll('<', '‹');
}
