import { OTHER_CONTENT } from '../bases/pages';
import { objectStream } from '../pdf/objectStream';
import { object, type ObjectPart } from '../pdf/parts';
import { dictionary, parse, write } from '../pdf/value';
import type { Changes } from '../updates/addField';
import { addStore } from '../updates/allowed';
import { objectsOf, update } from '../updates/update';
import type { Intent, IntentScene } from './intent';
import { manners } from './manners';

/** Adds an unreferenced document to the update and returns the number of its catalog. */
function otherDocument({ numbers }: IntentScene): { root: number; objects: ObjectPart[] } {
	const [root, pages, page, content] = [0, 0, 0, 0].map(() => numbers.new());
	const objects = [
		object(root ?? 0, parse(`<< /Type /Catalog /Pages ${pages} 0 R >>`)),
		object(pages ?? 0, parse(`<< /Type /Pages /Kids [${page} 0 R] /Count 1 >>`)),
		object(
			page ?? 0,
			parse(
				`<< /Type /Page /Parent ${pages} 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R >>`,
			),
		),
		object(content ?? 0, parse('<< /Length @length >>'), OTHER_CONTENT),
	];
	return { root: root ?? 0, objects };
}

/** Defects that lead readers that rebuild the file to the other document. */
const leads: Readonly<Record<string, (scene: IntentScene, root: number) => ObjectPart[]>> = {
	nothing: () => [],
	'a trailer in a stream': ({ numbers }, root) => [
		object(
			numbers.new(),
			parse('<< /Length @length >>'),
			`\ntrailer\n<< /Size ${root + 9} /Root ${root} 0 R >>\n`,
		),
	],
	'a cross-reference stream': ({ numbers }, root) => [
		object(
			numbers.new(),
			parse(
				`<< /Type /XRef /W [1 2 1] /Index [0 1] /Size ${root + 9} /Root ${root} 0 R /Length @length >>`,
			),
			'\0\0\0\0',
		),
	],
	'an object in a stream, oddly spaced': ({ base, numbers, draw }) => {
		const [one, other] = [
			draw.pick(['\f', '\v', '\0', '\xa0', '  ']),
			draw.pick(['\f', '\v', '\0', ' ']),
		];
		const number = draw.pick([2, 3, 4, base.root]);
		const value = '<< /Type /Pages /Kids [] /Count 0 >>';
		const hidden = `\n${number}${one}0${other}obj\n${value}\nendo${draw.pick(['', 'b'])}\n`;
		return [object(numbers.new(), parse('<< /Length @length >>'), hidden)];
	},
	'a second catalog': ({ numbers, base }) => [
		object(numbers.new(), base.objects.get(base.root)?.value ?? 'null'),
	],
};

/** Another document, hidden in a well-formed update, for readers that repair the file. */
export const lurking: readonly Intent[] = [
	{
		name: 'another document in an update of good form',
		parts: (scene) => {
			const { base, numbers, draw, note } = scene;
			const changes: Changes = new Map();
			if (draw.chance(0.7)) addStore(base, changes, numbers, draw);
			const hasOther = draw.chance(0.4);
			const { root, objects } = hasOther ? otherDocument(scene) : { root: 0, objects: [] };
			const [lead, makeLead] = draw.pick(Object.entries(leads));
			const [manner, apply] = draw.pick(Object.entries(manners));
			note(hasOther ? lead : 'alone');
			note(manner);
			const all = [...objectsOf(changes), ...objects, ...(hasOther ? makeLead(scene, root) : [])];
			if (!draw.chance(0.2)) return apply(update(base, all, numbers), scene);
			const packed = all.filter(({ stream }) => stream === undefined);
			const { part, entries } = objectStream(numbers.new(), packed, draw.chance(0.5));
			const rest = all.filter(({ stream }) => stream !== undefined);
			return apply(update(base, [...rest, part], numbers, { entries, form: 'stream' }), scene);
		},
	},
	{
		name: 'a field with a look of no size',
		parts: ({ base, numbers, draw }) => {
			const changes: Changes = new Map();
			const [field, form] = [numbers.new(), numbers.new()];
			const at = draw.pick(['0 0 0 0', '300 400 300 400', '0 0 0 0.0', '-5 -5 -5 -5']);
			const more = draw.pick([
				'',
				'/MK << /BG [1 0 0] /BC [0 0 1] /R 90 >>',
				'/DA (/Helv 40 Tf 1 0 0 rg)',
			]);
			const value = `<< /Type /Annot /Subtype /Widget /FT /Sig /T (S) /F 4 /Rect [${at}] /AP << /N ${form} 0 R >> ${more} >>`;
			changes.set(field, { value: parse(value) });
			const box = draw.pick(['0 0 0 0', '300 400 300 400', '100 100 100 100']);
			const matrix = draw.pick(['', '/Matrix [1000 0 0 1000 0 0]', '/Matrix [0 0 0 0 300 400]']);
			const look = `<< /Type /XObject /Subtype /Form /BBox [${box}] ${matrix} /Length @length >>`;
			const content = draw.pick([
				'q 400 w 0 0 m 600 800 l S Q',
				OTHER_CONTENT,
				'BT /Helv 400 Tf (X) Tj ET',
			]);
			changes.set(form, { value: dictionary(look), stream: content });
			const page = base.objects.get(base.pages[0] ?? 0)?.value ?? 'null';
			if (write(page).includes('/Annots')) return update(base, objectsOf(changes), numbers);
			const withField = write(page).replace(/ >>$/, ` /Annots [${field} 0 R] >>`);
			changes.set(base.pages[0] ?? 0, { value: parse(withField) });
			return update(base, objectsOf(changes), numbers);
		},
	},
];
