import type { PDFContext, PDFDocument, PDFFont, PDFRef } from '@cantoo/pdf-lib';
import { PDFHexString, PDFString, StandardFonts } from '@cantoo/pdf-lib';
import { isInChineseFont } from './chineseCharacters';

/** Text in one of the two fonts, in the font's own codes. */
export interface TextPiece {
	readonly font: 'latin' | 'chinese';
	readonly codes: PDFHexString;
	/** As a fraction of the font's size. */
	readonly width: number;
}

/**
 * Two fonts that don't have to be embedded: Helvetica, and for everything that it lacks the Chinese font that readers
 * include or replace with their own (ISO 32000-1, 9.7.5.2: Adobe-GB1). Embedding a Chinese font would take 10 MB.
 */
export class PreviewFonts {
	readonly references: Readonly<Record<TextPiece['font'], PDFRef>>;
	private readonly latin: PDFFont;
	private readonly encodable: ReadonlySet<number>;

	constructor(document: PDFDocument, latin = StandardFonts.HelveticaBold) {
		this.latin = document.embedStandardFont(latin);
		this.encodable = new Set(this.latin.getCharacterSet());
		this.references = { latin: this.latin.ref, chinese: chineseFont(document.context) };
	}

	/** The text in pieces of one font each; a character that neither font has is written as its number, `\u{d55c}`. */
	pieces(text: string): TextPiece[] {
		const runs: { font: TextPiece['font']; text: string }[] = [];
		for (const character of text) {
			const code = character.codePointAt(0) ?? 0;
			const isChinese = !this.encodable.has(code) && isInChineseFont(character);
			const font = isChinese ? 'chinese' : 'latin';
			const written =
				isChinese || this.encodable.has(code) ? character : `\\u{${code.toString(16)}}`;
			const last = runs.at(-1);
			if (last?.font === font) last.text += written;
			else runs.push({ font, text: written });
		}
		return runs.map((run) =>
			run.font === 'latin' ? this.latinPiece(run.text) : chinesePiece(run.text),
		);
	}

	/** As a fraction of the font's size. */
	widthOf(text: string): number {
		return this.pieces(text).reduce((sum, { width }) => sum + width, 0);
	}

	private latinPiece(text: string): TextPiece {
		const width = this.latin.widthOfTextAtSize(text, 1);
		return { font: 'latin', codes: this.latin.encodeText(text), width };
	}
}

/** UTF-16, one full-width glyph per character. */
function chinesePiece(text: string): TextPiece {
	const codes = Buffer.from(text, 'utf16le').swap16().toString('hex');
	return { font: 'chinese', codes: PDFHexString.of(codes), width: [...text].length };
}

function chineseFont(context: PDFContext): PDFRef {
	const name = 'STSong-Light';
	const descriptor = context.register(
		context.obj({
			Type: 'FontDescriptor',
			FontName: name,
			Flags: 6,
			FontBBox: [-25, -254, 1000, 880],
			ItalicAngle: 0,
			Ascent: 752,
			Descent: -271,
			CapHeight: 737,
			StemV: 58,
		}),
	);
	const descendant = context.register(
		context.obj({
			Type: 'Font',
			Subtype: 'CIDFontType0',
			BaseFont: name,
			CIDSystemInfo: {
				Registry: PDFString.of('Adobe'),
				Ordering: PDFString.of('GB1'),
				Supplement: 4,
			},
			DW: 1000,
			FontDescriptor: descriptor,
		}),
	);
	return context.register(
		context.obj({
			Type: 'Font',
			Subtype: 'Type0',
			BaseFont: `${name}-UniGB-UTF16-H`,
			Encoding: 'UniGB-UTF16-H',
			DescendantFonts: [descendant],
		}),
	);
}
