import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

/** What ships as the deployment; the tests run what it says. */
const FOLDER = resolve(__dirname, '../../../deploy/queue');

const environmentSchema = z.record(z.union([z.string(), z.number(), z.boolean()]).transform(String));

const composeSchema = z
	.object({
		services: z.record(
			z.object({ environment: environmentSchema.default({}) }).passthrough(),
		),
	})
	.passthrough();

/** deploy/queue/compose.yaml. */
export const compose = composeSchema.parse(
	parse(readFileSync(join(FOLDER, 'compose.yaml'), 'utf8'), { merge: true }),
);

/** The environment of one of its services, without what its user is to fill in. */
export function environmentOf(service: string): Record<string, string> {
	const { environment = {} } = compose.services[service] ?? {};
	return Object.fromEntries(Object.entries(environment).filter(([, text]) => !text.includes('${')));
}

/** The proxy's configuration, its names filled in as nginx's image does. */
export function proxyConfiguration(names: Record<string, string>): string {
	const template = readFileSync(join(FOLDER, 'nginx.conf.template'), 'utf8');
	return template.replaceAll(/\$\{([A-Z_]+)\}/g, (whole, name: string) => names[name] ?? whole);
}
