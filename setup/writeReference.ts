// Writes docs/REFERENCE.md from the nodes' descriptions and code tables, and docs/first-contact.schema.json from the
// schema of the files that the command `contact` writes.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { firstContactJsonSchema } from './reference/firstContactJsonSchema';
import { reference } from './reference/reference';

const docs = join(resolve(__dirname, '..'), 'docs');

writeFileSync(join(docs, 'REFERENCE.md'), reference());
writeFileSync(join(docs, 'first-contact.schema.json'), firstContactJsonSchema());
