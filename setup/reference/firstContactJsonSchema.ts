import { z } from 'zod/v4';
import { firstContactSchema } from '../../sandbox/firstContact';

/** The schema of `first-contact.json` as JSON Schema: the text of docs/first-contact.schema.json. */
export function firstContactJsonSchema(): string {
	const { $schema, ...schema } = z.toJSONSchema(firstContactSchema);
	const title = 'Recorded behavior of a platform, version 1';
	const description = 'See docs/FIRST-CONTACT.md. Absent members were not observed.';
	return `${JSON.stringify({ $schema, title, description, ...schema }, null, 2)}\n`;
}
