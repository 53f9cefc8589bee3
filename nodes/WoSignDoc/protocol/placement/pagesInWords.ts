const RUNS_SHOWN = 5;

/** Page numbers in words, e.g. `page 3` or `pages 1–5, 7`; a long list is cut and says so. */
export function pagesInWords(pages: Iterable<number>): string {
	const runs: { from: number; to: number }[] = [];
	for (const page of [...pages].sort((left, right) => left - right)) {
		const run = runs.at(-1);
		if (run && page <= run.to + 1) run.to = page;
		else runs.push({ from: page, to: page });
	}
	const shown = runs
		.slice(0, RUNS_SHOWN)
		.map(({ from, to }) => (from === to ? String(from) : `${from}–${to}`));
	const left = runs.slice(RUNS_SHOWN).reduce((sum, { from, to }) => sum + to - from + 1, 0);
	const several = runs.length > 1 || runs.some(({ from, to }) => from < to);
	return `${several ? 'pages' : 'page'} ${shown.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}
