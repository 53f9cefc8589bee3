import type { ExecuteContext } from 'n8n-core';
import type { INodeParameters, NodeTypeAndVersion } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { startBinaryStorage } from '../support/binaryStorage';
import { pdfWithTexts } from '../support/contractPdf';
import type { Deduplicator } from '../support/deduplicator';
import { useDeduplicator } from '../support/deduplicator';
import type { SourceFile } from '../support/orders';
import { inlineBinaryOf, ORGANIZATION, orderParameters, PERSON } from '../support/orders';
import { runNode } from '../support/runNode';
import { credentialFor } from '../support/sandboxCredential';
import { action } from '../support/workflow';
import type { ParameterPlace } from '../support/wrongValues';
import { parametersOf, withValueAt, WRONG_VALUES } from '../support/wrongValues';

let sandbox: Sandbox;
let contract: SourceFile;
let database: Deduplicator;
beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
	await startBinaryStorage('default');
	contract = await pdfWithTexts([[['Party A', 100, 400]], []]);
	database = await useDeduplicator();
});
afterAll(async () => await sandbox.stop());

const { properties } = action.description;

const isText = (value: unknown): value is string => typeof value === 'string';

/** All operations of all resources, from the node's description. */
const operations = properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ displayOptions, options = [] }) =>
		(displayOptions?.show?.['resource'] ?? [])
			.filter(isText)
			.flatMap((resource) =>
				options.flatMap((option) =>
					'value' in option ? [{ resource, operation: String(option.value) }] : [],
				),
			),
	);

const placeAt = (x1: number) => ({
	unit: 'fraction',
	origin: 'lowerLeft',
	centerX: 0.5,
	centerY: 0.5,
	preset: 'center',
	keyword: 'Party A',
	page: '1',
	x1,
	y1: 0.1,
	x2: x1 + 0.2,
	y2: 0.2,
	placeBy: 'corners',
});

/** Parameters with which each operation succeeds. */
function rightParameters(chosen: { resource: string; operation: string }): INodeParameters {
	const signers = [ORGANIZATION, PERSON].map(({ form, json }, index) => ({
		form: { ...form, country: 'AT', positions: { position: [placeAt(0.1 + index / 2)] } },
		json,
	}));
	return {
		...orderParameters('form', {}, signers),
		signersJson: JSON.stringify(signers.map(({ json }) => json)),
		templateId: 'employment-contract',
		options: { batching: { batch: {} } },
		pushIdentity: 'A-1',
		binaryPropertyOutput: 'preview',
		checkTrust: false,
		requireRevocation: false,
		...chosen,
	};
}

/** The services that the node uses. */
const MARKING: NodeTypeAndVersion = {
	name: 'Mark',
	type: 'n8n-nodes-wosigndoc.woSignDoc',
	typeVersion: 1,
	disabled: false,
	parameters: { resource: 'push', operation: 'markProcessed' },
};

interface Outcome {
	/** The message and description of the error, or the problems reported in the output. */
	readonly told: string | undefined;
	readonly error?: Error;
}

async function outcomeOf(parameters: INodeParameters, wrong: unknown): Promise<Outcome> {
	const json = { wrong: wrong as never, number: randomUUID() };
	const options = {
		credential: credentialFor(sandbox),
		node: { parameters },
		items: [{ json, binary: { ...inlineBinaryOf(), ...inlineBinaryOf({ contract }) } }],
		adapt: (context: Pick<ExecuteContext, 'getChildNodes'>) =>
			void (context.getChildNodes = () => [MARKING]),
	};
	// Each push is a new one.
	database.records.clear();
	try {
		const { items } = await runNode(options);
		const { errors = [] } = items[0]?.json ?? {};
		const lines = (errors as Array<{ where: string; message: string }>).map(
			({ where, message }) => `${where}: ${message}`,
		);
		return { told: lines.length > 0 ? lines.join('\n') : undefined };
	} catch (error) {
		if (!(error instanceof NodeOperationError || error instanceof NodeApiError)) throw error;
		return { told: `${error.message}\n${error.description ?? ''}`, error };
	}
}

/** Expressions that fail when evaluated. */
const FAILS = Symbol('an expression that fails');
const HAS_NO_SYNTAX = Symbol('an expression without syntax');
const EXPRESSIONS: ReadonlyMap<unknown, string> = new Map([
	[FAILS, "={{ $('Nowhere').item.json.x }}"],
	[HAS_NO_SYNTAX, '={{ $json.( }}'],
]);
const VALUES = [
	...WRONG_VALUES,
	...[...EXPRESSIONS.keys()].map((value) => [String(value), value] as const),
];

/** Text that only a program would produce. */
const RAW =
	/ZodError|TypeError|Expected |Required|Invalid (?:input|enum|literal|discriminator)|Unrecognized|Cannot read|is not a function|\[object|undefined|"code":|getNodeParameter/;

function outermost(
	chosen: { resource: string; operation: string },
	[name]: ParameterPlace['path'],
): string {
	const all = parametersOf(properties, chosen);
	return all.find(({ path }) => path.length === 1 && path[0] === name)?.label ?? '';
}

/**
 * Whether the user can find the field: by its label, a signer by number, and for problems with a box, which depend on
 * several fields, also by the API's names.
 */
function isNamed(told: string, label: string, path: ParameterPlace['path']): boolean {
	const [, name = '', one] = /^(.*?)(s?)(?: \(.*\))?$/.exec(label) ?? [];
	const names = [`${name}${one}`, ...(name === 'Signer' ? [name] : [])];
	if (path.includes('position')) names.push(String(path.at(-1)).replace(/s$|Number$/, ''));
	return names.some((name) => plain(told).includes(plain(name)));
}

function plain(text: string): string {
	return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

async function problemsWith(
	chosen: { resource: string; operation: string },
	{ label, path, shownWith }: ParameterPlace,
	value: unknown,
): Promise<{ problems: string[]; told: boolean }> {
	const sends = chosen.operation === 'create';
	let parameters = rightParameters(chosen);
	if (path[0] !== 'orderNumber') parameters['orderNumber'] = '={{ $json.number }}';
	for (const [where, shown] of shownWith) parameters = withValueAt(parameters, where, shown);
	parameters = withValueAt(parameters, path, EXPRESSIONS.get(value) ?? '={{ $json.wrong }}');
	const before = sandbox.requests.length;
	const { told, error } = await outcomeOf(parameters, value);
	const problems: string[] = [];
	const claim = (holds: boolean, what: string) => holds || problems.push(`${what}: ${told}`);
	if (told === undefined) return { problems, told: false };
	// The platform may reject what the node can't validate.
	if (error instanceof NodeApiError) return { problems, told: true };
	claim(!RAW.test(told), 'says what only a program says');
	// n8n evaluates all expressions of a collection together.
	const isIn = EXPRESSIONS.has(value) ? outermost(chosen, path) : label;
	claim(isNamed(told, isIn, path), `does not name ${isIn}`);
	claim(told.length < 2_000, 'is too long');
	claim(sandbox.requests.length === before, 'was sent anyway');
	claim(
		sends === told.includes('was not sent') || path[0] === 'operation' || path[0] === 'resource',
		'says wrongly whether the order was sent',
	);
	if (error) {
		claim(error instanceof NodeOperationError && error.context['itemIndex'] === 0, 'has no item');
		claim(/\. ?/.test((error as NodeOperationError).description ?? ''), 'does not say what to do');
	}
	return { problems, told: true };
}

describe.each(operations)('what an expression gives to $resource: $operation', (chosen) => {
	const parameters = parametersOf(properties, chosen).map(
		(place) => [place.path.join('.'), place.label, place] as const,
	);

	it.each(parameters)('in %s (%s) is accepted, or reported by its label', async (_, __, place) => {
		const found: string[] = [];
		let refusals = 0;
		for (const [name, value] of VALUES) {
			const { problems, told } = await problemsWith(chosen, place, value);
			found.push(...problems.map((problem) => `${name}: ${problem}`));
			if (told) refusals++;
		}
		expect(found).toEqual([]);
		if (!place.isGroup) expect(refusals).toBeGreaterThan(0);
	});

	it('succeeds when all is right', async () => {
		const parameters = { ...rightParameters(chosen), orderNumber: '={{ $json.number }}' };
		const { told } = await outcomeOf(parameters, 'right');
		// By itself in its workflow, it has nothing to mark.
		if (chosen.operation === 'markProcessed') expect(told).toMatch(/none passed/);
		else expect(told).toBeUndefined();
	});
});
