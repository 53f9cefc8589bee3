// Writes docs/REFERENCE.md out of the nodes' descriptions and tables of codes, and docs/first-contact.schema.json out of
// the schema that the command `contact` writes by.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { firstContactJsonSchema } from './reference/firstContactJsonSchema';
import { reference } from './reference/reference';

const docs = join(resolve(__dirname, '..'), 'docs');

writeFileSync(join(docs, 'REFERENCE.md'), reference());
writeFileSync(join(docs, 'first-contact.schema.json'), firstContactJsonSchema());
