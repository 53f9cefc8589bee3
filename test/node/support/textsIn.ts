import { inspect } from 'node:util';

/** All text in a value: serialized in all usual ways, and every reachable string and buffer. */
export function textsIn(value: unknown): string {
	const shown = inspect(value, {
		depth: Infinity,
		showHidden: true,
		maxArrayLength: Infinity,
		maxStringLength: Infinity,
	});
	return [String(value), shown, JSON.stringify(value), ...reachable(value)].join('\n');
}

function reachable(root: unknown): string[] {
	const seen = new Set<unknown>([root]);
	const texts: string[] = [];
	// Iterating over a set includes elements added meanwhile.
	for (const value of seen) {
		if (typeof value === 'string') texts.push(value);
		else if (value instanceof Uint8Array) texts.push(Buffer.from(value).toString('latin1'));
		else if (typeof value === 'object' && value !== null) {
			for (const key of Reflect.ownKeys(value)) seen.add(Reflect.get(value, key)).add(key);
			if (value instanceof Map || value instanceof Set) [...value].forEach((one) => seen.add(one));
		}
	}
	return texts;
}
