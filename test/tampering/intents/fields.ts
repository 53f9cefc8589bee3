import { OTHER_CONTENT } from '../bases/pages';
import { object, type ObjectPart } from '../pdf/parts';
import { get, parse } from '../pdf/value';
import { enterField, type Changes } from '../updates/addField';
import { objectsOf, update } from '../updates/update';
import { someOf, type Intent, type IntentScene } from './intent';

const RECTANGLES = [
	'/Rect [0 0 0 0]',
	'/Rect [240 715 240 715]',
	'/Rect [100 100 100 100]',
	'/Rect [0 0 0 0 500 700]',
	'/Rect [0 0 0.0 0]',
	'/Rect [0 0 5e2 7e2]',
	'/Rect [0 0 --500 --700]',
	'/Rect [0 0 0 0] /Rect [0 0 500 700]',
	'/Rect [0 0 500 700] /Rect [0 0 0 0]',
	'/Rect [0 0 0 0] /Rec#74 [0 0 500 700]',
	'/Rect [0 0 4294967796 0]',
	'/Rect [500 700 500 700] /BS << /W 400 >>',
	'/Rect (0 0 0 0)',
	'/Rect null',
	'/Rect []',
	'',
];

const SUBTYPES = [
	...['Widget', 'Widget', 'Widget', 'FileAttachment', 'Text', 'Square', 'Line', 'Ink', 'Stamp'],
	...['FreeText', 'Polygon', 'Highlight', 'Caret', 'Sound', 'Popup', 'Watermark', 'Redact'],
];

const kinds = [
	'/FT /Sig',
	'/FT /Sig',
	'/FT /Sig',
	'/FT /Btn /FT /Sig',
	'/FT /Sig /FT /Tx',
	'/#46T /Sig',
];

/** Entries that draw something or refer to something that does; `@form` is a placeholder for an appearance. */
const ENTRIES = [
	'/AP << /N @form 0 R >>',
	'/AP << /N << /On @form 0 R >> >> /AS /On',
	'/AP @form 0 R',
	'/MK << /BG [1 0 0] /BC [0 0 1] /CA (PAID) >>',
	'/MK << /I @form 0 R /R 90 >>',
	'/DA (/Helv 40 Tf 1 0 0 rg)',
	'/DV (PAID IN FULL) /DA (/Helv 40 Tf 1 0 0 rg)',
	'/Contents (PAID IN FULL)',
	'/L [40 40 500 700] /C [1 0 0] /BS << /W 40 >>',
	'/InkList [[40 40 500 700 40 700]] /C [1 0 0] /BS << /W 40 >>',
	'/Vertices [40 40 500 700 40 700] /IC [1 0 0]',
	'/QuadPoints [40 40 500 40 40 700 500 700] /C [1 0 0]',
	'/IC [1 0 0] /C [0 0 1] /BS << /W 200 >>',
	'/Border [0 0 400] /C [1 0 0]',
	'/RD [-500 -700 -500 -700]',
	'/Name /Paperclip /FS << /Type /Filespec /F (a) >>',
	'/Popup @form 0 R',
	'/Parent @form 0 R',
	'/Kids [@form 0 R]',
	'/DR << /Font << /Helv @form 0 R >> >>',
	'/Lock << /Action /All /Type /SigFieldLock >>',
	'/V @form 0 R',
	'/TU (x)',
];

/** Invisible signature fields, and variations of them. */
export const fields: readonly Intent[] = [
	{
		name: 'a field',
		parts: (scene) => {
			const { numbers, draw } = scene;
			const [field, form] = [numbers.new(), numbers.new()];
			const rectangle = someOf(scene, RECTANGLES, 1);
			const subtype = someOf(scene, SUBTYPES, 1);
			const flags = draw.pick([4, 4, 132, 0, 2]);
			const entries = someOf(scene, ENTRIES, 2).replaceAll('@form', `${form}`);
			const value = `<< /Type /Annot /Subtype /${subtype} ${draw.pick(kinds)} /T (S) /F ${flags} ${rectangle} ${entries} >>`;
			return fieldUpdate(
				scene,
				field,
				value,
				entries.includes(`${form} 0 R`) ? [formOf(form, draw.chance(0.3))] : [],
			);
		},
	},
	{
		name: 'a field that the signed bytes have, changed',
		parts: (scene) => {
			const { base, numbers } = scene;
			const form = numbers.new();
			const [found] = [...base.objects].filter(([, { value }]) => get(value, '/FT') === '/Sig');
			const number = found?.[0] ?? base.root;
			const entries = someOf(scene, ENTRIES, 2).replaceAll('@form', `${form}`);
			const subtype = someOf(scene, SUBTYPES, 1);
			const value = `<< /Type /Annot /Subtype /${subtype} /FT /Sig /T (S) /F 4 ${someOf(scene, RECTANGLES, 1)} ${entries} >>`;
			return update(base, [object(number, parse(value)), formOf(form, false)], numbers);
		},
	},
];

function formOf(number: number, isField: boolean): ObjectPart {
	if (isField) {
		const value =
			'<< /Type /Annot /Subtype /Square /F 4 /Rect [0 0 500 700] /IC [1 0 0] /FT /Sig /T (k) >>';
		return object(number, parse(value));
	}
	const value = '<< /Type /XObject /Subtype /Form /BBox [0 0 500 700] /Length @length >>';
	return object(number, parse(value), OTHER_CONTENT);
}

function fieldUpdate(
	{ base, numbers, draw }: IntentScene,
	field: number,
	value: string,
	extra: readonly ObjectPart[],
) {
	const changes: Changes = new Map([[field, { value }]]);
	const places = { root: base.root, page: draw.chance(0.85) ? base.pages[0] : undefined, field };
	enterField(base.objects, changes, places);
	return update(base, [...objectsOf(changes), ...extra], numbers);
}
