import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** The rings of tests, from the fastest outwards; each is a folder of `test/`. */
export const rings = ['unit', 'sandbox', 'node', 'e2e'] as const;

export type Ring = (typeof rings)[number];

/** What became of a ring's tests. */
export interface RingResult {
	passed: number;
	failed: number;
	skipped: number;
}

const reportSchema = z.object({
	testResults: z.array(
		z.object({
			status: z.string(),
			assertionResults: z.array(z.object({ status: z.string() })),
		}),
	),
});

/**
 * Counts the tests in a report of Jest (`--json --outputFile`). A file that failed without a
 * failed test (it does not load, its set-up broke) counts as one failure.
 */
export function countTests(reportFile: string): RingResult {
	const result: RingResult = { passed: 0, failed: 0, skipped: 0 };
	if (!existsSync(reportFile)) return result;
	const { testResults } = reportSchema.parse(JSON.parse(readFileSync(reportFile, 'utf8')));
	for (const { status, assertionResults } of testResults) {
		const outcomes = assertionResults.map((test) => test.status);
		const passed = outcomes.filter((outcome) => outcome === 'passed').length;
		const failed = outcomes.filter((outcome) => outcome === 'failed').length;
		result.passed += passed;
		result.failed += status === 'failed' ? Math.max(failed, 1) : failed;
		result.skipped += outcomes.length - passed - failed;
	}
	return result;
}
