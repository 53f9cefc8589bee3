import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { verify } from '../support/signatures/verify';

/**
 * Runs the verifier on a folder of PDFs, such as a published collection of attacks on signatures, and prints the
 * verdict on each. It fails if one that is an attack, by its name, is called intact:
 *
 *   tsx test/tampering/collection.ts FOLDER [REGULAR EXPRESSION OF ATTACKS' NAMES]
 *
 * Public collections: the shadow attacks (RUB-NDS/pdf-attacker, `shadow-demo-exploits`, attacks are
 * `manipulated`), signature spoofing and wrapping (mkl-public/testarea-pdfbox2, `siwa|isa|usf`), the attacks on
 * certified documents (RUB-NDS/PDF-Tester, in its history below `PDFSigner`, attacks are `manipulate`).
 */
async function main(): Promise<void> {
	const [folder, attacks = '(?!)'] = process.argv.slice(2);
	if (folder === undefined) throw new Error('Usage: collection.ts FOLDER [REGULAR EXPRESSION]');
	const isAttack = new RegExp(attacks);
	const counts = { files: 0, attacks: 0, intact: 0 };
	const accepted: string[] = [];
	for (const file of pdfsIn(folder)) {
		const { intact, signatures, problems } = await verify(readFileSync(join(folder, file)));
		const verdict = intact ? 'intact' : signatures.length > 0 ? 'refused' : 'unsigned';
		console.log([verdict, file, problems[0] ?? ''].join('\t'));
		counts.files++;
		if (isAttack.test(file)) counts.attacks++;
		if (intact) counts.intact++;
		if (intact && isAttack.test(file)) accepted.push(file);
	}
	console.log(counts);
	if (accepted.length === 0) return;
	console.error(`Called intact, though an attack:\n${accepted.join('\n')}`);
	process.exitCode = 1;
}

function pdfsIn(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => /\.pdf$/i.test(file) && statSync(join(folder, file)).isFile())
		.sort();
}

void main();
