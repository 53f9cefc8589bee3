import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { innerLists } from '../../../setup/reference/labels';

/** A parameter of the node, and where it is in the node's parameters. */
export interface ParameterPlace {
	readonly label: string;
	/** Whether it contains other parameters; if it is an expression, n8n itself turns it into an empty one. */
	readonly isGroup: boolean;
	/** e.g. `['signers', 'signer', 0, 'name']`. */
	readonly path: ReadonlyArray<string | number>;
	/** Other parameters that must have a value for it to be shown. */
	readonly shownWith: ReadonlyArray<
		readonly [path: ReadonlyArray<string | number>, value: unknown]
	>;
}

/** All parameters that an operation shows, in any collection, from the node's description. */
export function parametersOf(
	properties: readonly INodeProperties[],
	chosen: Readonly<Record<string, string>>,
): ParameterPlace[] {
	return placesIn(properties, [], [], chosen);
}

type Path = ReadonlyArray<string | number>;

function placesIn(
	properties: readonly INodeProperties[],
	outer: Path,
	conditions: ParameterPlace['shownWith'],
	chosen: Readonly<Record<string, string>>,
): ParameterPlace[] {
	return properties
		.filter((property) => isShown(property, chosen))
		.flatMap((property) => {
			const shownWith = [...conditions, ...conditionsOf(property, outer, chosen)];
			const path = [...outer, property.name];
			const inner = innerLists(property).flatMap(({ path: innerPath, properties: within }) =>
				placesIn(within, [...outer, ...steps(innerPath)], shownWith, chosen),
			);
			const isGroup = property.type === 'collection' || property.type === 'fixedCollection';
			return [{ label: property.displayName, isGroup, path, shownWith }, ...inner];
		});
}

/** Converts `signers.signer[]` to the path of the first one. */
function steps(path: string): Path {
	return path.split('.').flatMap((step) => (step.endsWith('[]') ? [step.slice(0, -2), 0] : [step]));
}

function isShown({ displayOptions }: INodeProperties, chosen: Readonly<Record<string, string>>) {
	return Object.entries(chosen).every(([name, value]) => {
		const shown = displayOptions?.show?.[name] ?? displayOptions?.show?.[`/${name}`];
		return shown === undefined || shown.includes(value);
	});
}

function conditionsOf(
	{ displayOptions }: INodeProperties,
	outer: Path,
	chosen: Readonly<Record<string, string>>,
): ParameterPlace['shownWith'] {
	return Object.entries(displayOptions?.show ?? {})
		.filter(([name]) => !(name.replace('/', '') in chosen))
		.map(([name, values = []]) => {
			const path = name.startsWith('/') ? [name.slice(1)] : [...outer, name];
			return [path, values.at(-1)] as const;
		});
}

/** The parameters with a value set at a path, creating or replacing parents as needed. */
export function withValueAt(
	parameters: INodeParameters,
	[step, ...rest]: Path,
	value: unknown,
): INodeParameters {
	if (step === undefined) return value as INodeParameters;
	const next = withValueAt((parameters[step] ?? {}) as INodeParameters, rest, value);
	return Object.assign(Array.isArray(parameters) ? [] : {}, parameters, { [step]: next });
}

/** Values that expressions return in a faulty workflow. */
export const WRONG_VALUES: ReadonlyArray<readonly [name: string, value: unknown]> = [
	['true', true],
	['false', false],
	['42', 42],
	['-1.5', -1.5],
	['1e9', 1e9],
	['NaN', NaN],
	['null', null],
	['undefined', undefined],
	['an empty text', ''],
	['a very long text', 'x'.repeat(100_000)],
	['an object', {}],
	['an object of objects', { signer: { position: { batch: true } } }],
	['a list', []],
	['a list of numbers', [1, 2]],
	['a list of lists', [[{}]]],
];
