import { makeAttempt, type Attempt } from './attempt';
import type { Base } from './bases/base';
import type { Draw } from './draw';

const MOST_MUTATIONS = 3;

/** The document without unnecessary mutations. */
export async function shrink(
	{ base, draw }: { base: Base; draw: () => Draw },
	stillHolds: (attempt: Attempt) => Promise<boolean>,
): Promise<Attempt> {
	const left = new Set<number>();
	const attempt = () => makeAttempt({ base, draw: draw(), keeps: (index) => !left.has(index) });
	for (let index = 0; index < MOST_MUTATIONS; index++) {
		left.add(index);
		if (!(await stillHolds(attempt()))) left.delete(index);
	}
	return attempt();
}
