import { StandardFonts } from '@cantoo/pdf-lib';
import type { PDFDocument, PDFFont } from '@cantoo/pdf-lib';
import { plainFont } from './plainFont';

/** A form's fonts by Acrobat's names for them; others are drawn in Helvetica, which every form has. */
const STANDARD: ReadonlyMap<string, StandardFonts> = new Map([
	['Helv', StandardFonts.Helvetica],
	['HeBo', StandardFonts.HelveticaBold],
	['TiRo', StandardFonts.TimesRoman],
	['TiBo', StandardFonts.TimesRomanBold],
	['Cour', StandardFonts.Courier],
]);
/** No ligature or other substitution: the characters of the value are shown one by one. */
const FEATURES = { liga: false, clig: false, dlig: false, calt: false, ccmp: false, locl: false };
const LINE_END = '\n';

/** The fonts for filling in a document's fields, each embedded on first use. */
export class FieldFonts {
	private readonly standard = new Map<StandardFonts, PDFFont>();
	private noto: Promise<PDFFont> | undefined;

	constructor(private readonly document: PDFDocument) {}

	/** The characters of a text that no available font has. */
	async missing(text: string): Promise<string[]> {
		if (this.isLatin(text)) return [];
		return charactersOf(text, await this.embeddedNoto());
	}

	/**
	 * The font for a text: for Latin letters the field's if it is a standard one, otherwise a subset of Noto Sans SC.
	 *
	 * @param name of the font in the field's default appearance
	 */
	async fontFor(text: string, name: string | undefined): Promise<PDFFont> {
		if (!this.isLatin(text)) return await this.embeddedNoto();
		return this.embeddedStandard(STANDARD.get(name ?? '') ?? StandardFonts.Helvetica);
	}

	private isLatin(text: string): boolean {
		return charactersOf(text, this.embeddedStandard(StandardFonts.Helvetica)).length === 0;
	}

	private embeddedStandard(name: StandardFonts): PDFFont {
		const font = this.standard.get(name) ?? this.document.embedStandardFont(name);
		this.standard.set(name, font);
		return font;
	}

	private async embeddedNoto(): Promise<PDFFont> {
		this.noto ??= embedNoto(this.document);
		return await this.noto;
	}
}

/** The characters of a text that a font doesn't have. */
function charactersOf(text: string, font: PDFFont): string[] {
	const known = new Set(font.getCharacterSet());
	return [...new Set(text)].filter(
		(one) => one !== LINE_END && !known.has(one.codePointAt(0) ?? 0),
	);
}

let plainNoto: Promise<Buffer> | undefined;

async function embedNoto(document: PDFDocument): Promise<PDFFont> {
	const { fontkit, NOTO_SANS_SC_WOFF } = await import('./fontLibrary');
	plainNoto ??= plainFont(NOTO_SANS_SC_WOFF);
	document.registerFontkit(fontkit);
	return await document.embedFont(await plainNoto, { subset: true, features: FEATURES });
}
