import { deflateSync } from 'node:zlib';
import type { ObjectPart, Part, SectionPart, XrefEntry } from './parts';
import { write } from './value';

/** The offset of each label, and the length of each stream. */
type Places = Map<string, number>;

/** Enough passes: an offset changes only if another's number of digits does. */
const MOST_PASSES = 8;
/** `@label`, `@label+2`, `@label-1`. */
const LABEL = /@([A-Za-z0-9_:]+)([+-]\d+)?(?![A-Za-z0-9_:])/g;

/**
 * The file with the parts appended, once every label has its final offset.
 *
 * @param constants labels that aren't offsets
 */
export function writeParts(
	file: Buffer,
	parts: readonly Part[],
	constants: ReadonlyMap<string, number> = new Map(),
): Buffer {
	let places: Places = new Map(constants);
	let written = '';
	for (let pass = 0; pass < MOST_PASSES; pass++) {
		const writer = new PartWriter(places, file.length);
		const next = writer.all(parts, file.length);
		if (next === written) break;
		[written, places] = [next, new Map([...constants, ...writer.found])];
	}
	return Buffer.concat([file, Buffer.from(written, 'latin1')]);
}

class PartWriter {
	readonly found: Places = new Map();

	constructor(
		private readonly places: Places,
		private readonly start: number,
	) {}

	all(parts: readonly Part[], start: number): string {
		let written = '';
		for (const part of parts) written += this.one(part, start + written.length);
		return written;
	}

	private one(part: Part, at: number): string {
		switch (part.kind) {
			case 'text':
				if (part.label !== undefined) this.found.set(part.label, at);
				return this.resolve(part.text);
			case 'object':
				return this.object(part, at);
			case 'section':
				this.found.set(part.label, at);
				return part.form === 'table' ? this.table(part) : this.xrefStream(part, at);
		}
	}

	private object(part: ObjectPart, at: number): string {
		const { number, generation, value, stream, head, tail } = part;
		const label = part.label ?? `${number}`;
		this.found.set(label, at);
		const length = this.places.get(`length:${label}`) ?? 0;
		const dictionary = this.resolve(write(value).replaceAll('@length', `${length}`));
		const before = `${head ?? `${number} ${generation} obj`}\n${dictionary}\n`;
		if (stream === undefined) return `${before}${tail ?? 'endobj\n'}`;
		const start = at + before.length + 'stream\n'.length;
		this.found.set(`data:${label}`, start);
		const data = typeof stream === 'string' ? stream : this.all(stream, start);
		this.found.set(`length:${label}`, data.length);
		return `${before}stream\n${data}\n${tail ?? 'endstream\nendobj\n'}`;
	}

	private table(part: SectionPart): string {
		const { entries, trailer, retype = (one: string) => one } = part;
		const table = runsOf(entries).map(
			(run) => `${run[0]?.number ?? 0} ${run.length}\n${run.map((one) => this.line(one)).join('')}`,
		);
		return `${retype(`xref\n${table.join('')}`)}trailer\n${this.resolve(write(trailer))}\n`;
	}

	private line({ kind, where, second }: XrefEntry): string {
		const offset = this.place(where).toString().padStart(10, '0');
		return `${offset} ${second.toString().padStart(5, '0')} ${kind === 'at' ? 'n' : 'f'} \n`;
	}

	private xrefStream(part: SectionPart, at: number): string {
		const { number, widths, entries, trailer, isCompressed } = part;
		const data = Buffer.concat(entries.map((entry) => this.packed(entry, widths)));
		const bytes = isCompressed ? deflateSync(data) : data;
		const index = runsOf(entries).map((run) => `${run[0]?.number ?? 0} ${run.length}`);
		const given = new Set(trailer.entries.map(([key]) => key));
		const own = [
			['/Type', '/XRef'],
			['/W', `[${widths.join(' ')}]`],
			['/Index', `[${index.join(' ')}]`],
			...(isCompressed ? [['/Filter', '/FlateDecode']] : []),
			['/Length', `${bytes.length}`],
		].filter(([key = '']) => !given.has(key));
		const dictionary = `<< ${own.flat().join(' ')} ${write(trailer).slice(3)}`;
		return this.object(
			{
				...{ kind: 'object', number, generation: 0, label: `${part.label}:object` },
				...{ value: dictionary, stream: bytes.toString('latin1') },
			},
			at,
		);
	}

	private packed({ kind, where, second }: XrefEntry, widths: readonly number[]): Buffer {
		const type = { free: 0, at: 1, within: 2 }[kind];
		return Buffer.concat([type, this.place(where), second].map((n, i) => big(n, widths[i] ?? 0)));
	}

	private place(where: string): number {
		return Math.max(0, Number(this.resolve(where)) || 0);
	}

	private resolve(text: string): string {
		return text.replace(
			LABEL,
			(_, label: string, moved = '0') =>
				`${(this.places.get(label) ?? this.start) + Number(moved)}`,
		);
	}
}

/** Entries with consecutive numbers. */
function runsOf(entries: readonly XrefEntry[]): XrefEntry[][] {
	const runs: XrefEntry[][] = [];
	for (const entry of entries) {
		const run = runs.at(-1);
		if (run?.at(-1)?.number === entry.number - 1) run?.push(entry);
		else runs.push([entry]);
	}
	return runs;
}

function big(value: number, width: number): Buffer {
	const hex = BigInt(Math.floor(value))
		.toString(16)
		.padStart(width * 2, '0');
	return Buffer.from(width === 0 ? '' : hex.slice(-width * 2), 'hex');
}
