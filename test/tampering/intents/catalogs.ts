import type { Base } from '../bases/base';
import { OTHER_CONTENT } from '../bases/pages';
import { object, type ObjectPart } from '../pdf/parts';
import { dictionary, get, having, isDictionary, parse, type Value } from '../pdf/value';
import { update } from '../updates/update';
import { someOf, type Intent } from './intent';

/** Catalog entries; `@page`, `@content`, and `@font` are placeholders for objects written with it. */
const ENTRIES = [
	'/OpenAction << /S /GoTo /D [@page 0 R /Fit] >>',
	'/OCProperties << /OCGs [] /D << /BaseState /ON /Order [] >> >>',
	'/PageLabels << /Nums [0 << /P (x) >>] >>',
	'/ViewerPreferences << /Direction /R2L >>',
	'/PageMode /FullScreen',
	'/Version /2.0',
	'/Version /1.0',
	'/Version @page 0 R',
	'/Extensions << /ADBE << /BaseVersion /1.7 /ExtensionLevel 3 >> >>',
	'/Extensions @page 0 R',
	'/NeedsRendering true',
	'/Collection << /View /T >>',
	'/Metadata @content 0 R',
	'/Metadata @page 0 R',
	'/DSS << /Certs [@content 0 R] >>',
	'/DSS << /Certs [4 0 R] /X @page 0 R >>',
	'/DSS @page 0 R',
	'/DSS 2 0 R',
	'/Pages 2 0 R /Pages @page 0 R',
	'/Pages @page 0 R /Pages 2 0 R',
	'/Pages 2 1 R',
	'/Page#73 @page 0 R',
	'/Pages 2 0 R /DSS << /Pages @page 0 R >>',
	'/Perms << >>',
	'/Lang (de)',
	'/AcroForm << /Fields [] /NeedAppearances true >>',
	'/AcroForm << /Fields [] /DR << /Font << /Foo @font 0 R /Helv @font 0 R >> >> /DA (/Foo 60 Tf 1 0 0 rg) >>',
	'/DR << /Font << /Foo @font 0 R /Helv @font 0 R >> >>',
	'/Names << /Dests << >> >>',
];

const FORM_ENTRIES = [
	'/NeedAppearances true',
	'/DA (/Helv 60 Tf 0 0 1 rg)',
	'/DR << /Font << /Foo @font 0 R /Helv @font 0 R >> >>',
	'/DR << /Font << /Helv << /Type /Font /Subtype /Type1 /BaseFont /Symbol >> >> >>',
	'/Q 2',
	'/XFA (x)',
	'/CO []',
	'/SigFlags 0',
	'/SigFlags 1',
	'/Fields []',
	'/Kids [3 0 R]',
];

export const catalogs: readonly Intent[] = [
	{
		name: 'a catalog',
		parts: (scene) => {
			const { base, numbers } = scene;
			const catalog = base.objects.get(base.root)?.value ?? 'null';
			const [page, content, font] = [numbers.new(), numbers.new(), numbers.new()];
			const chosen = someOf(scene, ENTRIES, 2)
				.replaceAll('@page', `${page}`)
				.replaceAll('@content', `${content}`)
				.replaceAll('@font', `${font}`);
			return update(
				base,
				[object(base.root, joined(catalog, chosen)), ...written(page, content, font)],
				numbers,
			);
		},
	},
	{
		name: 'a form',
		parts: (scene) => {
			const { base, numbers } = scene;
			const font = numbers.new();
			const chosen = someOf(scene, FORM_ENTRIES, 2).replaceAll('@font', `${font}`);
			const catalog = base.objects.get(base.root)?.value ?? 'null';
			const form = get(catalog, '/AcroForm');
			const number = typeof form === 'string' ? Number.parseInt(form, 10) : undefined;
			const parts: ObjectPart[] =
				number === undefined
					? [
							object(
								base.root,
								having(catalog, '/AcroForm', joined(form ?? { entries: [] }, chosen)),
							),
						]
					: [object(number, joined(base.objects.get(number)?.value ?? 'null', chosen))];
			return update(base, [...parts, fontOf(font)], numbers);
		},
	},
	{
		name: 'an annotation, changed',
		isFor: (base) => annotations(base).length > 0,
		parts: (scene) => {
			const { base, numbers, draw } = scene;
			const [number, value] = draw.pick(annotations(base));
			const [key, entry] = draw.pick<[string, Value]>([
				['/DA', '(/Helv 60 Tf 0 0 1 rg)'],
				['/F', '4'],
				['/Contents', '(999999)'],
				['/V', '(999999)'],
				['/AP', 'null'],
				['/Rect', parse('[20 20 500 700]')],
			]);
			scene.note(key);
			return update(base, [object(number, having(value, key, entry))], numbers);
		},
	},
	{
		name: 'the document information',
		parts: (scene) => {
			const { base, numbers, draw } = scene;
			const [page, content, font] = [numbers.new(), numbers.new(), numbers.new()];
			const number = draw.pick([base.info ?? 2, 2, 3, base.root, page]);
			const value = draw.pick([
				`<< /Title (x) /Type /Pages /Kids [${page} 0 R] /Count 1 >>`,
				`<< /Title (x) /X ${page} 0 R >>`,
				'<< /Title (x) >>',
			]);
			scene.note(`${number} ${value}`);
			const parts = update(
				base,
				[object(number, parse(value)), ...written(page, content, font)],
				numbers,
			);
			return parts.map((part) =>
				part.kind === 'section'
					? { ...part, trailer: having(part.trailer, '/Info', `${number} 0 R`) }
					: part,
			);
		},
	},
];

function annotations(base: Base): [number, Value][] {
	return [...base.objects]
		.filter(([, { value }]) => isDictionary(value) && get(value, '/Rect') !== undefined)
		.map(([number, { value }]) => [number, value]);
}

/** The dictionary with entries appended, with any keys. */
function joined(value: Value, entries: string): Value {
	const more = dictionary(`<< ${entries} >>`).entries;
	const keys = new Set(more.map(([key]) => key));
	const own = isDictionary(value) ? value.entries : [];
	return { entries: [...own.filter(([key]) => !keys.has(key)), ...more] };
}

function written(page: number, content: number, font: number): ObjectPart[] {
	const leaf = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R >>`;
	return [
		object(page, parse(leaf)),
		object(content, parse('<< /Length @length >>'), OTHER_CONTENT),
		fontOf(font),
	];
}

const fontOf = (number: number): ObjectPart =>
	object(number, parse('<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>'));
