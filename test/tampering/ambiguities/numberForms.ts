import type { Draw } from '../draw';
import { object, type ObjectPart } from '../pdf/parts';
import type { Numbers } from '../updates/update';

/** A number's written form, and the values that readers may take it for. */
export interface NumberForm {
	readonly name: string;
	readonly written: string;
	/** An object that it refers to. */
	readonly extra?: ObjectPart;
	/** Other possible values. */
	readonly others: readonly number[];
}

type Make = (value: number, numbers: Numbers, other: number) => NumberForm;

const FORMS: Readonly<Record<string, Make>> = {
	'by reference': (value, numbers) => {
		const number = numbers.new();
		const extra = object(number, `${value}`);
		return { name: '', written: `${number} 0 R`, extra, others: [0, number] };
	},
	'by a reference to nothing': (_, numbers) => ({
		...{ name: '', written: `${numbers.new()} 0 R`, others: [0] },
	}),
	'as a real': (value) => simple(`${value}.0`, 0),
	'as a real without decimals': (value) => simple(`${value}.`, 0),
	'as another real': (value) => simple(`${value}.9`, 0, value + 1),
	'with a sign': (value) => simple(`+${value}`, 0),
	'with two signs': (value) => simple(`--${value}`, 0),
	'with a minus': (value) => simple(`-${value}`, 0),
	'with a minus inside': (value) => simple(`${value}-5`, 0),
	'with zeros': (value) => simple(`000${value}`, 0),
	'with an exponent': (value) => simple(`${value}e0`, 0),
	'beyond 32 bits': (value) => simple(`${2 ** 32 + value}`, 0, 2 ** 31 - 1),
	'beyond 64 bits': (value) => simple(`${2n ** 64n + BigInt(value)}`, 0, 2 ** 31 - 1),
	'with a comment before': (value) => simple(`%x\n${value}`, 0),
	'as a string': (value) => simple(`(${value})`, 0),
	'in an array': (value) => simple(`[${value}]`, 0),
	'as null': () => simple('null', 0),
	'with a word behind': (value) => simple(`${value}x`, 0),
};

function simple(written: string, ...others: number[]): NumberForm {
	return { name: '', written, others };
}

/** A number in an unusual form. */
export function oddNumber(value: number, numbers: Numbers, draw: Draw): NumberForm {
	const [name, make] = draw.pick(Object.entries(FORMS));
	return { ...make(value, numbers, 0), name };
}
