import { deflateSync } from 'node:zlib';

/** How an incremental update is written, so that it can be what no program would write. */
export interface UpdateOptions {
	/** Replaces the text of an object's head, `N 0 obj`, by its number. */
	readonly heads?: Readonly<Record<number, string>>;
	/** Changes the lines of the table, one an object, that of object 0 first. */
	readonly lines?: (lines: readonly string[]) => readonly string[];
	/** Changes the trailer's entries, or those of the cross-reference stream. */
	readonly trailer?: (entries: string) => string;
	/** Changes the offset in `startxref`. */
	readonly startXref?: (place: number) => number;
	readonly before?: string;
	readonly between?: string;
	readonly end?: string;
	/** The number of a cross-reference stream; without it there is a table. */
	readonly stream?: number;
	/** Objects within an object stream: by their number that of the stream and their index in it. */
	readonly within?: Readonly<Record<number, readonly [stream: number, index: number]>>;
	/** Changes the rows of a cross-reference stream: number, kind and two values. */
	readonly rows?: (rows: readonly Row[]) => readonly Row[];
}

type Row = readonly [number: number, kind: number, one: number, other: number];

/** The file with one more update in canonical form, except for what the options change. */
export function updated(
	file: Buffer,
	objects: Readonly<Record<number, string>>,
	options: UpdateOptions = {},
): Buffer {
	const {
		before = '',
		between = '',
		end = '%%EOF\n',
		startXref = (place: number) => place,
	} = options;
	let text = before;
	const places: [number: number, place: number][] = [];
	for (const [key, object] of Object.entries(objects)) {
		places.push([Number(key), file.length + text.length]);
		text += `${options.heads?.[Number(key)] ?? `${key} 0 obj`}\n${object}\nendobj\n${between}`;
	}
	const place = file.length + text.length;
	text += section(file, places, place, options);
	return Buffer.concat([
		file,
		Buffer.from(`${text}startxref\n${startXref(place)}\n${end}`, 'latin1'),
	]);
}

function section(
	file: Buffer,
	places: readonly (readonly [number, number])[],
	place: number,
	{ lines = same, trailer = same, stream, within = {}, rows = same }: UpdateOptions,
): string {
	const previous = lastStartXref(file);
	const first = '/Size 100 /Root 1 0 R';
	const entries = trailer(previous === undefined ? first : `${first} /Prev ${previous}`);
	if (stream === undefined) {
		const all = lines([
			'0 1\n0000000000 65535 f \n',
			...places.map(([number, at]) => `${number} 1\n${String(at).padStart(10, '0')} 00000 n \n`),
		]);
		return `xref\n${all.join('')}trailer\n<< ${entries} >>\n`;
	}
	const all = rows([
		...places.map(([number, at]): Row => [number, 1, at, 0]),
		...Object.entries(within).map(([number, [one, index]]): Row => [Number(number), 2, one, index]),
		[stream, 1, place, 0],
	]);
	const data = Buffer.concat(all.map(([, ...row]) => rowBytes(row)));
	const index = all.map(([number]) => `${number} 1`).join(' ');
	const dictionary = `<< /Type /XRef /W [1 4 2] /Index [${index}] /Length ${data.length} ${entries} >>`;
	return `${stream} 0 obj\n${dictionary}\nstream\n${data.toString('latin1')}\nendstream\nendobj\n`;
}

function rowBytes([kind, one, other]: readonly [number, number, number]): Buffer {
	const row = Buffer.alloc(7);
	row.writeUInt8(kind);
	row.writeUInt32BE(one, 1);
	row.writeUInt16BE(other, 5);
	return row;
}

/** The file with its last cross-reference stream written in another way. */
export function withSection(
	file: Buffer,
	entries: (entries: string) => string,
	data: (data: Buffer) => Buffer = same,
): Buffer {
	const text = file.toString('latin1');
	const at = text.lastIndexOf('<< /Type /XRef');
	const section = /^<< (.*) >>\nstream\n([\s\S]*?)\nendstream/.exec(text.slice(at));
	const [all = '', dictionary = '', content = ''] = section ?? [];
	const bytes = data(Buffer.from(content, 'latin1')).toString('latin1');
	const own = entries(dictionary.replace(/\/Length \d+/, `/Length ${bytes.length}`));
	const other = `<< ${own} >>\nstream\n${bytes}\nendstream`;
	return Buffer.from(text.slice(0, at) + other + text.slice(at + all.length), 'latin1');
}

/** An object stream of these objects; `change` makes its dictionary's entries others. */
export function objectStreamOf(
	objects: readonly (readonly [number: number, text: string])[],
	change: (entries: string) => string = same,
	head?: string,
): string {
	let offset = 0;
	const offsets = objects.map(([, text]) => {
		const at = offset;
		offset += text.length + 1;
		return at;
	});
	const ownHead = objects.map(([number], index) => `${number} ${offsets[index]}`).join(' ') + '\n';
	const bodies = objects.map(([, text]) => `${text}\n`).join('');
	const data = deflateSync(Buffer.from((head ?? ownHead) + bodies, 'latin1')).toString('latin1');
	const entries = `/Type /ObjStm /N ${objects.length} /First ${(head ?? ownHead).length} /Filter /FlateDecode /Length ${data.length}`;
	return `<< ${change(entries)} >>\nstream\n${data}\nendstream`;
}

/** The offset in the file's last `startxref`; undefined if there is none. */
export function lastStartXref(file: Buffer): number | undefined {
	const found = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(file.subarray(-64).toString('latin1'));
	return found ? Number(found[1]) : undefined;
}

function same<Value>(value: Value): Value {
	return value;
}
