import { deflateSync } from 'node:zlib';
import { object, type ObjectPart } from '../pdf/parts';
import { dictionary, having, write, type Entry, type Value } from '../pdf/value';
import { oneOf, type Scene } from './ambiguity';
import { oddNumber, type NumberForm } from './numberForms';

/** Keys with their abbreviated or alternative spellings. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
	'/DecodeParms': ['/DecodeParms', '/DP', '/Decode#50arms'],
	'/Filter': ['/Filter', '/F', '/Filte#72'],
	'/FlateDecode': ['/FlateDecode', '/Fl', '/Flate#44ecode'],
};

/** A dictionary entry for a number in an unusual form: by itself, repeated, or with another spelling of the key. */
export function oddEntries(scene: Scene, key: string, value: number, other: number): OddEntries {
	const { draw, numbers } = scene;
	if (draw.chance(0.3)) {
		scene.note(`${key} twice`);
		const [one, two] = draw.either(value, other);
		return {
			entries: [
				[key, `${one}`],
				[draw.pick([key, key, respell(key)]), `${two}`],
			],
			others: [other],
		};
	}
	const form: NumberForm = oddNumber(value, numbers, draw);
	scene.note(`${key} ${form.name}`);
	return { entries: [[key, form.written]], extra: form.extra, others: form.others };
}

export interface OddEntries {
	readonly entries: Entry[];
	readonly extra?: ObjectPart | undefined;
	/** The number's unintended reading. */
	readonly others: readonly number[];
}

function respell(key: string): string {
	return `${key.slice(0, -1)}#${key.charCodeAt(key.length - 1).toString(16)}`;
}

/** Wide enough for any object in a row. */
const MARGIN = 4;

/**
 * Bytes with different readings with and without a PNG predictor: each row begins with a null byte, which
 * is whitespace to readers that take it for data.
 *
 * @returns the bytes, and where each reading finds its text
 */
export function predicted(
	plain: string,
	unpredicted: string,
): { data: string; columns: number; at: number } {
	const columns = Math.max(plain.length, unpredicted.length) + MARGIN;
	const rows = Array.from({ length: columns + 2 }, () => ' '.repeat(columns));
	// In row r, the data begin at r * columns with the predictor, and at r * (columns + 1) + 1 without.
	const row = columns - 1;
	rows[row + 1] = plain.padEnd(columns);
	// With the predictor, row + 1 begins at columns * columns; without it, that is the last row’s first byte.
	const at = (row + 1) * columns;
	const start = at - (row * (columns + 1) + 1);
	rows[row] = ' '.repeat(Math.max(0, start)).concat(unpredicted).padEnd(columns).slice(0, columns);
	return { data: rows.map((one) => `\0${one}`).join(''), columns, at };
}

/** A compressed stream with a predictor that only some readers recognize. */
export function oddlyPredicted(
	scene: Scene,
	number: number,
	value: Value,
	{ data, columns }: { data: string; columns: number },
): ObjectPart[] {
	const { draw } = scene;
	const bytes = deflateSync(Buffer.from(data, 'latin1')).toString('latin1');
	const predictor = oddEntries(scene, '/Predictor', 12, 1);
	const parms: Value = { entries: [...predictor.entries, ['/Columns', `${columns}`]] };
	const spelled = (name: string) => draw.pick([name, ...(SPELLINGS[name] ?? [])]);
	const filter = spelled('/FlateDecode');
	const reference = scene.numbers.new();
	const [parameters, extra] = oneOf<[Value, ObjectPart[]]>(scene, {
		parameters: [parms, []],
		'parameters in a list': [[parms], []],
		'parameters in a longer list': [['null', parms], []],
		'parameters by reference': [`${reference} 0 R`, [object(reference, parms)]],
		'parameters in a list by reference': [`${reference} 0 R`, [object(reference, [parms])]],
	});
	const entries: Entry[] = [
		[spelled('/Filter'), draw.pick([filter, [filter]])],
		[spelled('/DecodeParms'), parameters],
	];
	const whole = dictionary(write(having(value, '/Length', '@length')));
	whole.entries.push(...draw.shuffle(entries));
	return [object(number, whole, bytes), ...extra, ...(predictor.extra ? [predictor.extra] : [])];
}
