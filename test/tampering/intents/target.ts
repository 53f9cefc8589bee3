import type { Base, Held } from '../bases/base';
import { OTHER_CONTENT } from '../bases/pages';
import type { Draw } from '../draw';
import { object, type ObjectPart } from '../pdf/parts';
import { get, having, isDictionary, parse, reference, referenced, type Value } from '../pdf/value';
import type { Numbers } from '../updates/update';

/** An object with two readings: the one to be reported, and the one that a reader should show. */
export interface Target {
	readonly name: string;
	readonly number: number;
	readonly told: Held;
	readonly shown: Held;
	/** Objects that only the shown one refers to. */
	readonly extra: readonly ObjectPart[];
}

type Choice = (base: Base, numbers: Numbers, draw: Draw) => Target | undefined;

const content = (number: number): ObjectPart =>
	object(number, parse('<< /Length @length >>'), OTHER_CONTENT);

/** The object with one entry changed. */
function with_(
	{ objects }: Base,
	number: number | undefined,
	key: string,
	value: Value,
	extra: readonly ObjectPart[] = [],
): Target | undefined {
	const told = number === undefined ? undefined : objects.get(number);
	if (number === undefined || !told || !isDictionary(told.value)) return undefined;
	const shown = { ...told, value: having(told.value, key, value) };
	return { name: `${key.slice(1)} of ${number}`, number, told, shown, extra };
}

const choices: readonly Choice[] = [
	(base, numbers) => {
		const number = numbers.new();
		return with_(base, base.pages[0], '/Contents', reference(number), [content(number)]);
	},
	(base, numbers) => {
		const number = numbers.new();
		return with_(base, base.pages[0], '/Contents', reference(number), [content(number)]);
	},
	(base) => with_(base, base.pages[0], '/MediaBox', ['0', '0', '200', '200']),
	(base) => with_(base, base.pages[0], '/Rotate', '180'),
	(base, numbers) => {
		const [number, page] = [numbers.new(), numbers.new()];
		const value = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${number} 0 R >>`;
		const extra = [content(number), object(page, parse(value))];
		return with_(base, 2, '/Kids', [reference(page)], extra);
	},
	(base, numbers) => {
		const [number, page, pages] = [numbers.new(), numbers.new(), numbers.new()];
		const leaf = `<< /Type /Page /Parent ${pages} 0 R /MediaBox [0 0 595 842] /Contents ${number} 0 R >>`;
		const tree = `<< /Type /Pages /Kids [${page} 0 R] /Count 1 >>`;
		const extra = [content(number), object(page, parse(leaf)), object(pages, parse(tree))];
		return with_(base, base.root, '/Pages', reference(pages), extra);
	},
	// A list of contents or a font's dictionary as an indirect object.
	(base, numbers) => {
		const list = referenced(get(base.objects.get(base.pages[0] ?? 0)?.value, '/Contents'));
		const told = list === undefined ? undefined : base.objects.get(list);
		if (list === undefined || !told || !Array.isArray(told.value)) return undefined;
		const number = numbers.new();
		const shown = { value: [...told.value, reference(number)] };
		return { name: 'a list of contents', number: list, told, shown, extra: [content(number)] };
	},
	(base, numbers, draw) => {
		const fonts = [...base.objects].filter(([, { value }]) => get(value, '/F1') !== undefined);
		if (fonts.length === 0) return undefined;
		const [number] = draw.pick(fonts);
		const font = numbers.new();
		const symbol = object(font, parse('<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>'));
		return with_(base, number, '/F1', reference(font), [symbol]);
	},
	(base, _, draw) => {
		const fonts = [...base.objects].filter(([, { value }]) => get(value, '/Type') === '/Font');
		return fonts.length === 0
			? undefined
			: with_(base, draw.pick(fonts)[0], '/BaseFont', '/Symbol');
	},
	// What an annotation shows.
	(base, numbers, draw) => {
		const annotations = [...base.objects].filter(([, { value }]) => get(value, '/F') !== undefined);
		if (annotations.length === 0) return undefined;
		const [number] = draw.pick(annotations);
		const form = numbers.new();
		const value = parse('<< /Type /XObject /Subtype /Form /BBox [0 0 200 40] /Length @length >>');
		const appearance = object(form, value, OTHER_CONTENT);
		return draw.pick([
			() => with_(base, number, '/AP', parse(`<< /N ${form} 0 R >>`), [appearance]),
			() => with_(base, number, '/F', '4'),
			() => with_(base, number, '/Rect', ['20', '20', '500', '700']),
			() => with_(base, number, '/DA', '(/Helv 60 Tf 0 0 1 rg)'),
		])();
	},
	// The page's content itself, or the form that it draws.
	(base, _, draw) => {
		const streams = [...base.objects].filter(([, { stream }]) => stream !== undefined);
		const [number, told] = draw.pick(streams);
		if (get(told.value, '/Type') === '/Metadata') return undefined;
		const value = having(told.value, '/Filter', undefined);
		const shown = { value, stream: OTHER_CONTENT };
		return { name: `stream ${number}`, number, told, shown, extra: [] };
	},
	// The catalog with a security store, or with layers that are on.
	(base, numbers, draw) => {
		const target = choices[5]?.(base, numbers, draw);
		if (!target) return undefined;
		const told = { value: having(target.told.value, '/DSS', parse('<< /Certs [] >>')) };
		return { ...target, name: 'the pages in place of a security store', told };
	},
	(base) => {
		const layers = [...base.objects].find(([, { value }]) => get(value, '/OCGs') !== undefined);
		return layers && with_(base, layers[0], '/D', parse('<< /BaseState /ON >>'));
	},
];

/** Something that should be shown differently than it is reported. */
export function targetOf(base: Base, numbers: Numbers, draw: Draw): Target {
	for (;;) {
		const target = draw.pick(choices)(base, numbers, draw);
		if (target) return target;
	}
}
