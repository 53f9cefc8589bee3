import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { EditorSession } from './editorSession';
import type { InstalledPackage } from './installPackage';

const loadedNodesSchema = z.array(
	z
		.object({
			name: z.string(),
			displayName: z.string(),
			version: z.union([z.number(), z.array(z.number())]),
		})
		.transform((node) => ({ ...node, latestVersion: Math.max(...[node.version].flat()) })),
);

type LoadedNode = z.infer<typeof loadedNodesSchema>[number];

/**
 * The nodes that n8n has loaded from a package.
 *
 * @throws if there are none
 */
export async function loadedNodes(
	session: EditorSession,
	{ name }: InstalledPackage,
): Promise<LoadedNode[]> {
	const types = await session.fetch('/types/nodes.json');
	const loaded = loadedNodesSchema.parse(await types.json());
	const nodes = loaded.filter((node) => node.name.startsWith(`${name}.`));
	if (nodes.length === 0) throw new Error(`n8n has loaded no node of ${name}`);
	return nodes;
}

/**
 * Records in n8n's database that a package is installed, like the last step of n8n's installer
 * (`persistInstalledPackage`), so that the editor lists it under Settings > Community nodes.
 */
export function recordPackage(
	database: string,
	{ name, version, author }: InstalledPackage,
	nodes: readonly LoadedNode[],
): void {
	const connection = new DatabaseSync(database, { timeout: 5_000 });
	try {
		connection
			.prepare(
				`INSERT INTO installed_packages
				(packageName, installedVersion, authorName, authorEmail, createdAt, updatedAt)
				VALUES (?, ?, ?, ?, datetime(), datetime())`,
			)
			.run(name, version, author.name, author.email);
		const insertNode = connection.prepare(
			'INSERT INTO installed_nodes (name, type, latestVersion, package) VALUES (?, ?, ?, ?)',
		);
		for (const node of nodes) {
			insertNode.run(node.displayName, node.name, node.latestVersion, name);
		}
	} finally {
		connection.close();
	}
}
