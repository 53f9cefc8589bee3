/**
 * A PDF value in its written form. Numbers, names, strings, and references are text, so that they can be something
 * that no library would write; keys can repeat.
 */
export type Value = string | Value[] | Dictionary;

export interface Dictionary {
	readonly entries: Entry[];
}

/** A key with its slash, as it is written. */
export type Entry = [key: string, value: Value];

const TOKEN =
	/<<|>>|[[\]]|\((?:\\[^]|[^()\\]|\((?:\\[^]|[^()\\])*\))*\)|<[0-9A-Fa-f\s]*>|\d+\s+\d+\s+R\b|\/[^\s/<>[\]()%]*|[^\s/<>[\]()%]+/g;

/** Parses a value in the usual form. */
export function parse(text: string): Value {
	const tokens = text.match(TOKEN) ?? [];
	const read = (): Value => {
		const token = tokens.shift();
		if (token === undefined) throw new Error(`a value is missing in ${text}`);
		if (token === '[') return readUntil(']', read);
		if (token !== '<<') return token;
		const parts = readUntil('>>', read);
		return {
			entries: Array.from({ length: parts.length / 2 }, (_, index) => [
				textOf(parts[2 * index]),
				parts[2 * index + 1] ?? 'null',
			]),
		};
	};
	const readUntil = (end: string, next: () => Value): Value[] => {
		const items: Value[] = [];
		while (tokens[0] !== end) items.push(next());
		tokens.shift();
		return items;
	};
	return read();
}

export function dictionary(text: string): Dictionary {
	const value = parse(text);
	if (!isDictionary(value)) throw new Error(`not a dictionary: ${text}`);
	return value;
}

export function write(value: Value): string {
	if (typeof value === 'string') return value;
	if (Array.isArray(value)) return `[${value.map(write).join(' ')}]`;
	return `<< ${value.entries.map(([key, entry]) => `${key} ${write(entry)}`).join(' ')} >>`;
}

export function isDictionary(value: Value | undefined): value is Dictionary {
	return typeof value === 'object' && !Array.isArray(value);
}

export function get(value: Value | undefined, key: string): Value | undefined {
	return isDictionary(value) ? value.entries.find(([one]) => one === key)?.[1] : undefined;
}

/** The dictionary with an entry replaced or appended, or removed if there is no value. */
export function having(value: Value, key: string, entry: Value | undefined): Dictionary {
	const entries = isDictionary(value) ? value.entries : [];
	const rest = entries.filter(([one]) => one !== key);
	if (entry === undefined) return { entries: rest };
	if (rest.length === entries.length) return { entries: [...rest, [key, entry]] };
	return {
		entries: entries.flatMap<Entry>((one, index) => {
			if (one[0] !== key) return [one];
			return entries.findIndex(([other]) => other === key) === index ? [[key, entry]] : [];
		}),
	};
}

/** The array with an item appended; any other value becomes its first item. */
export function appended(value: Value | undefined, item: Value): Value[] {
	if (Array.isArray(value)) return [...value, item];
	return value === undefined ? [item] : [value, item];
}

export function referenced(value: Value | undefined): number | undefined {
	const number = typeof value === 'string' ? /^(\d+)\s+\d+\s+R$/.exec(value)?.[1] : undefined;
	return number === undefined ? undefined : Number(number);
}

export const reference = (number: number): string => `${number} 0 R`;

function textOf(value: Value | undefined): string {
	return typeof value === 'string' ? value : '/Wrong';
}
