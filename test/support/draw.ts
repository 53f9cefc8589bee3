import { createHash } from 'node:crypto';

type Key = readonly (string | number)[];

/** A number from 0 up to 1 that depends only on its key: a seed gives the same choices in any order of events. */
export function drawFraction(...key: Key): number {
	const digest = createHash('sha256').update(JSON.stringify(key)).digest();
	return digest.readUIntBE(0, 6) / 2 ** 48;
}

/** A whole number, both limits included. */
export function drawInteger(from: number, to: number, ...key: Key): number {
	return from + Math.floor(drawFraction(...key) * (to - from + 1));
}

/** One of several. */
export function drawOne<Value>(values: readonly [Value, ...Value[]], ...key: Key): Value {
	return values[drawInteger(0, values.length - 1, ...key)] ?? values[0];
}
