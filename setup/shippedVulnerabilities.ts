import { z } from 'zod';

const auditSchema = z.object({
	vulnerabilities: z.record(z.object({ name: z.string(), severity: z.string() })),
});

export interface Vulnerabilities {
	/** Names and severities of vulnerable libraries that are bundled into a package. */
	readonly shipped: readonly string[];
	/** Those that only build and test use. */
	readonly others: readonly string[];
}

/**
 * Separates what `npm audit --json` reports by whether it ships.
 *
 * @param licenses the build's THIRD_PARTY_LICENSES.md, with a heading for each bundled library: `# name version`
 * @throws if npm printed no report, or the list names no library
 */
export function shippedVulnerabilities(report: string, licenses: string): Vulnerabilities {
	const bundled = new Set([...licenses.matchAll(/^# (\S+) \d+\.\S+$/gm)].map(([, name]) => name));
	if (bundled.size === 0) throw new Error('The list of bundled libraries is empty');
	const { vulnerabilities } = auditSchema.parse(JSON.parse(report));
	const named = (isShipped: boolean) =>
		Object.values(vulnerabilities)
			.filter(({ name }) => bundled.has(name) === isShipped)
			.map(({ name, severity }) => `${name} (${severity})`);
	return { shipped: named(true), others: named(false) };
}
