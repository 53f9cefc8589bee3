import { NodeHelpers, type INodeTypeDescription } from 'n8n-workflow';
import { z } from 'zod';
import { n8nVersions, testedIsAtLeast } from '../../../harness/n8n/n8nVersions';
import {
	exampleNames,
	importable,
	oldestN8n,
	readExample,
	readExampleText,
} from '../../support/exampleFiles';
import type { Stage } from './stage';

/** Node types as n8n gives them to its editor. */
const nodeTypesSchema = z.array(
	z.custom<INodeTypeDescription>(
		(value) =>
			z.object({ name: z.string(), properties: z.array(z.unknown()) }).safeParse(value).success,
	),
);

const storedSchema = z.object({
	nodes: z.array(
		z.object({
			name: z.string(),
			credentials: z.record(z.object({ id: z.string().nullable(), name: z.string() })).optional(),
		}),
	),
});

/** Whether the n8n under test is new enough for an example. */
export function hasWhatItNeeds(name: string): boolean {
	return testedIsAtLeast(oldestN8n[name] ?? n8nVersions.lowest);
}

/** Every example, as n8n's editor judges it: none is run here. */
export function testAcceptance(stage: () => Stage): void {
	let nodeTypes: INodeTypeDescription[];

	beforeAll(async () => {
		const response = await stage().n8n.session.fetch('/types/nodes.json');
		nodeTypes = nodeTypesSchema.parse(await response.json());
	});

	it.each(exampleNames.filter(hasWhatItNeeds))(
		'%s has only nodes and settings that n8n knows',
		(name) => {
			for (const node of importable.parse(JSON.parse(readExampleText(name))).nodes) {
				const type = nodeTypes.find(
					(one) => one.name === node.type && [one.version].flat().includes(node.typeVersion),
				);
				if (!type) throw new Error(`n8n has no ${node.type} ${node.typeVersion}`);
				const { properties } = type;
				// As the editor opens a node: defaults come in, and what it does not know or would not show goes.
				const opened = NodeHelpers.getNodeParameters(
					properties,
					node.parameters,
					true,
					false,
					node,
					type,
				);
				expect([node.name, opened]).toMatchObject([node.name, node.parameters]);
				const parameters = opened ?? {};
				const issues = NodeHelpers.getNodeParametersIssues(
					properties,
					{ ...node, parameters },
					type,
				);
				expect([node.name, issues]).toEqual([node.name, null]);
			}
		},
	);

	it.each(exampleNames)(
		'%s finds its credentials by their names when it is imported',
		async (name) => {
			const { session } = stage().n8n;
			const body: unknown = JSON.parse(readExampleText(name));
			const created = await session.call(
				'POST',
				'/workflows',
				z.object({}).passthrough().parse(body),
			);
			const asked = readExample(name).nodes.flatMap((node) => Object.keys(node.credentials ?? {}));
			const found = storedSchema
				.parse(created)
				.nodes.flatMap((node) =>
					Object.entries(node.credentials ?? {}).flatMap(([type, { id }]) => (id ? [type] : [])),
				);
			expect(found).toEqual(asked);
		},
	);
}
