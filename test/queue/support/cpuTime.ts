import { readdir, readFile } from 'node:fs/promises';

/** Linux counts CPU time in hundredths of a second. */
const TICK_MS = 10;

/** CPU milliseconds used by a process and its descendants. */
export async function cpuTime(pid: number): Promise<number> {
	const all = await readAll();
	const below = (parent: number): number =>
		all
			.filter((one) => one.parent === parent)
			.reduce((sum, one) => sum + one.milliseconds + below(one.pid), 0);
	return (all.find((one) => one.pid === pid)?.milliseconds ?? 0) + below(pid);
}

async function readAll() {
	const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
	const stats = pids.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined));
	return (await Promise.all(stats)).flatMap((stat) =>
		stat === undefined ? [] : [parseStat(stat)],
	);
}

/** proc(5): after the name in brackets, the state, the parent, and from the 12th field, the times, including ended children. */
function parseStat(stat: string) {
	const pid = Number.parseInt(stat, 10);
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	const ticks = fields.slice(11, 15).reduce((sum, one) => sum + Number(one), 0);
	return { pid, parent: Number(fields[1]), milliseconds: ticks * TICK_MS };
}
