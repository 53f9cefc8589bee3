import type { INodeProperties } from 'n8n-workflow';

/** Looks up the labels of parameters and values by the internal names that conditions use. */
export class Labels {
	private readonly properties: readonly INodeProperties[];

	constructor(properties: readonly INodeProperties[]) {
		this.properties = properties.flatMap(withInner);
	}

	/** e.g. `Document Source` is File or Template With File. */
	condition(name: string, values: readonly unknown[]): string {
		const plainName = name.replace(/^\//, '');
		const named = this.properties.filter((property) => property.name === plainName);
		const labels = values.map((value) => valueLabel(named, value));
		return `${named[0]?.displayName ?? plainName}: ${labels.join(' or ')}`;
	}
}

function withInner(property: INodeProperties): INodeProperties[] {
	return [
		property,
		...innerLists(property).flatMap(({ properties }) => properties.flatMap(withInner)),
	];
}

function valueLabel(properties: readonly INodeProperties[], value: unknown): string {
	const options = properties.flatMap(choicesOf);
	return options.find((option) => option.value === value)?.name ?? String(value);
}

/** The parameters inside a collection, or inside each group of a fixed collection. */
export function innerLists(
	property: INodeProperties,
): Array<{ label: string; path: string; properties: INodeProperties[] }> {
	const { displayName, name, options = [] } = property;
	const inner = options.filter((option): option is INodeProperties => 'type' in option);
	const collection =
		inner.length > 0 ? [{ label: displayName, path: name, properties: inner }] : [];
	const many = property.typeOptions?.multipleValues === true ? '[]' : '';
	const groups = options.flatMap((option) =>
		'values' in option
			? [
					{
						label: `${displayName} › ${option.displayName}`,
						path: `${name}.${option.name}${many}`,
						properties: option.values,
					},
				]
			: [],
	);
	return [...collection, ...groups];
}

export interface Choice {
	readonly name: string;
	readonly value: unknown;
	readonly description?: string;
}

/** The choices of an options parameter. */
export function choicesOf({ options = [] }: INodeProperties): Choice[] {
	return options.filter((option) => 'value' in option);
}
