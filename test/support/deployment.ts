import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** The shipped deployments, which the tests run. */
const FOLDER = resolve(__dirname, '../../deploy');

const read = (file: string) => readFileSync(join(FOLDER, file), 'utf8');

const environmentSchema = z.record(
	z.union([z.string(), z.number(), z.boolean()]).transform(String),
);

const composeSchema = z
	.object({
		services: z.record(z.object({ environment: environmentSchema.default({}) }).passthrough()),
	})
	.passthrough();

const readCompose = (file: string) => composeSchema.parse(parse(read(file), { merge: true }));

/** deploy/queue/compose.yaml. */
export const compose = readCompose('queue/compose.yaml');

/** deploy/sandbox/compose.yaml: n8n and the sandbox. */
export const sandboxCompose = readCompose('sandbox/compose.yaml');

/** The environment of one of its services, without values that the user must fill in. */
export function environmentOf(service: string): Record<string, string> {
	const { environment = {} } = compose.services[service] ?? {};
	return Object.fromEntries(Object.entries(environment).filter(([, text]) => !text.includes('${')));
}

/** The proxy's site configuration, with variables replaced as nginx's image does. */
export function siteConfiguration(names: Record<string, string>): string {
	return read('queue/site.conf.template').replaceAll(
		/\$\{([A-Z_]+)\}/g,
		(whole, name: string) => names[name] ?? whole,
	);
}

/** The nginx.conf that includes it. */
export function proxyConfiguration(): string {
	return read('queue/nginx.conf');
}
