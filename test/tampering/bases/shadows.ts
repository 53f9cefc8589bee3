import type { Draw } from '../draw';
import { get, parse, write } from '../pdf/value';
import type { Draft } from './draft';
import { inCatalog } from './features';
import { OTHER_CONTENT } from './pages';

type Shadow = (draft: Draft, draw: Draw) => void;

/** Objects that readers interpret differently than a check of the signed bytes does. */
export const shadows: readonly Shadow[] = [
	// The metadata, which may be rewritten, is also an object stream.
	(draft) => {
		const [contents, metadata] = [draft.newNumber(), draft.newNumber()];
		const page = draft.value(draft.firstPage);
		const list = `${contents} 0 [${write(get(page, '/Contents') ?? '4 0 R')}]`;
		draft.set(
			metadata,
			`<< /Type /Metadata /Subtype /XML /X << /Type /ObjStm >> /N 1 /First ${`${contents} 0 `.length} /Length @length >>`,
			list,
		);
		inCatalog(draft, '/Metadata', `${metadata} 0 R`);
		draft.names.push('metadata that is an object stream');
	},
	// An annotation that looks like a form.
	(draft) => {
		const annotation = draft.add(
			'<< /Type /Annot /Subtype /FreeText /F 4 /Rect [72 400 400 460] /Contents (PAID IN FULL) /DA (/Helv 30 Tf 1 1 1 rg) /Fields [] >>',
		);
		addTo(draft, annotation);
		draft.names.push('an annotation with fields');
	},
	// Free text that draws with the catalog's fonts.
	(draft) => {
		const annotation = draft.add(
			'<< /Type /Annot /Subtype /FreeText /F 4 /Rect [72 400 400 460] /Contents (PAID IN FULL) /DA (/Foo 30 Tf 0 g) >>',
		);
		addTo(draft, annotation);
		draft.names.push('free text with a font of the form');
	},
	// An object with the same number but without cross-reference, before or after the other.
	(draft, draw) => {
		const number = draw.pick([2, 3, 4, 4]);
		const value =
			number === 4
				? `<< /Length ${OTHER_CONTENT.length} >>\nstream\n${OTHER_CONTENT}\nendstream`
				: '<< /Type /Pages /Kids [] /Count 0 >>';
		draft.strays.push(`${number} 0 obj\n${value}\nendobj\n`);
		draft.names.push(`a second object ${number}`);
	},
	// The document information is a part of the page.
	(draft) => {
		const number = draft.newNumber();
		draft.set(number, '<< /Type /ExtGState /ca 1 /CA 1 >>');
		draft.info = number;
		draft.names.push('the information is an object of its own kind');
	},
	// The store is a page's resources.
	(draft) => {
		const store = draft.newNumber();
		draft.set(store, '<< /Certs [] >>');
		draft.store = store;
		inCatalog(draft, '/DSS', `${store} 0 R`);
		draft.set(
			draft.firstPage,
			parse(write(draft.value(draft.firstPage)).replace(/ >>$/, ` /PieceInfo ${store} 0 R >>`)),
		);
		draft.names.push('the store is a part of a page');
	},
];

function addTo(draft: Draft, annotation: string): void {
	const page = draft.value(draft.firstPage);
	if (typeof page === 'string' || Array.isArray(page)) return;
	const list = get(page, '/Annots');
	if (Array.isArray(list)) list.push(annotation);
	else if (list === undefined) page.entries.push(['/Annots', [annotation]]);
}
