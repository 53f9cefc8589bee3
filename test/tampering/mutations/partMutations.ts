import { text } from '../pdf/parts';
import { dictionary, parse } from '../pdf/value';
import { changeOne, type Mutation } from './mutation';

const GAPS = [
	...[
		'\n',
		'\r',
		' ',
		'\0',
		'%\n',
		'%x\r',
		'%%EOF\n',
		'%PDF-1.4\n',
		'%PDF-2.0\n%\xe2\xe3\n',
		'endobj\n',
		'>>\n',
	],
	...[
		'xref\n',
		'trailer\n<< >>\n',
		'trailer\n<< /Root 3 0 R >>\n',
		'startxref\n0\n%%EOF\n',
		'null\n',
		'endstream\n',
	],
	...[
		'% 4 0 obj\n',
		'\f'.repeat(40),
		' '.repeat(1_100),
		'\n'.repeat(3_000),
		'99 0 obj\n',
		')',
		'(',
		'<<',
		'stream\n',
	],
];

const orderMutations: readonly Mutation[] = [
	{
		name: 'something between',
		apply: (parts, { draw }) =>
			parts.toSpliced(draw.below(parts.length + 1), 0, text(draw.pick(GAPS))),
	},
	{
		name: 'something behind the end',
		apply: (parts, { draw }) => [...parts, text(draw.pick(GAPS))],
	},
	{
		name: 'another ending',
		apply: changeOne('text', (part, { draw, base }) => {
			const change = draw.pick<(written: string) => string>([
				(written) => written.replace('@xref', `${base.startXref}`),
				(written) => written.replace('@xref', '@xref+1'),
				(written) => written.replace('@xref', '@xref-1'),
				(written) => written.replace('@xref', '0'),
				(written) => written.replace('@xref', '0@xref'),
				(written) => written.replace('@xref', '@xref.0'),
				(written) => written.replace('%%EOF', '%%EO'),
				(written) => written.replace('\n%%EOF', ' %%EOF'),
				(written) => written + written,
				(written) => written.replace('startxref', 'startxref%\n'),
				(written) => written.replaceAll('\n', '\r'),
				(written) => written.replace('startxref', ' startxref'),
				(written) => written.replace(/%%EOF\n$/, '%%EOF'),
			]);
			return [{ ...part, text: change(part.text) }];
		}),
	},
	{
		name: 'parts in another order',
		apply: (parts, { draw }) => draw.shuffle(parts),
	},
	{
		name: 'a part twice',
		apply: (parts, { draw }) => {
			const at = draw.below(parts.length);
			const part = parts[at];
			return part && parts.toSpliced(at, 0, part);
		},
	},
];

const objectMutations: readonly Mutation[] = [
	{
		name: 'an odd head',
		apply: changeOne('object', (part, { draw }) => {
			const { number, generation } = part;
			const head = draw.pick([
				...[
					`${number} ${generation + 1} obj`,
					`0${number} ${generation} obj`,
					`${number} ${generation} obj%`,
				],
				...[
					`${number}\t${generation}\robj`,
					`${number} ${generation}obj`,
					`\n${number} ${generation} obj`,
					`1${number} ${generation} obj`,
				],
			]);
			return [{ ...part, head }];
		}),
	},
	{
		name: 'an odd tail',
		apply: changeOne('object', (part, { draw }) => {
			const ends = [
				'',
				'endobj',
				'\nendobj endobj\n',
				'endobjx\n',
				'%\nendobj\n',
				'endobj\n%%EOF\n',
				'obj\n',
			];
			const tail = draw.pick(ends);
			return [
				{
					...part,
					tail:
						part.stream === undefined
							? tail
							: draw.pick([`endstream\n${tail}`, tail, `endstream${tail}`]),
				},
			];
		}),
	},
	{
		name: 'an object of another number',
		apply: changeOne('object', (part, { draw }) => [
			{ ...part, number: draw.pick([1, 2, 3, 4, part.number + 1]) },
		]),
	},
	{
		name: 'a stream instead of a value',
		apply: changeOne('object', (part) =>
			part.stream === undefined
				? [{ ...part, value: dictionary('<< /Length @length >>'), stream: 'x' }]
				: [{ ...part, stream: undefined }],
		),
	},
	{
		name: 'a crypt filter',
		apply: changeOne('object', (part) =>
			typeof part.value === 'object' && !Array.isArray(part.value) && part.stream !== undefined
				? [{ ...part, value: { entries: [...part.value.entries, ['/Filter', parse('[/Crypt]')]] } }]
				: undefined,
		),
	},
];

/** Changes to objects and to what is between them. */
export const partMutations: readonly Mutation[] = [...orderMutations, ...objectMutations];
