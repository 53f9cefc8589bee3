import type { Base, Held } from '../bases/base';
import { emptySignature } from '../bases/sign';
import type { Draw } from '../draw';
import { text, type Part } from '../pdf/parts';
import { having, parse, reference } from '../pdf/value';
import { enterField, invisibleField, type Changes } from './addField';
import { movedCatalog, movedResources, resourcesOf } from './moved';
import { objectsOf, update, type Numbers } from './update';

/** An update that is permitted after the last signature. */
export interface AllowedUpdate {
	readonly name: string;
	readonly parts: (base: Base, numbers: Numbers, draw: Draw) => Part[];
	readonly isFor?: (base: Base) => boolean;
}

type Change = (base: Base, changes: Changes, numbers: Numbers, draw: Draw) => void;

const stream = (changes: Changes, numbers: Numbers, entries: string, bytes: string): string => {
	const number = numbers.new();
	changes.set(number, { value: parse(`<< ${entries} /Length @length >>`), stream: bytes });
	return reference(number);
};

function valueIn({ objects }: Base, changes: Changes, number: number) {
	return (changes.get(number) ?? objects.get(number) ?? { value: 'null' }).value;
}

const inCatalog = (base: Base, changes: Changes, key: string, value: string): void => {
	changes.set(base.root, { value: having(valueIn(base, changes, base.root), key, value) });
};

/** Bytes in place of a certificate or a revocation list. */
const der = (draw: Draw): string =>
	Array.from({ length: 40 }, () => String.fromCharCode(draw.below(256))).join('');

export const addStore: Change = (base, changes, numbers, draw) => {
	const certificate = stream(changes, numbers, '', der(draw));
	const list = stream(changes, numbers, '', der(draw));
	const related = draw.chance(0.4)
		? `/VRI << /${'0123456789ABCDEF'.repeat(3).slice(0, 40)} << /Cert [${certificate}] /CRL [${list}] >> >>`
		: '';
	const store = `<< /Certs [${certificate}] /CRLs [${list}] ${related} >>`;
	const held: Held = { value: parse(store) };
	if (base.store !== undefined) return void changes.set(base.store, held);
	const number = numbers.new();
	changes.set(number, held);
	inCatalog(base, changes, '/DSS', reference(number));
};

export const addField: Change = (base, changes, numbers, draw) => {
	const field = numbers.new();
	changes.set(field, { value: parse(invisibleField(`Later${field}`)) });
	enter(base, changes, field, draw);
};

function enter(base: Base, changes: Changes, field: number, draw: Draw): void {
	const page = draw.chance(0.5) ? base.pages[0] : undefined;
	enterField(base.objects, changes, { root: base.root, page, field });
}

const addTimestamp: Change = (base, changes, numbers, draw) => {
	const [signature, field] = [numbers.new(), numbers.new()];
	changes.set(field, { value: parse(invisibleField(`Time${field}`, `/V ${signature} 0 R`)) });
	enter(base, changes, field, draw);
	changes.set(signature, { value: parse(emptySignature('timestamp')) });
};

const addMetadata: Change = (base, changes, numbers) => {
	const metadata = stream(changes, numbers, '/Type /Metadata /Subtype /XML', '<x:xmpmeta/>');
	inCatalog(base, changes, '/Metadata', metadata);
};

const changeInfo: Change = (base, changes) => {
	if (base.info === undefined) return;
	changes.set(base.info, { value: parse('<< /Title (Contract) /ModDate (D:20260101000000Z) >>') });
};

function changing(name: string, change: Change, isFor?: (base: Base) => boolean): AllowedUpdate {
	return {
		name,
		...(isFor && { isFor }),
		parts: (base, numbers, draw) => {
			const changes: Changes = new Map();
			change(base, changes, numbers, draw);
			return update(base, objectsOf(changes), numbers);
		},
	};
}

/** All permitted updates. */
export const allowedUpdates: readonly AllowedUpdate[] = [
	{ name: 'nothing', parts: () => [] },
	{ name: 'a line end', parts: (_, __, draw) => [text(draw.pick(['\n', '\r\n']))] },
	changing('a security store', addStore),
	changing('an invisible field', addField),
	changing('a document timestamp', addTimestamp),
	changing('metadata', addMetadata),
	changing('the document information', changeInfo, ({ info }) => info !== undefined),
	changing('a security store and a document timestamp', (base, changes, numbers, draw) => {
		addStore(base, changes, numbers, draw);
		addTimestamp(base, changes, numbers, draw);
	}),
	{
		name: 'a catalog under a new number',
		parts: (base, numbers) => movedCatalog(base, numbers, (catalog) => catalog),
	},
	{
		name: 'resources under a new number',
		isFor: (base) => resourcesOf(base) !== undefined,
		parts: (base, numbers) => movedResources(base, numbers, (resources) => resources),
	},
	{
		name: 'a security store, then metadata',
		parts: (base, numbers, draw) => {
			const one: Changes = new Map();
			const other: Changes = new Map();
			addStore(base, one, numbers, draw);
			const between = { ...base, objects: new Map([...base.objects, ...one]) };
			addMetadata(between, other, numbers, draw);
			return [
				...update(base, objectsOf(one), numbers, { label: 'one' }),
				...update(base, objectsOf(other), numbers, { previous: '@one' }),
			];
		},
	},
];
