import { z } from 'zod';

const auditSchema = z.object({
	vulnerabilities: z.record(z.object({ name: z.string(), severity: z.string() })),
});

export interface Vulnerabilities {
	/** Names and severities of vulnerable bundled libraries. */
	readonly shipped: readonly string[];
	/** Vulnerable libraries used only for building and testing. */
	readonly others: readonly string[];
}

/**
 * Separates the vulnerabilities reported by `npm audit --json` by whether they ship.
 *
 * @param licenses the build's THIRD_PARTY_LICENSES.md, with a heading for each bundled library: `# name version`
 * @throws if npm printed no report, or the list is empty
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
