import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SignatureReport } from '../../../nodes/WoSignDoc/signatures/signatureReport';
import { docMdp, fieldMdp, FORM, formPdf } from '../../support/signatures/formPdf';
import { verify } from '../../support/signatures/verify';
import { Draw } from '../draw';
import { changed, mutated, permittedChanges } from './changes';
import { differenceOutside, painters, type Pixels, type Place } from './pixels';

/** The result of a run. */
export interface PermittedResult {
	/** For each kind, the number of files, and how many were called intact. */
	readonly kinds: ReadonlyMap<string, { readonly made: number; readonly intact: number }>;
	/** Files called intact although a reader shows more than the report says. */
	readonly findings: readonly string[];
}

/** The permissions of the signatures that the changes follow. */
const BASES: Readonly<Record<string, readonly string[]>> = {
	uncertified: [],
	'level 1': [docMdp(1)],
	'level 2': [docMdp(2)],
	'level 3': [docMdp(3)],
	'level 2, Sum locked': [docMdp(2), fieldMdp('/Action /Include /Fields [(Sum)]')],
	'all locked': [fieldMdp('/Action /All')],
};

/**
 * Appends permitted changes, and slight variations, to signed forms, with both settings. A file that is called intact
 * must look in every reader as its report says: unchanged for a signer whose `seen` is `same`, and otherwise
 * unchanged outside the reported places.
 */
export async function runPermitted(
	seed: number,
	count: number,
	folder: string,
): Promise<PermittedResult> {
	const kinds = new Map<string, { made: number; intact: number }>();
	const findings: string[] = [];
	const scratch = mkdtempSync(join(tmpdir(), 'permitted-'));
	const bases = new Map(
		Object.entries(BASES).map(([name, references]) => [name, formPdf(references)]),
	);
	for (let index = 0; index < count; index++) {
		const draw = new Draw([seed, 'permitted', index]);
		const change = draw.pick(permittedChanges);
		const base = draw.pick([...bases.keys()]);
		const between = draw.pick(['forbid', 'forbid', 'allow'] as const);
		let objects = change.objects(draw);
		for (let left = draw.pick([0, 1, 1, 2, 3]); left > 0; left--) objects = mutated(objects, draw);
		const file = changed(bases.get(base) ?? Buffer.alloc(0), change, objects);
		const { intact, signatures } = await verify(file, '', 65_536, new Date(), between);
		const kind = `${change.name} after ${base}, ${between}`;
		const counts = kinds.get(kind) ?? { made: 0, intact: 0 };
		kinds.set(kind, { made: counts.made + 1, intact: counts.intact + Number(intact) });
		const wrong = intact ? await untold(file, signatures, scratch) : undefined;
		if (wrong === undefined) continue;
		writeFileSync(join(folder, `permitted-${seed}-${index}.pdf`), file);
		findings.push(`${index}: ${kind}: ${wrong}`);
	}
	rmSync(scratch, { recursive: true });
	return { kinds, findings };
}

/** What a reader shows beyond the report; undefined if nothing. */
async function untold(
	file: Buffer,
	signatures: readonly SignatureReport[],
	folder: string,
): Promise<string | undefined> {
	for (const [name, paint] of Object.entries(painters)) {
		const path = join(folder, 'file.pdf');
		const shown = async (bytes: Buffer): Promise<Pixels | undefined> => {
			writeFileSync(path, bytes);
			return await paint(path);
		};
		const now = await shown(file);
		for (const { coverage, seen, signer } of signatures) {
			// Its changes between signatures are all allowed, and reported as such.
			if (coverage.after === 'more') continue;
			const signed = await shown(file.subarray(0, file.length - coverage.bytesAfter));
			const places = seen === 'same' ? [] : placesTold(coverage);
			const wrong = differenceOutside(signed, now, places);
			if (wrong !== undefined) return `${name}: ${signer?.commonName}, ${seen}: ${wrong}`;
		}
	}
	return undefined;
}

function placesTold({ reason, filledIn }: SignatureReport['coverage']): Place[] {
	const told = [...reason.matchAll(/ in \[(\S+) (\S+) (\S+) (\S+)\]/g)].map(placeOf);
	const fields: Readonly<Record<string, number>> = {
		Sum: 20,
		Agreed: 21,
		'Terms.Kind': 22,
		Party: 28,
	};
	const filled = filledIn.flatMap(({ field }) => {
		const text = String(FORM[fields[field] ?? 0]);
		return [...text.matchAll(/\/Rect \[(\S+) (\S+) (\S+) (\S+)\]/g)].map(placeOf);
	});
	return [...told, ...filled];
}

function placeOf([, left, bottom, right, top]: readonly string[]): Place {
	return [Number(left), Number(bottom), Number(right), Number(top)];
}
