import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Clock ticks per second in `/proc/<pid>/stat`: 100 on every Linux that Node.js supports. */
const TICKS = 100;

/** CPU time and memory of a process and its descendants, because n8n runs Code nodes in a child process. Linux only. */
export class ProcessTree {
	/** @param root returns the process's id, which changes after a restart */
	constructor(private readonly root: () => number) {}

	/** CPU seconds used by the processes that are still running. */
	cpuSeconds(): number {
		return this.sum((pid) => {
			const { rest } = statOf(pid);
			return (Number(rest[11]) + Number(rest[12])) / TICKS;
		});
	}

	/** Current resident bytes, and the sum of each process's peak since `resetPeak`. */
	memory(): { resident: number; peak: number } {
		const bytes = (field: string) =>
			this.sum((pid) => {
				const status = readFileSync(`/proc/${pid}/status`, 'utf8');
				return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) * 1_024;
			});
		return { resident: bytes('VmRSS'), peak: bytes('VmHWM') };
	}

	resetPeak(): void {
		for (const pid of this.pids()) writeFileSync(`/proc/${pid}/clear_refs`, '5');
	}

	private sum(of: (pid: number) => number): number {
		return this.pids().reduce((total, pid) => total + (ifAlive(() => of(pid)) ?? 0), 0);
	}

	private pids(): number[] {
		const parents = readdirSync('/proc')
			.map(Number)
			.filter(Number.isInteger)
			.flatMap((pid) => ifAlive(() => [[pid, Number(statOf(pid).rest[1])] as const]) ?? []);
		const tree = [this.root()];
		// The array grows during the loop.
		for (const one of tree) {
			tree.push(...parents.filter(([, parent]) => parent === one).map(([pid]) => pid));
		}
		return tree;
	}
}

/** The fields after the program's name, which may contain spaces and brackets; the state is the first (proc(5)). */
function statOf(pid: number): { rest: string[] } {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	return { rest: stat.slice(stat.lastIndexOf(')') + 2).split(' ') };
}

/** Processes may exit while they are being read. */
function ifAlive<Value>(look: () => Value): Value | undefined {
	try {
		return look();
	} catch {
		return undefined;
	}
}
