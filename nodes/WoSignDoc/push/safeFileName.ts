const MOST_CHARACTERS = 100;

/**
 * A file name that is safe on every system, from an order number of any kind: letters, digits, `.`, `_` and `-`
 * are kept, of every script; anything else becomes `_`. Never empty, never hidden, never a path.
 */
export function safeFileName(name: string, extension: string): string {
	const safe = [...name.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '_')]
		.slice(0, MOST_CHARACTERS)
		.join('')
		.replace(/^[._]+|[._]+$/g, '');
	return `${safe || 'document'}.${extension}`;
}
