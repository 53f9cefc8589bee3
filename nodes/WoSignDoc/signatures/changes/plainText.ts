import type { Rectangle } from './documentChange';

/**
 * Operators that neither show anything except text nor change how text is shown (ISO 32000-1, annex A); `re W n` clips.
 */
const HARMLESS = new Set([
	...[
		'q',
		'Q',
		'BMC',
		'BDC',
		'EMC',
		'MP',
		'DP',
		'BT',
		'ET',
		'Tf',
		'Tc',
		'Tw',
		'TL',
		'Td',
		'TD',
		'Tm',
	],
	...[
		'T*',
		'Tj',
		'TJ',
		"'",
		'"',
		'Tr',
		'g',
		'rg',
		'k',
		'G',
		'RG',
		'K',
		'w',
		'J',
		'j',
		'M',
		'd',
		're',
	],
	...['W', 'n'],
]);
const SHOWS = new Set(['Tj', 'TJ', "'", '"']);
/** Smaller letters are invisible to the eye; lighter ones are hard to see on paper. */
const LEAST_SIZE = 4;
const LIGHTEST = 0.6;

/** Checks that each text of an appearance begins within its box, in visible letters, and that nothing else is shown. */
export class PlainText {
	isPlain = true;
	private line: readonly [x: number, y: number] = [0, 0];
	private leading = 0;

	constructor(private readonly box: Rectangle) {}

	/** To be called for each operator, with its numeric operands. */
	step(operator: string, numbers: readonly number[]): void {
		this.isPlain &&= HARMLESS.has(operator) && numbers.every(Number.isFinite);
		this.move(operator, numbers);
		this.isPlain &&= canBeSeen(operator, numbers);
		if (operator === 're') this.isPlain &&= this.isWhole(numbers);
		if (SHOWS.has(operator)) this.isPlain &&= this.isWithin(this.line);
	}

	private move(
		operator: string,
		[a = NaN, b = NaN, c = NaN, d = NaN, e = NaN, f = NaN]: readonly number[],
	) {
		const [x, y] = this.line;
		if (operator === 'BT') this.line = [0, 0];
		if (operator === 'TL') this.leading = a;
		if (operator === 'TD') this.leading = -b;
		if (operator === 'Td' || operator === 'TD') this.line = [x + a, y + b];
		if (["'", '"', 'T*'].includes(operator)) this.line = [x, y - this.leading];
		if (operator !== 'Tm') return;
		this.isPlain &&= a === 1 && b === 0 && c === 0 && d === 1;
		this.line = [e, f];
	}

	/** Whether the clipping rectangle covers most of the box. */
	private isWhole([x = NaN, y = NaN, width = NaN, height = NaN]: readonly number[]): boolean {
		const [left, bottom, right, top] = this.box;
		const [wide, high] = [(right - left) / 4, (top - bottom) / 4];
		const isLow = x <= left + wide && y <= bottom + high;
		return isLow && x + width >= right - wide && y + height >= top - high;
	}

	private isWithin([x, y]: readonly [number, number]): boolean {
		const [left, bottom, right, top] = this.box;
		return x >= left && x < right && y >= bottom && y < top;
	}
}

function canBeSeen(operator: string, numbers: readonly number[]): boolean {
	if (operator === 'Tf') return (numbers.at(-1) ?? 0) >= LEAST_SIZE;
	if (operator === 'Tr') return numbers.at(-1) === 0;
	if (operator === 'k') return (numbers.at(-1) ?? 0) >= 1 - LIGHTEST;
	if (operator === 'g' || operator === 'rg') return numbers.every((one) => one <= LIGHTEST);
	if (operator === 'Tc' || operator === 'Tw')
		return numbers.every((one) => Math.abs(one) <= LEAST_SIZE);
	return true;
}
