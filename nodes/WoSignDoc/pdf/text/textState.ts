import type { Matrix } from '../matrix';
import { IDENTITY, matrixOf, multiply, shifted } from '../matrix';
import type { Operand } from './contentReader';
import type { Font, FontGlyph } from './font';

/** Receives a glyph; the matrix maps the font's own space, in fractions of its size, to user space. */
type ShowGlyph = (glyph: FontGlyph, font: Font, toUser: Matrix) => void;

const NOTHING: readonly Operand[] = [];

/** Everything that determines where text is (ISO 32000-1, 9.3 and 9.4): text state, text matrix, line matrix. */
export class TextState {
	font: Font | undefined;
	size = 0;
	private characterSpacing = 0;
	private wordSpacing = 0;
	/** Horizontal scaling, 1 for 100 %. */
	private scaling = 1;
	private leading = 0;
	private rise = 0;
	private matrix: Matrix = IDENTITY;
	private lineMatrix: Matrix = IDENTITY;

	copy(): TextState {
		return Object.assign(new TextState(), this);
	}

	/** Carries out a text operator (ISO 32000-1, tables 105 and 107 to 109); others are ignored. */
	apply(operator: string, operands: readonly Operand[], show: ShowGlyph): void {
		const [first, second, third] = operands;
		switch (operator) {
			case 'BT':
				return this.setMatrix(IDENTITY);
			case 'Tm':
				return this.setMatrix(matrixOf(operands) ?? this.lineMatrix);
			case 'Td':
				return this.moveLine(number(first), number(second));
			case 'TD':
				this.leading = -number(second);
				return this.moveLine(number(first), number(second));
			case 'T*':
				return this.nextLine();
			case 'Tj':
				return this.showString(first, show);
			case 'TJ':
				return this.showArray(first, show);
			case "'":
				this.nextLine();
				return this.showString(first, show);
			case '"':
				this.wordSpacing = number(first);
				this.characterSpacing = number(second);
				this.nextLine();
				return this.showString(third, show);
			default:
				return this.set(operator, number(first));
		}
	}

	private set(operator: string, value: number): void {
		if (operator === 'Tc') this.characterSpacing = value;
		else if (operator === 'Tw') this.wordSpacing = value;
		else if (operator === 'Tz') this.scaling = value / 100;
		else if (operator === 'TL') this.leading = value;
		else if (operator === 'Ts') this.rise = value;
	}

	private setMatrix(matrix: Matrix): void {
		this.matrix = matrix;
		this.lineMatrix = matrix;
	}

	private moveLine(x: number, y: number): void {
		this.setMatrix(shifted(x, y, this.lineMatrix));
	}

	private nextLine(): void {
		this.moveLine(0, -this.leading);
	}

	private showArray(items: Operand | undefined, show: ShowGlyph): void {
		for (const item of isList(items) ? items : NOTHING) {
			if (typeof item === 'number') this.advance(this.inDirection((-item / 1_000) * this.size));
			else this.showString(item, show);
		}
	}

	private showString(string: Operand | undefined, show: ShowGlyph): void {
		const { font, size, scaling, rise } = this;
		if (!font || !(string instanceof Uint8Array)) return;
		const toText: Matrix = [size * scaling, 0, 0, size, 0, rise];
		for (const glyph of font.glyphs(string)) {
			show(glyph, font, multiply(toText, this.matrix));
			const spacing = this.characterSpacing + (glyph.isWordSpace ? this.wordSpacing : 0);
			this.advance(glyph.advance * size + this.inDirection(spacing));
		}
	}

	/** Converts a distance to the right or upward into one along the direction of writing. */
	private inDirection(distance: number): number {
		return this.font?.isVertical ? -distance : distance;
	}

	/** Moves along the direction of writing. */
	private advance(distance: number): void {
		const { matrix, scaling } = this;
		this.matrix = this.font?.isVertical
			? shifted(0, -distance, matrix)
			: shifted(distance * scaling, 0, matrix);
	}
}

function isList(operand: Operand | undefined): operand is readonly Operand[] {
	return Array.isArray(operand);
}

function number(operand: Operand | undefined): number {
	return typeof operand === 'number' && Number.isFinite(operand) ? operand : 0;
}
