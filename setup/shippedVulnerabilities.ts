import { z } from 'zod';

const auditSchema = z.object({
	vulnerabilities: z.record(z.object({ name: z.string(), severity: z.string() })),
});

const billSchema = z.object({ components: z.array(z.object({ name: z.string() })).nonempty() });

export interface Vulnerabilities {
	/** Names and severities of vulnerable libraries that are bundled into a package. */
	readonly shipped: readonly string[];
	/** Those that only build and test use. */
	readonly others: readonly string[];
}

/**
 * Separates what `npm audit --json` reports by whether it ships.
 *
 * @param bills the build's bills of materials (CycloneDX JSON), which name each bundled library
 * @throws if npm printed no report, or a bill names no library
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
