import { z } from 'zod';
import { PASSWORD } from '../bases/password';
import { hashOf, NOTHING, outputOf, type Reader } from './reader';

const JSON_OPTIONS = ['--json=2', '--json-key=qpdf', '--json-stream-data=inline'];

const list = z.array(z.unknown());
const entries = z.record(z.string(), z.unknown());
const objectOf = z.union([
	z.object({ value: z.unknown() }),
	z.object({ stream: z.object({ dict: entries, data: z.string().optional() }) }),
]);
const output = z.object({ qpdf: z.tuple([z.unknown(), z.record(z.string(), objectOf)]) });
type Objects = Readonly<Record<string, z.infer<typeof objectOf>>>;

/** A number such as `1.`, which QPDF passes on although it is invalid in JSON. */
const BARE_POINT = /(?<=[ [:]-?)(\d+)\.(?=[,\s\]}])/g;

/** Keys that don't affect what a page shows. */
const ASIDE = new Set([
	'/Parent',
	'/P',
	'/Dest',
	'/A',
	'/StructParents',
	'/PieceInfo',
	'/Metadata',
]);
/** Inheritable page attributes. */
const INHERITED = ['/Resources', '/MediaBox', '/CropBox', '/Rotate'];

/** QPDF; compares all objects of the pages. */
export const qpdf: Reader = {
	name: 'qpdf',
	look: async (path) => {
		const { stdout } = await outputOf(
			'qpdf',
			...JSON_OPTIONS,
			'--decode-level=generalized',
			`--password=${PASSWORD}`,
			path,
		);
		const parsed = output.safeParse(json(stdout.toString('utf8').replace(BARE_POINT, '$1.0')));
		if (!parsed.success) return NOTHING;
		const [, objects] = parsed.data.qpdf;
		const walk = new Walk(objects);
		const root = walk.entries(walk.entries(walk.resolve('trailer'))['/Root']);
		return hashOf(
			JSON.stringify([walk.pages(root['/Pages'], {}), walk.expanded(root['/OCProperties'])]),
		);
	},
};

class Walk {
	private readonly open = new Set<string>();

	constructor(private readonly objects: Objects) {}

	resolve(value: unknown): unknown {
		if (typeof value !== 'string') return value;
		const key = value === 'trailer' ? value : /^\d+ \d+ R$/.test(value) ? `obj:${value}` : '';
		const object = this.objects[key];
		if (!object) return key === '' ? value : null;
		return 'stream' in object ? { ...object.stream.dict, data: object.stream.data } : object.value;
	}

	entries(value: unknown): Readonly<Record<string, unknown>> {
		return entries.safeParse(this.resolve(value)).data ?? {};
	}

	private list(value: unknown): unknown[] {
		return list.safeParse(this.resolve(value)).data ?? [];
	}

	/** The pages below a node, each with all referenced objects. */
	pages(node: unknown, above: Readonly<Record<string, unknown>>, depth = 0): unknown[] {
		const own = this.entries(node);
		const inherited = Object.fromEntries(
			INHERITED.map((key) => [key, own[key] ?? above[key]] as const),
		);
		const kids = this.resolve(own['/Kids']);
		if (Array.isArray(kids) && depth < 20)
			return kids.flatMap((kid) => this.pages(kid, inherited, depth + 1));
		return [this.expanded({ ...own, ...inherited, '/Annots': this.visible(own['/Annots']) })];
	}

	/** The annotations, except fields without a size. */
	private visible(annotations: unknown): unknown[] {
		return this.list(annotations).filter((one) => {
			const field = this.entries(one);
			const isField = [undefined, '/Widget'].includes(field['/Subtype'] as string | undefined);
			const [left, bottom, right, top] = this.list(field['/Rect']);
			return !isField || left !== right || bottom !== top;
		});
	}

	/** The value with all references resolved. */
	expanded(value: unknown): unknown {
		const isReference = typeof value === 'string' && /^\d+ \d+ R$/.test(value);
		if (!isReference) return this.inside(value);
		if (this.open.has(value)) return 'above';
		this.open.add(value);
		const expanded = this.inside(this.resolve(value));
		this.open.delete(value);
		return expanded;
	}

	private inside(value: unknown): unknown {
		const items = list.safeParse(value).data;
		if (items) return items.map((item) => this.expanded(item));
		const dictionary = entries.safeParse(value).data;
		if (!dictionary) return value;
		return Object.entries(dictionary)
			.filter(([key]) => !ASIDE.has(key))
			.sort(([one], [other]) => (one < other ? -1 : 1))
			.map(([key, entry]) => [key, key === 'data' ? entry : this.expanded(entry)]);
	}
}

function json(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
