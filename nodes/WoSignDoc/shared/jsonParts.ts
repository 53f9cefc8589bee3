import type { BinarySource } from './binarySource';

/** JSON to send; a file in it stands for its base64 text. */
export type RequestValue = string | number | BinarySource | readonly RequestValue[] | RequestObject;

export interface RequestObject {
	readonly [key: string]: RequestValue;
}

/** A piece of JSON text, or a file whose base64 goes between two pieces. */
export type JsonPart = string | BinarySource;

/** The JSON of a value without white space (PROTOCOL.md, Transport), split at its files. */
export function jsonParts(value: RequestValue): JsonPart[] {
	return [...joinText(partsOf(value))];
}

function* partsOf(value: RequestValue): Generator<JsonPart> {
	if (typeof value !== 'object') yield JSON.stringify(value);
	else if (!isObject(value)) yield* enclosed('[', value.map(partsOf), ']');
	else if (isSource(value)) yield* enclosed('"', [[value]], '"');
	else yield* enclosed('{', Object.entries(value).map(memberParts), '}');
}

function* memberParts([key, value]: [string, RequestValue]): Generator<JsonPart> {
	yield `${JSON.stringify(key)}:`;
	yield* partsOf(value);
}

function* enclosed(
	open: string,
	members: Array<Iterable<JsonPart>>,
	close: string,
): Generator<JsonPart> {
	yield open;
	for (const [index, member] of members.entries()) {
		if (index > 0) yield ',';
		yield* member;
	}
	yield close;
}

/** Joins adjacent pieces of text, so that a body is sent in few writes. */
function* joinText(parts: Iterable<JsonPart>): Generator<JsonPart> {
	let text = '';
	for (const part of parts) {
		if (typeof part === 'string') {
			text += part;
			continue;
		}
		yield text;
		text = '';
		yield part;
	}
	yield text;
}

/** Whether a value is an object or a file, not a list or a scalar. */
export function isObject(value: RequestValue): value is RequestObject | BinarySource {
	return typeof value === 'object' && !Array.isArray(value);
}

/** Whether an object stands for a file. */
export function isSource(value: RequestObject | BinarySource): value is BinarySource {
	return 'kind' in value;
}
