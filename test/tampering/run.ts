import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verify } from '../support/signatures/verify';
import { makeAttempt, write, type Attempt } from './attempt';
import type { Base } from './bases/base';
import { makeBase, type Writers } from './bases/makeBase';
import { Signers } from './bases/sign';
import { Draw } from './draw';
import { NOTHING, type Reader } from './readers/reader';
import { shrink } from './shrink';

export interface RunSettings {
	readonly seed: number;
	readonly count: number;
	readonly readers: readonly Reader[];
	/** Number of the first document to test. */
	readonly from?: number;
	/** Only documents whose name or base's name matches. */
	readonly only?: RegExp | undefined;
	/** Folder for findings. */
	readonly folder: string;
}

/** A document that is called intact although a reader shows it differently than it was signed. */
export interface Finding {
	readonly index: number;
	readonly names: readonly string[];
	readonly base: string;
	readonly readers: readonly string[];
	readonly file: string;
}

export interface RunResult {
	readonly documents: number;
	readonly intact: number;
	/** Permitted updates, and how many were accepted. */
	readonly allowed: number;
	readonly refused: readonly string[];
	/** Rejected permitted updates of unusual documents: hybrid, linearized, encrypted. */
	readonly refusedUnusual: readonly string[];
	/** For each kind, the number of documents, and how many were called intact. */
	readonly kinds: ReadonlyMap<string, { readonly made: number; readonly intact: number }>;
	readonly findings: readonly Finding[];
	readonly milliseconds: number;
}

/** Approximate number of documents per base. */
const PER_BASE = 4;

/** How documents are split for the verifier; the verdict must not depend on it. */
const PIECES = [65_536, 10_000, 1_000, 150, 64] as const;
const pieceOf = (index: number) => PIECES[index % PIECES.length] ?? 65_536;

/** How often to recreate a document that isn't intact. */
const MOST_BASES = 4;

/** Updates signed files, and compares the verifier's verdict with what readers show. */
export class Run {
	private readonly signers = new Signers();
	private readonly writers: Writers;
	private readonly bases = new Map<number, Promise<Base>>();
	private readonly looks = new Map<string, string>();
	private readonly scratch = mkdtempSync(join(tmpdir(), 'tampering-'));
	private readonly kinds = new Map<string, { made: number; intact: number }>();
	private readonly findings: Finding[] = [];
	private readonly refused: string[] = [];
	private readonly refusedUnusual: string[] = [];
	private intact = 0;
	private allowed = 0;

	constructor(private readonly settings: RunSettings) {
		const hasQpdf = settings.readers.some(({ name }) => name === 'qpdf');
		this.writers = { signers: this.signers, hasQpdf };
	}

	async result(): Promise<RunResult> {
		const started = Date.now();
		const { from = 0, count } = this.settings;
		try {
			for (let index = from; index < from + count; index++) await this.document(index);
		} finally {
			rmSync(this.scratch, { recursive: true });
			for (const reader of this.settings.readers) reader.close?.();
		}
		const { intact, allowed, refused, refusedUnusual, kinds, findings } = this;
		const milliseconds = Date.now() - started;
		return {
			...{ documents: count, intact, allowed, refused, refusedUnusual, kinds, findings },
			milliseconds,
		};
	}

	private async document(index: number): Promise<void> {
		const { seed } = this.settings;
		const place = Math.floor(index / PER_BASE);
		const made = this.bases.get(place) ?? this.makeBase(new Draw([seed, 'base', place]));
		this.bases.set(place, made);
		const base = await made;
		const attempt = makeAttempt({ base, draw: new Draw([seed, index]) });
		const { only } = this.settings;
		if (only && !only.test(`${attempt.names.join(', ')} after ${base.name}`)) return;
		const file = write(attempt, this.signers);
		const { intact, summary } = await verify(file, '', pieceOf(index));
		this.count(attempt, intact);
		if (attempt.isAllowed && !intact) {
			const list = base.isPlain ? this.refused : this.refusedUnusual;
			list.push(`${index}: ${attempt.names.join(', ')} after ${base.name}: ${summary}`);
		}
		if (!intact || attempt.parts.length === 0) return;
		const differing = await this.differing(`${place}`, base, file);
		if (differing.length > 0) await this.found(index, place, base, differing);
	}

	/** Tries to create an intact document, because others don't test anything. */
	private async makeBase(draw: Draw): Promise<Base> {
		for (let attempt = 0; ; attempt++) {
			const base = await makeBase(draw.fork(attempt), this.writers);
			if (attempt === MOST_BASES || (await verify(base.signed, '', 65_536)).intact) return base;
		}
	}

	private count({ names: [name = ''], isAllowed }: Attempt, intact: boolean): void {
		const kind = this.kinds.get(name) ?? { made: 0, intact: 0 };
		this.kinds.set(name, kind);
		kind.made++;
		if (isAllowed) this.allowed++;
		if (!intact) return;
		kind.intact++;
		this.intact++;
	}

	/** The readers that show the document differently than it was signed. */
	private async differing(place: string, base: Base, file: Buffer): Promise<string[]> {
		const differing: string[] = [];
		for (const reader of this.settings.readers) {
			const key = `${place} ${reader.name}`;
			const signed = this.looks.get(key) ?? (await this.look(reader, base.signed));
			this.looks.set(key, signed);
			const shown = await this.look(reader, file);
			if (shown !== signed)
				differing.push(`${reader.name}${shown === NOTHING ? ' (nothing)' : ''}`);
		}
		return differing;
	}

	private async look(reader: Reader, file: Buffer): Promise<string> {
		const path = join(this.scratch, 'document.pdf');
		writeFileSync(path, file);
		return await reader.look(path);
	}

	private async found(
		index: number,
		place: number,
		base: Base,
		readers: readonly string[],
	): Promise<void> {
		const { seed, folder } = this.settings;
		const attempt = await shrink({ base, draw: () => new Draw([seed, index]) }, async (smaller) => {
			const file = write(smaller, this.signers);
			const { intact } = await verify(file, '', 65_536);
			return intact && (await this.differing(`${place}`, base, file)).length > 0;
		});
		const path = join(folder, `${seed}-${index}`);
		writeFileSync(`${path}.signed.pdf`, base.signed);
		writeFileSync(`${path}.pdf`, write(attempt, this.signers));
		this.findings.push({
			index,
			names: attempt.names,
			base: base.name,
			readers,
			file: `${path}.pdf`,
		});
	}
}
