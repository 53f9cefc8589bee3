import { z } from 'zod/v4';
import { firstContactSchema } from '../../sandbox/firstContact';

/** The schema of `first-contact.json` as JSON Schema: the text of docs/first-contact.schema.json. */
export function firstContactJsonSchema(): string {
	const { $schema, ...schema } = z.toJSONSchema(firstContactSchema);
	const title = 'What a platform was seen to do, version 1';
	const description =
		'What docs/FIRST-CONTACT.md describes. A member that is absent was not observed.';
	return `${JSON.stringify({ $schema, title, description, ...schema }, null, 2)}\n`;
}
