import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { n8nVersions } from '../../harness/n8n/n8nVersions';
import type { WorkflowDefinition } from '../../harness/n8n/publishWorkflow';

const folder = resolve(__dirname, '../../examples');

/** The names of all example workflows, without `.json`. */
export const exampleNames = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.slice(0, -'.json'.length));

/**
 * The oldest tested n8n version on which an example fully works. Examples that aren't listed work on 2.20.0 and newer.
 */
export const oldestN8n: Readonly<Record<string, string>> = {
	// Send Email has no Attachments (File) in older versions.
	'ai-agent-tool': n8nVersions.middle,
	'signed-document-to-email-and-storage': n8nVersions.middle,
};

const nodeSchema = z
	.object({
		id: z.string().uuid(),
		name: z.string().min(1),
		type: z.string(),
		typeVersion: z.number(),
		position: z.tuple([z.number(), z.number()]),
		parameters: z.record(z.unknown()),
		credentials: z.record(z.object({ id: z.null(), name: z.string() }).strict()).optional(),
		webhookId: z.string().optional(),
		onError: z.enum(['continueErrorOutput', 'continueRegularOutput', 'stopWorkflow']).optional(),
		executeOnce: z.boolean().optional(),
		retryOnFail: z.boolean().optional(),
		maxTries: z.number().optional(),
		waitBetweenTries: z.number().optional(),
		alwaysOutputData: z.boolean().optional(),
	})
	.strict();

/** n8n's format for downloaded workflows, without the fields that are specific to one n8n. */
const exampleSchema = z
	.object({
		name: z.string().min(1),
		nodes: z.array(nodeSchema),
		connections: z.record(
			z.record(
				z.array(z.array(z.object({ node: z.string(), type: z.string(), index: z.number() }))),
			),
		),
		pinData: z.object({}).strict(),
		settings: z.object({ executionOrder: z.literal('v1') }).strict(),
	})
	.strict();

export type Example = z.infer<typeof exampleSchema>;
export type ExampleNode = Example['nodes'][number];

/** The raw file. */
export function readExampleText(name: string): string {
	return readFileSync(join(folder, `${name}.json`), 'utf8');
}

/** Reads an example; throws if it has anything that examples must not have. */
export function readExample(name: string): Example {
	return exampleSchema.parse(JSON.parse(readExampleText(name)));
}

/** An example for n8n's import: the file's JSON, unchanged. */
export const importable = z.custom<WorkflowDefinition>(
	(value) => exampleSchema.safeParse(value).success,
);
