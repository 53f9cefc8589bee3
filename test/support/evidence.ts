import { build } from 'esbuild';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { signatureLibrary } from '../../setup/bundles';

const root = resolve(__dirname, '../..');
const PACKAGE = 'node_modules/n8n-nodes-wosigndoc';

/** The output of the script in `docs/EVIDENCE.md`, and whether it succeeded. */
export interface Checked {
	readonly ok: boolean;
	readonly output: string;
}

/** A folder for checking evidence, with the script and the installed package. */
export class EvidenceChecker {
	readonly folder = mkdtempSync(join(tmpdir(), 'evidence-'));

	async install(): Promise<void> {
		const outdir = join(this.folder, PACKAGE, 'dist');
		await build({ ...signatureLibrary, absWorkingDir: root, outdir });
		this.copyScript();
	}

	/** Installs the package as shipped: a tarball from `npm pack`. */
	installPacked(tarball: string): void {
		const folder = join(this.folder, PACKAGE);
		mkdirSync(folder, { recursive: true });
		execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
		this.copyScript();
	}

	private copyScript(): void {
		cpSync(join(root, 'docs/verifyEvidence.mjs'), join(this.folder, 'verifyEvidence.mjs'));
	}

	/** Checks the files with the script, or with another script in the folder. */
	check(
		evidence: Buffer,
		document: Buffer,
		roots?: string,
		script = 'verifyEvidence.mjs',
	): Checked {
		const files = { 'evidence.json': evidence, 'document.pdf': document };
		for (const [name, bytes] of Object.entries(files))
			writeFileSync(join(this.folder, name), bytes);
		if (roots !== undefined) writeFileSync(join(this.folder, 'roots.pem'), roots);
		const given = [...Object.keys(files), ...(roots === undefined ? [] : ['roots.pem'])];
		const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...given], {
			cwd: this.folder,
			encoding: 'utf8',
		});
		return { ok: status === 0, output: stdout + stderr };
	}

	remove(): void {
		rmSync(this.folder, { recursive: true });
	}
}
