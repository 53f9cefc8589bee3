/**
 * The parameter `signersJson`: JSON text, or what an expression gave, as an array of signers. Anything that is
 * neither an array nor an object comes back as it is, for the schema to refuse.
 */
export function readSignersJson(value: unknown): unknown {
	const parsed = typeof value === 'string' ? parse(value) : value;
	return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
		? [parsed]
		: parsed;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
