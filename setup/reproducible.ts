// Builds and packs both packages from two clean checkouts that differ in their folder, umask, time, time zone and
// language, and fails unless the tarballs are the same, byte for byte: `npm run reproducible`. What is not added to
// git's index is left out, as in a clone.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..');

/** What may differ between two who build the same version. */
interface Surroundings {
	readonly folder: string;
	readonly umask: string;
	/** Days between this build's clock and the machine's. */
	readonly daysLater: number;
	readonly environment: NodeJS.ProcessEnv;
}

const BUILDS: readonly Surroundings[] = [
	{
		folder: 'first',
		umask: '022',
		daysLater: 0,
		environment: { TZ: 'Pacific/Kiritimati', LANG: 'C', LC_ALL: 'C' },
	},
	{
		folder: 'another place/第二次',
		umask: '077',
		daysLater: 400,
		environment: { TZ: 'Pacific/Pago_Pago', LANG: 'zh_CN.UTF-8', LC_ALL: 'zh_CN.UTF-8' },
	},
];

/** `$1` is a checkout's folder, which does not exist yet, `$2` the umask; the tarballs go into its folder `packed`. */
const BUILD = `
	set -e
	umask "$2"
	mkdir -p "$1"
	git checkout-index --all --prefix="$1/"
	ln -s "$PWD/node_modules" "$1/node_modules"
	cd "$1"
	mkdir packed
	NODE_OPTIONS="$CLOCK" node node_modules/gulp/bin/gulp.js --silent build buildSandbox
	npm pack --silent --pack-destination packed . ./packages/sandbox
`;

/** A module that sets the clock of a program, as a URL. */
function clock(daysLater: number): string {
	const module = `
		const { now } = Date;
		const later = () => now() + ${daysLater * 86_400_000};
		globalThis.Date = class extends Date {
			constructor(...given) { super(...(given.length > 0 ? given : [later()])); }
			static now() { return later(); }
		};
	`;
	return `data:text/javascript,${encodeURIComponent(module)}`;
}

/** Builds in these surroundings; the SHA-256 of each tarball by its name. */
async function build(workspace: string, surroundings: Surroundings): Promise<Map<string, string>> {
	const { folder, umask, daysLater, environment } = surroundings;
	const checkout = join(workspace, folder);
	const child = spawn('sh', ['-c', BUILD, 'sh', checkout, umask], {
		cwd: root,
		stdio: ['ignore', 'ignore', 'inherit'],
		env: { ...process.env, ...environment, CLOCK: `--import=${clock(daysLater)}` },
	});
	const [code] = (await once(child, 'exit')) as [number | null];
	if (code !== 0) throw new Error(`The build in "${folder}" failed`);
	const packed = join(checkout, 'packed');
	const hashOf = (name: string) =>
		createHash('sha256')
			.update(readFileSync(join(packed, name)))
			.digest('hex');
	return new Map(readdirSync(packed).map((name) => [name, hashOf(name)]));
}

async function main(): Promise<void> {
	const workspace = mkdtempSync(join(tmpdir(), 'n8n-nodes-wosigndoc-build-'));
	try {
		const [first = new Map<string, string>(), second = new Map<string, string>()] =
			await Promise.all(BUILDS.map((surroundings) => build(workspace, surroundings)));
		for (const [name, hash] of first) {
			const other = second.get(name) ?? 'missing';
			console.log(`${name}: ${hash === other ? `twice ${hash}` : `DIFFERS: ${hash}, ${other}`}`);
			if (hash !== other) process.exitCode = 1;
		}
		if (first.size !== 2) throw new Error(`${first.size} packages were packed, not 2`);
	} finally {
		rmSync(workspace, { recursive: true });
	}
}

void main();
