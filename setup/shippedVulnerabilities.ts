import { z } from 'zod';

const auditSchema = z.object({
	vulnerabilities: z.record(z.object({ name: z.string(), severity: z.string() })),
});

const billSchema = z.object({ components: z.array(z.object({ name: z.string() })).nonempty() });

export interface Vulnerabilities {
	/** Names and severities of vulnerable bundled libraries. */
	readonly shipped: readonly string[];
	/** Vulnerable libraries used only for building and testing. */
	readonly others: readonly string[];
}

/**
 * Separates the vulnerabilities reported by `npm audit --json` by whether they ship.
 *
 * @param bills the build's CycloneDX files, which name each bundled library
 * @throws if npm printed no report, or a file names no library
 */
export function shippedVulnerabilities(report: string, bills: readonly string[]): Vulnerabilities {
	const components = bills.flatMap((bill) => billSchema.parse(JSON.parse(bill)).components);
	const bundled = new Set(components.map(({ name }) => name));
	const { vulnerabilities } = auditSchema.parse(JSON.parse(report));
	const named = (isShipped: boolean) =>
		Object.values(vulnerabilities)
			.filter(({ name }) => bundled.has(name) === isShipped)
			.map(({ name, severity }) => `${name} (${severity})`);
	return { shipped: named(true), others: named(false) };
}
