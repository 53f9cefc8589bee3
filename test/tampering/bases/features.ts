import type { Draw } from '../draw';
import { appended, get, having, parse, reference } from '../pdf/value';
import type { Draft } from './draft';
import { OTHER_CONTENT } from './pages';

type Feature = (draft: Draft, draw: Draw) => void;

const TEXT = '/DA (/Helv 30 Tf 1 0 0 rg)';

/** What a document can have in addition to its pages. */
const features: Readonly<Record<string, Feature>> = {
	info: (draft) => {
		draft.info = draft.newNumber();
		draft.set(draft.info, '<< /Title (Contract) /Producer (a test) >>');
	},
	metadata: (draft) => {
		const value = '<< /Type /Metadata /Subtype /XML /Length @length >>';
		inCatalog(draft, '/Metadata', draft.add(value, '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>'));
	},
	outlines: (draft) => {
		const item = draft.newNumber();
		const root = draft.add(`<< /Type /Outlines /First ${item} 0 R /Last ${item} 0 R /Count 1 >>`);
		draft.set(item, `<< /Title (One) /Parent ${root} /Dest [3 0 R /Fit] >>`);
		inCatalog(draft, '/Outlines', root);
	},
	'a place for the security store': (draft) => {
		const store = draft.newNumber();
		draft.set(store, '<< >>');
		draft.store = store;
		inCatalog(draft, '/DSS', reference(store));
	},
	form: (draft, draw) => {
		const fields = draw.chance(0.5) ? draft.add(parse('[]')) : '[]';
		const form = `<< /Fields ${fields} /SigFlags 3 >>`;
		inCatalog(draft, '/AcroForm', draw.chance(0.5) ? draft.add(form) : form);
	},
	'a text field': (draft) => {
		const appearance = draft.add(
			'<< /Type /XObject /Subtype /Form /BBox [0 0 200 40] /Length @length >>',
			'0.8 g 0 0 200 40 re f',
		);
		const field = `<< /Type /Annot /Subtype /Widget /FT /Tx /T (Sum) /V (100) /F 4 ${TEXT}
			/Rect [72 500 272 540] /AP << /N ${appearance} >> >>`;
		const widget = annotate(draft, field);
		const form = get(draft.value(draft.root), '/AcroForm');
		if (typeof form === 'string') return;
		const with_ = having(form ?? { entries: [] }, '/Fields', [widget]);
		inCatalog(draft, '/AcroForm', with_);
	},
	'a visible signature field': (draft, draw) => {
		const look = draw.pick([TEXT, '/MK << /BG [0.8 0.8 1] /BC [0 0 1] /CA (Sign) >>', '']);
		const field = annotate(
			draft,
			`<< /Type /Annot /Subtype /Widget /FT /Sig /T (Place) /F 4 /Rect [300 500 500 560] ${look} >>`,
		);
		const form = get(draft.value(draft.root), '/AcroForm');
		if (typeof form === 'string' || Array.isArray(get(form, '/Fields'))) return;
		inCatalog(draft, '/AcroForm', having(form ?? { entries: [] }, '/Fields', [field]));
	},
	'free text': (draft) => {
		annotate(
			draft,
			`<< /Type /Annot /Subtype /FreeText /F 4 /Rect [72 400 400 460] /Contents (PAID) ${TEXT} >>`,
		);
	},
	'a hidden square': (draft) => {
		annotate(
			draft,
			'<< /Type /Annot /Subtype /Square /F 2 /Rect [72 200 400 360] /IC [1 0 0] /C [0 0 1] >>',
		);
	},
	'a list of annotations': (draft) => {
		const page = draft.value(draft.firstPage);
		const list = draft.add(get(page, '/Annots') ?? []);
		draft.set(draft.firstPage, having(page, '/Annots', list));
	},
	'a layer that is off': (draft) => {
		const layer = draft.add('<< /Type /OCG /Name (Draft) >>');
		const form = draft.add(
			`<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /OC ${layer} /Length @length >>`,
			OTHER_CONTENT,
		);
		const stamp = `<< /Type /Annot /Subtype /Stamp /F 4 /Rect [0 0 595 842] /OC ${layer} /AP << /N ${form} >> >>`;
		annotate(draft, stamp);
		const configuration = `<< /OCGs [${layer}] /D << /BaseState /OFF /OFF [${layer}] >> >>`;
		inCatalog(draft, '/OCProperties', draft.add(configuration));
	},
	'a former revision': (draft) => {
		draft.formerly.set(4, { value: parse('<< /Length @length >>'), stream: OTHER_CONTENT });
	},
	'an object nobody names': (draft) => {
		draft.strays.push(
			`4 0 obj\n<< /Length ${OTHER_CONTENT.length} >>\nstream\n${OTHER_CONTENT}\nendstream\nendobj\n`,
		);
	},
};

/** Features after which a verifier may be stricter. */
const UNUSUAL = new Set(['an object nobody names']);

/** Adds some of them, in the above order, and returns whether the document is still an ordinary one. */
export function addFeatures(draft: Draft, draw: Draw): boolean {
	let isPlain = true;
	for (const [name, add] of Object.entries(features)) {
		if (!draw.chance(0.22)) continue;
		add(draft, draw);
		draft.names.push(name);
		if (UNUSUAL.has(name)) isPlain = false;
	}
	return isPlain;
}

export function inCatalog(draft: Draft, key: string, value: Parameters<typeof having>[2]): void {
	draft.set(draft.root, having(draft.value(draft.root), key, value));
}

/** Adds an annotation to the first page and returns a reference to it. */
export function annotate(draft: Draft, annotation: string): string {
	const page = draft.value(draft.firstPage);
	const added = draft.add(annotation);
	const list = get(page, '/Annots');
	if (typeof list === 'string') {
		const number = Number.parseInt(list, 10);
		draft.set(number, appended(draft.value(number), added));
	} else draft.set(draft.firstPage, having(page, '/Annots', appended(list, added)));
	return added;
}
