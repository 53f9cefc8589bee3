import type { Draw } from '../draw';
import { appended, get, having, parse, referenced, type Value } from '../pdf/value';
import type { Held } from './base';
import type { Draft } from './draft';
import { annotate, inCatalog } from './features';
import { OTHER_CONTENT } from './pages';

const content: Held = { value: parse('<< /Length @length >>'), stream: OTHER_CONTENT };

/** Something on the first page that refers to an object that doesn't exist yet. */
const places: Readonly<Record<string, (draft: Draft, missing: string) => Held>> = {
	'another content': (draft, missing) => {
		const page = draft.value(draft.firstPage);
		const contents = get(page, '/Contents');
		const list = referenced(contents);
		const isList = list !== undefined && Array.isArray(draft.value(list));
		const items = isList ? draft.value(list) : contents;
		inPage(draft, '/Contents', appended(items, missing));
		return content;
	},
	'another annotation': (draft, missing) => {
		const page = draft.value(draft.firstPage);
		inPage(draft, '/Annots', appended(listOf(draft, get(page, '/Annots')), missing));
		return {
			value: parse(
				'<< /Type /Annot /Subtype /Square /F 4 /Rect [72 200 400 360] /IC [1 0 0] /C [0 0 1] >>',
			),
		};
	},
	'an appearance': (draft, missing) => {
		annotate(
			draft,
			`<< /Type /Annot /Subtype /Stamp /F 4 /Rect [0 0 595 842] /AP << /N ${missing} >> >>`,
		);
		return appearance;
	},
	'a box': (draft, missing) => {
		inPage(draft, '/CropBox', missing);
		return { value: parse('[0 0 200 200]') };
	},
	'a rotation': (draft, missing) => {
		inPage(draft, '/Rotate', missing);
		return { value: '90' };
	},
	'optional content': (draft, missing) => {
		const layer = draft.add('<< /Type /OCG /Name (Draft) >>');
		const form = draft.add(
			`<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /OC ${layer} /Length @length >>`,
			'1 g 0 0 595 842 re f',
		);
		annotate(
			draft,
			`<< /Type /Annot /Subtype /Stamp /F 4 /Rect [0 0 595 842] /OC ${layer} /AP << /N ${form} >> >>`,
		);
		inCatalog(draft, '/OCProperties', {
			entries: [
				['/OCGs', [layer]],
				['/D', missing],
			],
		});
		return { value: parse(`<< /OFF [${layer}] >>`) };
	},
	'a stream’s length': (draft, missing) => {
		const written = `0 0 1 rg 72 72 200 90 re f\n${OTHER_CONTENT}`;
		const added = draft.add(`<< /Length ${missing} >>`, written);
		places['another content']?.(draft, added);
		return { value: '5' };
	},
	'a form': (draft, missing) => {
		annotate(
			draft,
			`<< /Type /Annot /Subtype /FreeText /F 4 /Rect [72 400 400 460] /Contents (PAID IN FULL) /DA (/Foo 30 Tf 0 g) >>`,
		);
		inCatalog(draft, '/AcroForm', missing);
		return {
			value: parse(
				'<< /Fields [] /DR << /Font << /Foo << /Type /Font /Subtype /Type1 /BaseFont /Symbol >> >> >> >>',
			),
		};
	},
};

const appearance: Held = {
	value: parse('<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length @length >>'),
	stream: OTHER_CONTENT,
};

/** How the reference to the missing object is hidden from readers that search for references. */
const hidings: Readonly<Record<string, (number: number) => string>> = {
	plainly: (number) => `${number} 0 R`,
	'in a comment’s place': (number) => `${number} %x\n0 R`,
	'with zeros': (number) => `0${number} 0 R`,
	'with a zero generation': (number) => `${number} 00 R`,
	'with another generation': (number) => `${number} 1 R`,
	'with a sign': (number) => `+${number} 0 R`,
	'as a real': (number) => `${number}.0 0 R`,
	'over lines': (number) => `${number}\r0\fR`,
	'with a null byte': (number) => `${number}\x000\x00R`,
	'beyond 32 bits': (number) => `${number + 2 ** 32} 0 R`,
};

/** Entries of the page object that end it, or begin its stream, for readers that search only for keywords. */
const decoys = [
	'(endobj)',
	'(>stream\n)',
	'<656e646f626a>',
	'/endobj',
	'(\nendobj\n9 0 obj\n<< >>)',
	'[(obj) (endobj)]',
];

/** Adds something to the page that becomes visible once a missing object is written. */
export function prepare(draft: Draft, draw: Draw): void {
	const number = draft.newNumber();
	const place = draw.pick(Object.keys(places));
	const hiding = draw.pick(Object.keys(hidings));
	const shown = places[place]?.(draft, hidings[hiding]?.(number) ?? '');
	if (!shown) return;
	draft.prepared.push({ name: `${place}, ${hiding}`, number, shown });
	if (draw.chance(0.6)) decoyed(draft, draw);
}

/** Puts a decoy before the other entries of the page's objects. */
function decoyed(draft: Draft, draw: Draw): void {
	const decoy = draw.pick(decoys);
	const page = draft.value(draft.firstPage);
	if (typeof page === 'string' || Array.isArray(page)) return;
	page.entries.unshift([
		'/PieceInfo',
		draw.chance(0.8) ? decoy : `%${decoy.replaceAll('\n', ' ')}\nnull`,
	]);
	draft.names.push(`with ${JSON.stringify(decoy)}`);
}

function inPage(draft: Draft, key: string, value: Value): void {
	draft.set(draft.firstPage, having(draft.value(draft.firstPage), key, value));
}

function listOf(draft: Draft, value: Value | undefined): Value | undefined {
	const number = referenced(value);
	return number === undefined ? value : draft.value(number);
}
