import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
	bobsSeal,
	docMdp,
	fieldMdp,
	filled,
	formPdf,
	signedByBob,
	signedInPlace,
} from '../../support/signatures/formPdf';
import { makeIdentity, KEYS } from '../../support/signatures/identities';
import { updated } from '../../support/signatures/laterUpdate';
import { ecdsa, rsaPss } from '../../support/signatures/manners';
import { plainPdf, signedPdf } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { verify } from '../../support/signatures/verify';

const CORPUS = resolve(__dirname, '../../../../shared/corpus');
/** Mutations a run; all 10,000 take some minutes. */
const COUNT = Number(process.env['SIGNATURE_MUTATIONS'] ?? 600);
const SEED = 20_261_124;
const LONGEST_MILLISECONDS = 1_000;

/** Signed files: our own, and those of the corpus where it is there. */
function signedFiles(): Buffer[] {
	const plain = plainPdf();
	const [key, curve] = [makeIdentity(), makeIdentity({ key: KEYS.p256 })];
	const own = [
		signedPdf(plain, signerOf(key)),
		signedPdf(plain, signerOf(key, { manner: rsaPss('sha512') })),
		signedPdf(plain, signerOf(curve, { manner: ecdsa('sha256', '1.2.840.10045.4.3.2') })),
	];
	const certified = formPdf([docMdp(2), fieldMdp('/Action /Include /Fields [(Party)]')]);
	const permitted = [
		...[certified, updated(certified, filled('100')), signedInPlace(certified)],
		...[signedByBob(formPdf(), bobsSeal()), signedByBob(updated(formPdf(), filled('100')))],
	];
	const found = existsSync(CORPUS)
		? readdirSync(CORPUS).map((name) => readFileSync(join(CORPUS, name)))
		: [];
	return [...own, ...permitted, ...found];
}

/** Where the signed bytes are: up to the end of the last signed range, except for the value of `/Contents`. */
function signedPlaces(file: Buffer) {
	const text = file.toString('latin1');
	const ranges = [...text.matchAll(/\/ByteRange\s*\[\s*0+\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)].map(
		([, start, end, length]) => ({
			start: Number(start),
			end: Number(end),
			length: Number(length),
		}),
	);
	const [last] = ranges.sort((one, other) => other.end + other.length - one.end - one.length);
	if (!last) throw new Error('no ByteRange');
	return { firstEnd: last.start, secondStart: last.end, total: last.start + last.length };
}

/** What this process has computed so far; a clock would measure what else the machine does. */
function cpuMilliseconds(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1_000;
}

/** The same numbers for the same seed (Marsaglia's xorshift). */
function draws(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return (state >>> 0) % below;
	};
}

it(`no change of a single byte that is signed is missed, in ${COUNT} drawn from seed ${SEED}`, async () => {
	const files: Buffer[] = [];
	for (const file of signedFiles()) if ((await verify(file)).intact) files.push(file);
	const draw = draws(SEED);
	const missed: string[] = [];
	let slowest = 0;
	for (let count = 0; count < COUNT; count++) {
		const original = files[count % files.length] ?? Buffer.alloc(0);
		const { firstEnd, secondStart, total } = signedPlaces(original);
		const drawn = draw(total);
		// A position beyond the first part is in the second one.
		const at = drawn < firstEnd ? drawn : secondStart + drawn - firstEnd;
		const changed = Buffer.from(original);
		changed[at] = (changed[at] ?? 0) ^ (1 + draw(255));
		const before = cpuMilliseconds();
		const report = await verify(changed, '', 65_536);
		slowest = Math.max(slowest, cpuMilliseconds() - before);
		if (report.intact) missed.push(`file ${count % files.length}, byte ${at}`);
	}
	expect(missed).toEqual([]);
	expect(slowest).toBeLessThan(LONGEST_MILLISECONDS);
}, 900_000);
