import { isJson } from './jsonText';

/** The path to a value: lowercased keys, and array indexes from 0. */
export type JsonPath = ReadonlyArray<string | number>;

/** An open object or array, and in an object what comes next. */
interface Container {
	readonly isObject: boolean;
	expectsKey: boolean;
	/** The key in an object, the index in an array. */
	at: string | number;
}

/** A scanner's position in the structure of JSON; for invalid JSON, whatever its structure looks like. */
export class JsonNesting {
	private readonly containers: Container[] = [];

	get depth(): number {
		return this.containers.length;
	}

	/** The path to the value that comes next. */
	get path(): JsonPath {
		return this.containers.map(({ at }) => at);
	}

	/** Whether a string that comes next is a key. */
	get expectsKey(): boolean {
		return this.innermost?.expectsKey === true;
	}

	open(isObject: boolean): void {
		this.containers.push({ isObject, expectsKey: isObject, at: isObject ? '' : 0 });
	}

	close(): void {
		this.containers.pop();
	}

	/** A key as written, possibly with escapes. If it isn't valid JSON, the path matches nothing. */
	enterKey(text: string): void {
		const key = isJson(text) ? String(JSON.parse(text)).toLowerCase() : '';
		if (this.innermost) this.innermost.at = key;
	}

	/** A colon. */
	enterValue(): void {
		if (this.innermost) this.innermost.expectsKey = false;
	}

	/** A comma. */
	next(): void {
		const container = this.innermost;
		if (!container) return;
		container.expectsKey = container.isObject;
		if (typeof container.at === 'number') container.at++;
	}

	private get innermost(): Container | undefined {
		return this.containers.at(-1);
	}
}
