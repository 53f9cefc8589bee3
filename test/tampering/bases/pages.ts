import { deflateSync } from 'node:zlib';
import type { Draw } from '../draw';
import { parse, reference } from '../pdf/value';
import type { Draft } from './draft';

/** A page that looks different from any signed page at any resolution. */
export const OTHER_CONTENT = '0 g 40 300 500 260 re f 1 g 80 340 100 100 re f';

const LENGTH = '/Length @length';

/** Pages with text and shapes, written in different ways. */
export function addPages(draft: Draft, draw: Draw): void {
	const count = draw.pick([1, 1, 1, 2, 3]);
	const fonts = addFonts(draft, draw);
	const inherits = draw.chance(0.2);
	for (let index = 0; index < count; index++) {
		const number = index === 0 ? 3 : draft.newNumber();
		const contents = addContents(draft, draw, index);
		const resources = inherits ? '' : `/Resources ${fonts}`;
		const rotation = draw.chance(0.1) ? '/Rotate 90' : '';
		const box = inherits ? '' : '/MediaBox [0 0 595 842]';
		draft.set(
			number,
			`<< /Type /Page /Parent 2 0 R ${box} /Contents ${contents} ${resources} ${rotation} >>`,
		);
		draft.pages.push(number);
	}
	const kids = draft.pages.map(reference).join(' ');
	const inherited = inherits ? `/MediaBox [0 0 595 842] /Resources ${fonts}` : '';
	draft.set(2, `<< /Type /Pages /Kids [${kids}] /Count ${count} ${inherited} >>`);
	draft.names.push(`${count} pages`);
}

/** Resources with a font, each as an indirect object or not. */
function addFonts(draft: Draft, draw: Draw): string {
	const place = (value: string) => (draw.chance(0.6) ? draft.add(value) : value);
	const face = draw.pick(['Helvetica', 'Times-Roman', 'Courier']);
	const font = place(`<< /Type /Font /Subtype /Type1 /BaseFont /${face} >>`);
	const fonts = place(`<< /F1 ${font} >>`);
	const form = draft.add(
		`<< /Type /XObject /Subtype /Form /BBox [0 0 100 100] ${LENGTH} >>`,
		'0 0.4 0 rg 10 10 60 60 re f',
	);
	return place(`<< /Font ${fonts} /XObject << /Fm ${form} >> >>`);
}

function addContents(draft: Draft, draw: Draw, page: number): string {
	const parts = [
		`BT /F1 24 Tf 72 700 Td (I owe you ${100 + page}) Tj ET`,
		`q ${draw.below(10) / 10} g ${50 + draw.below(300)} 100 90 60 re f Q`,
		'q 1 0 0 1 300 600 cm /Fm Do Q',
	];
	if (draw.chance(0.7)) return stream(draft, draw, page === 0 ? 4 : undefined, parts.join('\n'));
	const streams = parts.map((part, index) =>
		stream(draft, draw, page === 0 && index === 0 ? 4 : undefined, part),
	);
	const list = `[${streams.join(' ')}]`;
	return draw.chance(0.5) ? list : draft.add(parse(list));
}

function stream(draft: Draft, draw: Draw, given: number | undefined, content: string): string {
	const number = given ?? draft.newNumber();
	if (draw.chance(0.7)) draft.set(number, `<< ${LENGTH} >>`, content);
	else {
		const packed = deflateSync(Buffer.from(content)).toString('latin1');
		draft.set(number, `<< /Filter /FlateDecode ${LENGTH} >>`, packed);
	}
	return reference(number);
}
