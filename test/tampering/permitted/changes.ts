import type { Objects } from '../../support/pdfText';
import {
	annotated,
	ANNOTATIONS,
	bobsSeal,
	checkBox,
	choice,
	filled,
	look,
	note,
	signedByBob,
	signedInPlace,
	textField,
} from '../../support/signatures/formPdf';
import { updated } from '../../support/signatures/laterUpdate';
import { stream } from '../../support/signatures/signedPdf';
import type { Draw } from '../draw';

/** A change that may be permitted, and how it is added to a signed file. */
export interface PermittedChange {
	readonly name: string;
	readonly objects: (draw: Draw) => Objects;
	/** Whether Bob signs it: in a new field, or in the form's existing one. */
	readonly signed?: 'anew' | 'inPlace';
}

const BOX = '/Type /XObject /Subtype /Form /BBox [0 0 200 40] ';
const painted = (entries = BOX) => stream('0.2 g 0 0 200 40 re f', entries);

export const permittedChanges: readonly PermittedChange[] = [
	{ name: 'a text', objects: (draw) => filled(`${draw.below(1_000)}`) },
	{
		name: 'a text in a drawing',
		objects: () => ({ 20: textField('/V (100) /AP << /N 60 0 R >>'), 60: painted() }),
	},
	{
		name: 'a text in a field that is closed then',
		objects: (draw) => {
			const text = `${draw.below(1_000)}`;
			return { ...filled(text), 20: textField(`/Ff 1 /V (${text}) /AP << /N 60 0 R >>`) };
		},
	},
	{ name: 'a check', objects: () => ({ 21: checkBox('/V /Yes /AS /Yes') }) },
	{
		name: 'a choice',
		objects: () => ({ 22: choice('/V (a) /AP << /N 60 0 R >>'), 60: look('Annual') }),
	},
	{
		name: 'a value in place of another',
		objects: () => ({ 25: '<< /FT /Tx /T (Party) /V (Bob) /Kids [28 0 R] >>', 31: look('Bob') }),
	},
	{ name: 'a seal in a new field', objects: () => bobsSeal(), signed: 'anew' },
	{ name: 'a seal in its place', objects: () => ({}), signed: 'inPlace' },
	{ name: 'a text, then a signature', objects: () => filled('100'), signed: 'anew' },
	{
		name: 'a new annotation',
		objects: () => ({
			...annotated(`${ANNOTATIONS} 60 0 R`),
			...{ 60: note('/AP << /N 61 0 R >>').replace('[300 300', '[310 310'), 61: look('PAID') },
		}),
	},
	{ name: 'an annotation less', objects: () => annotated(ANNOTATIONS.replace(' 30 0 R', '')) },
	{
		name: 'another annotation',
		objects: () => ({ 30: note('/AP << /N 61 0 R >>'), 61: look('PAID') }),
	},
	{
		name: 'another page, then a signature',
		objects: () => ({ 4: stream('0 0 1 rg 72 600 200 90 re f') }),
		signed: 'anew',
	},
	{ name: 'another page', objects: () => ({ 4: stream('0 0 1 rg 72 600 200 90 re f') }) },
];

/** The signed file with the change in a separate update. */
export function changed(file: Buffer, { signed }: PermittedChange, objects: Objects): Buffer {
	if (signed === 'inPlace') return signedInPlace(file);
	return signed === 'anew' ? signedByBob(file, objects) : updated(file, objects);
}

const RECTANGLES = [
	'[0 0 595 842]',
	'[72 600 400 800]',
	'[400 60 100 20]',
	'[0 0 0 0]',
	'[72 500 272 540 9]',
];
const MATRICES = [
	...['[10 0 0 10 0 0]', '[0 1 -1 0 40 0]', '[1 1 -1 1 0 0]', '[1 0 0 1 300 300]', '[0 0 0 0 0 0]'],
	...['[1 0 0 1 0]', '[-1 0 0 -1 0 0]'],
];
const ENTRIES = [
	'/MK << /BG [1 0 0] /BC [0 0 1] /CA (PAID) >>',
	'/MK << /R 90 >>',
	'/BS << /W 200 >>',
	'/Border [0 0 200]',
	'/Q 2',
	'/DA (/Helv 200 Tf 0 g)',
	'/RD [-300 -300 -300 -300]',
	'/OC << /Type /OCG /Name (x) >>',
	'/AP << /N 32 0 R >>',
	'/AP << /N 4 0 R >>',
	'/AP << /N << /On 60 0 R >> >> /AS /On',
	'/BBox [-900 -900 900 900]',
	'/Resources << /XObject << /X 32 0 R >> >>',
	'/Group << /S /Transparency /K true >>',
	'/F 0',
	'/F 64',
	'/Rotate 90',
	'/Parent 3 0 R',
	'/Kids [30 0 R]',
	'/IC [1 0 0] /C [1 0 0]',
	'/QuadPoints [0 0 595 0 0 842 595 842]',
	'/CL [0 0 500 800]',
	'/Contents (PAID IN FULL)',
	'/V (900)',
	'/Opt [(x)]',
	'/Subtype /Square',
	'/Subtype /Watermark',
	'/Subtype /Redact /OverlayText (PAID) /RO 60 0 R',
	'/FT /Btn',
	...['/Ff 0', '/Ff 1', '/Ff 4097', '/Ff 8193', '/Ff 65537', '/Ff 16777217'],
	...['/V (9\\\r\n00)', '/V (1\\\r00)', '/TU (a\\\n)'],
	'/Annots []',
	'/Type /Page',
	'/AA << >>',
];

/** Changes one of the objects so that it may show more than it should. */
export function mutated(objects: Objects, draw: Draw): Objects {
	const numbers = Object.keys(objects).map(Number);
	if (numbers.length === 0) return objects;
	const number = draw.pick(numbers);
	const text = String(objects[number]);
	const outside = stream('0 0 1 rg -900 -900 3000 3000 re f', BOX);
	const change = draw.pick([
		() => text.replace('<<', `<< ${draw.pick(ENTRIES)}`),
		() => withEntry(text, draw.pick(ENTRIES)),
		() => text.replace(/\/Rect \[[^\]]*\]/, `/Rect ${draw.pick(RECTANGLES)}`),
		() => text.replace(/\/BBox \[[^\]]*\]/, `/BBox ${draw.pick(RECTANGLES)}`),
		() => text.replace('/BBox', `/Matrix ${draw.pick(MATRICES)} /BBox`),
		() => (text.includes('stream') ? outside : withEntry(text, draw.pick(ENTRIES))),
		() => text.replace(/\b(\d+) 0 R/, `${draw.pick([4, 20, 30, 31, 32, 60, 61, 72])} 0 R`),
		() => text.replace(/\/F 4/, `/F ${draw.pick([0, 1, 2, 16, 64, 512])}`),
	]);
	return { ...objects, [number]: change() };
}

/** The dictionary with an entry replaced. */
function withEntry(text: string, entry: string): string {
	const [key = ''] = /^\/\w+/.exec(entry) ?? [];
	return text
		.replace(new RegExp(`${key} (?:\\[[^\\]]*\\]|\\([^)]*\\)|<<.*?>>|\\S+)`), '')
		.replace('<<', `<< ${entry}`);
}
