// Writes docs/REFERENCE.md out of the nodes' descriptions and tables of codes.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { reference } from './reference/reference';

writeFileSync(join(resolve(__dirname, '..'), 'docs/REFERENCE.md'), reference());
