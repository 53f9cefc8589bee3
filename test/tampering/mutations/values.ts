import { oddNumber } from '../ambiguities/numberForms';
import type { Draw } from '../draw';
import type { ObjectPart, Part, SectionPart } from '../pdf/parts';
import { isDictionary, type Dictionary, type Value } from '../pdf/value';
import { changeOne, type Mutation, type MutationContext } from './mutation';

/** All dictionaries within a value. */
function dictionariesIn(value: Value): Dictionary[] {
	if (typeof value === 'string') return [];
	if (Array.isArray(value)) return value.flatMap(dictionariesIn);
	return [value, ...value.entries.flatMap(([, entry]) => dictionariesIn(entry))];
}

type Change = (dictionary: Dictionary, context: MutationContext) => Part[] | undefined;

/** Changes a dictionary in an object or a trailer; it may add objects. */
function inDictionary(name: string, change: Change): readonly Mutation[] {
	const changed = <Kind extends ObjectPart | SectionPart>(part: Kind, context: MutationContext) => {
		const copy = structuredClone({ ...part, retype: undefined });
		const value = copy.kind === 'section' ? copy.trailer : copy.value;
		const found = dictionariesIn(value).filter(({ entries }) => entries.length > 0);
		if (found.length === 0) return undefined;
		const more = change(context.draw.pick(found), context);
		const retype = part.kind === 'section' && part.retype ? { retype: part.retype } : {};
		return more && [...more, { ...copy, ...retype } as Part];
	};
	return [
		{ name: `${name} of an object`, apply: changeOne('object', changed) },
		{ name: `${name} of a trailer`, apply: changeOne('section', changed) },
	];
}

const hex = (code: number) => `#${code.toString(16).padStart(2, '0')}`;

/** A name with one of its letters as a number. */
function respelled(name: string, draw: Draw): string {
	const at = draw.between(1, Math.max(1, name.length - 1));
	return name.slice(0, at) + hex(name.charCodeAt(at) || 0x20) + name.slice(at + 1);
}

const KEYS = [
	'/Type',
	'/Length',
	'/Contents',
	'/Kids',
	'/Pages',
	'/Annots',
	'/AP',
	'/F',
	'/DP',
	'/Resources',
	'/Root',
	'/Encrypt',
	'/XRefStm',
	'/Prev',
	'/Filter',
	'/Extends',
	'/Size',
	'/ID',
];

export const valueMutations: readonly Mutation[] = [
	...inDictionary('a key respelled', ({ entries }, { draw }) => {
		const entry = draw.pick(entries);
		entry[0] = respelled(entry[0], draw);
		return [];
	}),
	...inDictionary('a key repeated', ({ entries }, { draw }) => {
		const [key, value] = draw.pick(entries);
		const others = ['null', '0', '1 0 R', '3 0 R', '[]', '<< >>', '(x)', value];
		entries.splice(draw.below(entries.length + 1), 0, [key, draw.pick(others)]);
		return [];
	}),
	...inDictionary('a key more', ({ entries }, { draw }) => {
		const value = draw.pick([
			'null',
			'0',
			'10.0',
			'1 0 R',
			'3 0 R',
			'[]',
			'<< >>',
			'[/Fl]',
			'/Crypt',
			'99999 0 R',
		]);
		entries.push([draw.pick(KEYS), value]);
		return [];
	}),
	...inDictionary('a key less', ({ entries }, { draw }) => {
		entries.splice(draw.below(entries.length), 1);
		return [];
	}),
	...inDictionary('an odd number', ({ entries }, { draw, numbers }) => {
		const found = entries.filter(([, value]) => typeof value === 'string' && /^\d+$/.test(value));
		if (found.length === 0) return undefined;
		const entry = draw.pick(found);
		const odd = oddNumber(Number(entry[1]), numbers, draw);
		entry[1] = odd.written;
		return odd.extra ? [odd.extra] : [];
	}),
	...inDictionary('an odd reference', ({ entries }, { draw }) => {
		const found = entries.filter(([, value]) => typeof value === 'string' && / R$/.test(value));
		if (found.length === 0) return undefined;
		const entry = draw.pick(found);
		const written = `${entry[1] as string}`;
		const [number = '0'] = written.split(' ');
		entry[1] = draw.pick([
			...[
				`${number} 1 R`,
				`${number} 00 R`,
				`0${number} 0 R`,
				`+${number} 0 R`,
				`${number} 65536 R`,
			],
			...[
				`${number}%\n0 R`,
				`[${number} 0 R]`,
				`${number}.0 0 R`,
				`${2 ** 32 + Number(number)} 0 R`,
			],
		]);
		return [];
	}),
	...inDictionary('a value of another kind', ({ entries }, { draw }) => {
		const entry = draw.pick(entries);
		if (isDictionary(entry[1]) && draw.chance(0.5)) return undefined;
		entry[1] = draw.pick(['null', 'true', '()', '<>', '[]', '<< >>', '/X', '-1', '1 0 R', '3 0 R']);
		return [];
	}),
];
