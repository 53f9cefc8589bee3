// Runs n8n's scanner on the source and on the packed tarball, as n8n does when it verifies a package. Both must pass;
// warnings are printed.
import {
	analyzePackage,
	buildScanConfig,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint } from 'eslint';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { buildAndPack } from '../harness/n8n/buildAndPack';

/** The files that the scanner checks in the published tarball. */
const TARBALL_FILE_PATTERNS = ['**/*.js', 'package.json'];

/** Copies the project without installed or built files, like a fresh checkout. */
function copySource(folder: string): string {
	const root = resolve(__dirname, '..');
	const left = ['node_modules', 'dist', '.git'];
	cpSync(root, folder, { recursive: true, filter: (path) => !left.includes(basename(path)) });
	return folder;
}

async function unpackTarball(folder: string): Promise<string> {
	mkdirSync(folder);
	const tarball = await buildAndPack(folder);
	execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
	rmSync(tarball);
	return folder;
}

/** Prints warnings separately, because the scanner reports them only if there are errors. */
async function printWarnings(folder: string, patterns: string[]): Promise<void> {
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const formatter = await eslint.loadFormatter('stylish');
	const warnings = await formatter.format(await eslint.lintFiles(patterns));
	if (warnings) console.log(warnings);
}

async function scan(name: string, folder: string, patterns: string[]): Promise<boolean> {
	const { passed, message, details } = await analyzePackage(folder, patterns);
	console.log(`${name}: ${passed ? 'passed' : `FAILED: ${message}\n${details ?? ''}`}`);
	if (passed) await printWarnings(folder, patterns);
	return passed;
}

async function main(): Promise<void> {
	const workspace = mkdtempSync(join(tmpdir(), 'n8n-nodes-wosigndoc-scan-'));
	try {
		const source = copySource(join(workspace, 'source'));
		const tarball = await unpackTarball(join(workspace, 'tarball'));
		const sourcePassed = await scan('Source', source, SOURCE_FILE_PATTERNS);
		const tarballPassed = await scan('Tarball', tarball, TARBALL_FILE_PATTERNS);
		if (!sourcePassed || !tarballPassed) process.exitCode = 1;
	} finally {
		rmSync(workspace, { recursive: true });
	}
}

void main();
