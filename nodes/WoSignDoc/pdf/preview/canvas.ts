import type { PDFContext, PDFRef } from '@cantoo/pdf-lib';
import { wrapped } from '../wrapped';
import type { Color } from './previewContent';
import type { PreviewFonts } from './previewFonts';

/** Opacities, by the names of graphics states. */
const OPACITIES = { Whole: 1, Faint: 0.16 } as const;
type Opacity = keyof typeof OPACITIES;

interface TextStyle {
	readonly size: number;
	readonly color: Color;
	readonly opacity?: Opacity;
	/** Degrees, counterclockwise. */
	readonly turn?: number;
}

/** A drawing of boxes and text, in points from the lower left corner, that becomes a form XObject of the PDF. */
export class Canvas {
	private readonly operations: string[] = [];

	constructor(
		private readonly fonts: PreviewFonts,
		readonly width: number,
		readonly height: number,
	) {}

	rectangle(
		left: number,
		bottom: number,
		width: number,
		height: number,
		style: { readonly fill?: Color; readonly stroke?: Color; readonly opacity?: Opacity },
	): void {
		const { fill, stroke, opacity = 'Whole' } = style;
		const area = `${numbers(left, bottom, width, height)} re`;
		if (fill) this.add(`/${opacity} gs ${numbers(...fill)} rg ${area} f`);
		if (stroke) this.add(`/Whole gs ${numbers(...stroke)} RG 1.5 w ${area} S`);
	}

	/** Draws only within a rectangle. */
	clipped(left: number, bottom: number, width: number, height: number, draw: () => void): void {
		this.operations.push(`q ${numbers(left, bottom, width, height)} re W n`);
		draw();
		this.operations.push('Q');
	}

	/** Text that begins at a point of its baseline. */
	text(
		text: string,
		x: number,
		y: number,
		{ size, color, turn = 0, opacity = 'Whole' }: TextStyle,
	): void {
		const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
		const shown = this.fonts
			.pieces(text)
			.map(({ font, codes }) => `/${font} ${numbers(size)} Tf ${String(codes)} Tj`)
			.join(' ');
		const matrix = numbers(cos, sin, -sin, cos, x, y);
		this.add(`/${opacity} gs ${numbers(...color)} rg BT ${matrix} Tm ${shown} ET`);
	}

	/** The width of a text, in points. */
	widthOf(text: string, size: number): number {
		return this.fonts.widthOf(text) * size;
	}

	/** A text in lines no wider than this many points. */
	linesOf(text: string, width: number, size: number): string[] {
		return wrapped(text, width, (piece) => this.widthOf(piece, size));
	}

	/** The drawing as a form XObject (ISO 32000-1, 8.10) in the document. */
	register(context: PDFContext): PDFRef {
		const states = Object.entries(OPACITIES).map(
			([name, value]) => [name, context.obj({ ca: value, CA: value, BM: 'Normal' })] as const,
		);
		return context.register(
			context.flateStream(this.operations.join('\n'), {
				Type: 'XObject',
				Subtype: 'Form',
				BBox: [0, 0, this.width, this.height],
				Resources: { Font: { ...this.fonts.references }, ExtGState: Object.fromEntries(states) },
			}),
		);
	}

	private add(operation: string): void {
		this.operations.push(`q ${operation} Q`);
	}
}

/** Numbers in PDF syntax: without exponents. */
export function numbers(...values: readonly number[]): string {
	return values.map((value) => String(Number(value.toFixed(4)))).join(' ');
}
