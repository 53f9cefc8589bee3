import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** The clock ticks of `/proc/<pid>/stat` a second: 100 on every Linux that Node.js runs on. */
const TICKS = 100;

/** CPU time and memory of a process and its descendants: n8n runs Code nodes in a process of its own. Linux only. */
export class ProcessTree {
	/** @param root gives the process's id, which is another after a restart */
	constructor(private readonly root: () => number) {}

	/** Seconds of CPU that those still running have used. */
	cpuSeconds(): number {
		return this.sum((pid) => {
			const { rest } = statOf(pid);
			return (Number(rest[11]) + Number(rest[12])) / TICKS;
		});
	}

	/** Resident bytes now, and at their highest since `resetPeak`; the highest of each process, added up. */
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
		// Grows while it is walked.
		for (const one of tree) {
			tree.push(...parents.filter(([, parent]) => parent === one).map(([pid]) => pid));
		}
		return tree;
	}
}

/** Fields behind the program's name, which may hold spaces and brackets: the state is the first (proc(5)). */
function statOf(pid: number): { rest: string[] } {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	return { rest: stat.slice(stat.lastIndexOf(')') + 2).split(' ') };
}

/** Processes may end while they are looked at. */
function ifAlive<Value>(look: () => Value): Value | undefined {
	try {
		return look();
	} catch {
		return undefined;
	}
}
