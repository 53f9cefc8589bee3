import type { INodeProperties } from 'n8n-workflow';
import { optionProperties } from './optionProperties';

const LABELS: ReadonlyMap<string | number, string> = new Map(labelsOf(optionProperties));

/** The label under which a person finds an option by its name. */
export function optionLabel(name: string | number): string {
	return LABELS.get(name) ?? String(name);
}

function* labelsOf(entries: INodeProperties['options'] = []): Generator<[string, string]> {
	for (const entry of entries) {
		if (!('displayName' in entry)) continue;
		yield [entry.name, entry.displayName];
		yield* labelsOf('values' in entry ? entry.values : entry.options);
	}
}
