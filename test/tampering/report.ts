import type { RunResult, RunSettings } from './run';

/** A readable report of a run. */
export function reportOf(settings: RunSettings, result: RunResult): string {
	const { seed, readers } = settings;
	const { documents, intact, allowed, refused, refusedUnusual, kinds, findings, milliseconds } =
		result;
	return [
		`seed ${seed}, ${documents} documents in ${Math.round(milliseconds / 1_000)} s, shown by ${readers.map(({ name }) => name).join(', ')}`,
		`called intact: ${intact}; updates that may follow a signature: ${allowed - refused.length - refusedUnusual.length} of ${allowed} accepted`,
		...[...kinds]
			.sort(([one], [other]) => one.localeCompare(other))
			.map(([name, { made, intact: ok }]) => `  ${name}: ${made} made, ${ok} called intact`),
		...refusedUnusual.map((one) => `Refused after an unusual document: ${one}`),
		...refused.map((one) => `Refused although it may follow: ${one}`),
		...findings.map(
			({ index, names, base, readers: by, file }) =>
				`Called intact, shown otherwise by ${by.join(', ')}: ${index}: ${names.join(', ')}; after ${base}; ${file}`,
		),
		`shown otherwise than signed: ${findings.length}`,
	].join('\n');
}
