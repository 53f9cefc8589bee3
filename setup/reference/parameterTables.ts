import type { INodeProperties } from 'n8n-workflow';
import { FURTHER_TEXTS } from './furtherTexts';
import type { Choice } from './labels';
import { choicesOf, innerLists, Labels } from './labels';
import { code, inline, table } from './markdown';

/** Maximum number of values listed in a cell. */
const MOST_CHOICES = 20;

const HEADERS = ['Label', 'Name', 'Type', 'Default', 'Shown when', 'Description'];

export interface ParameterSection {
	/** The parameters to document, including those inside them. */
	readonly properties: readonly INodeProperties[];
	/** All parameters of the node, for the labels in conditions. */
	readonly all: readonly INodeProperties[];
	/** Conditions shared by the whole section, by parameter name. */
	readonly known?: Readonly<Record<string, readonly unknown[]>>;
	/** The heading level of inner tables, such as `####`. */
	readonly heading: string;
}

/** Tables of parameters: first the outer ones, then one per collection, with the path to its values. */
export function parameterTables({
	properties,
	all,
	known = {},
	heading,
}: ParameterSection): string {
	const labels = new Labels(all);
	const tableOf = (list: readonly INodeProperties[]) =>
		table(
			HEADERS,
			list
				.filter(({ type }) => type !== 'notice')
				.map((one) => row(one, conditions(one, labels, known))),
		);
	const notices = properties
		.filter(({ type }) => type === 'notice')
		.map(({ displayName }) => inline(displayName));
	const inner = properties.flatMap((property) => innerTables(property, '', heading, tableOf));
	const examples = properties.filter(isLong).map(longDefault);
	return [...notices, tableOf(properties), ...examples, ...inner].join('\n\n');
}

function innerTables(
	property: INodeProperties,
	outerPath: string,
	heading: string,
	tableOf: (list: readonly INodeProperties[]) => string,
): string[] {
	return innerLists(property).flatMap(({ label, path, properties }) => [
		`${heading} ${label}\n\nIn ${code(outerPath + path)}:`,
		tableOf(properties),
		...properties.flatMap((one) => innerTables(one, `${outerPath}${path}.`, heading, tableOf)),
	]);
}

function row(property: INodeProperties, shownWhen: string): string[] {
	const { displayName, name } = property;
	return [
		displayName,
		code(name),
		typeOf(property),
		defaultOf(property),
		shownWhen,
		descriptionOf(property),
	];
}

function typeOf({ type, typeOptions = {}, required }: INodeProperties): string {
	const { password, minValue, maxValue, multipleValues } = typeOptions;
	const bounds = [
		...(minValue === undefined ? [] : [`at least ${minValue}`]),
		...(maxValue === undefined ? [] : [`at most ${maxValue}`]),
	];
	return [
		type,
		...bounds,
		...(password ? ['masked'] : []),
		...(multipleValues ? ['several'] : []),
		...(required ? ['required'] : []),
	].join(', ');
}

function defaultOf(property: INodeProperties): string {
	const { default: value } = property;
	if (isLong(property)) return 'see below';
	if (
		value === undefined ||
		value === '' ||
		property.options?.some((option) => 'values' in option || 'type' in option)
	) {
		return '';
	}
	const chosen = choicesOf(property).find((choice) => choice.value === value);
	return chosen ? chosen.name : code(typeof value === 'string' ? value : JSON.stringify(value));
}

function conditions(
	{ displayOptions = {} }: INodeProperties,
	labels: Labels,
	known: Readonly<Record<string, readonly unknown[]>>,
): string {
	return Object.entries(displayOptions.show ?? {})
		.filter(([name, values]) => JSON.stringify(known[name]) !== JSON.stringify(values))
		.map(([name, values = []]) => labels.condition(name, Array.isArray(values) ? values : []))
		.join('; ');
}

function descriptionOf(property: INodeProperties): string {
	const { name, type, description = '', hint = '', placeholder = '' } = property;
	const example = placeholder.startsWith('e.g. ')
		? `For example ${code(placeholder.slice(5))}`
		: '';
	const further = type === 'hidden' ? '' : (FURTHER_TEXTS[name] ?? '');
	// Removes the tooltip's link to this page.
	const ownWords = description.replace(/ See <a href="[^"]*\/REFERENCE\.md[^.]*<\/a>[^.]*\.$/, '');
	const sentences = [ownWords, further, hint, example].map(inline).filter(Boolean);
	return [
		sentences.map((sentence) => sentence.replace(/\.?$/, '.')).join(' '),
		...choiceLines(choicesOf(property)),
	]
		.filter(Boolean)
		.join('\n');
}

function choiceLines(choices: readonly Choice[]): string[] {
	const [first] = choices;
	if (choices.length > MOST_CHOICES && first) {
		return [`${choices.length} values; the first: ${choiceLine(first)}`];
	}
	return choices.map((choice) => `• ${choiceLine(choice)}`);
}

function choiceLine({ name, value, description }: Choice): string {
	return `**${name}** ${code(String(value))}${description ? `: ${inline(description)}` : ''}`;
}

function isLong({ default: value }: INodeProperties): boolean {
	return typeof value === 'string' && value.includes('\n');
}

function longDefault({ displayName, default: value }: INodeProperties): string {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return `Default of ${displayName}:\n\n\`\`\`json\n${text}\n\`\`\``;
}
