import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { z } from 'zod';

const FILE = join(__dirname, '../../fixtures/pkits/pkits.json.br');

/** NIST's Public Key Interoperability Test Suite: the DER of its certificates and revocation lists, by name. */
export function pkits(): {
	readonly certs: ReadonlyMap<string, Buffer>;
	readonly crls: ReadonlyMap<string, Buffer>;
} {
	const json: unknown = JSON.parse(brotliDecompressSync(readFileSync(FILE)).toString());
	const { certs, crls } = z.object({ certs: BYTES, crls: BYTES }).parse(json);
	return { certs, crls };
}

const BYTES = z
	.record(z.string())
	.transform(
		(byName) =>
			new Map(Object.entries(byName).map(([name, text]) => [name, Buffer.from(text, 'latin1')])),
	);
