import type { Draw } from '../draw';
import { partMutations } from '../mutations/partMutations';
import { sectionMutations } from '../mutations/sectionMutations';
import { valueMutations } from '../mutations/values';
import { entryOf, object, text, type Part, type SectionPart } from '../pdf/parts';
import { parse } from '../pdf/value';
import type { Draft } from './draft';
import { OTHER_CONTENT } from './pages';
import { sectionOf, sorted } from './writeDraft';

type Shadow = (draft: Draft, draw: Draw) => void;

/** Ends the first of two revisions. */
const ENDING = text('startxref\n@older\n%%EOF\n');

const otherContent = (label: string) => ({
	...object(4, parse('<< /Length @length >>'), OTHER_CONTENT),
	label,
});

/** Changes the first or the last section of the parts. */
const inSections =
	(change: (section: SectionPart) => SectionPart) =>
	(parts: Part[]): Part[] =>
		parts.map((part) => (part.kind === 'section' ? change(part) : part));

function beforeSections(parts: Part[], ...added: Part[]): Part[] {
	const at = parts.findIndex(({ kind }) => kind === 'section');
	return parts.toSpliced(at, 0, ...added);
}

/** Files whose cross-references differ from a search for objects, or that some readers repair. */
export const misshapings: readonly Shadow[] = [
	// The content in force precedes one that an earlier section names: readers that search take the last.
	(draft) => {
		draft.names.push('an older content behind the newer one');
		draft.reshapings.push((parts) => {
			const section = parts.find((part) => part.kind === 'section');
			if (section?.kind !== 'section') return parts;
			const former = sectionOf({
				...{ form: 'table', label: 'older', trailer: section.trailer.entries, number: 0 },
			});
			former.entries = [
				{ number: 0, kind: 'free', where: '0', second: 65_535 },
				entryOf(otherContent('older:4')),
			];
			section.trailer.entries.push(['/Prev', '@older']);
			return beforeSections(parts, otherContent('older:4'), former, ENDING);
		});
	},
	// A linearized file of exactly its signed length: some readers begin with its first section.
	(draft) => {
		const number = draft.newNumber();
		draft.names.push('linearized as it was signed');
		draft.isLinearized = true;
		draft.reshapings.push((parts) => {
			const section = parts.find((part) => part.kind === 'section');
			if (section?.kind !== 'section') return parts;
			const linearized = `<< /Linearized 1 /L @signedLength /H [900 50] /O 3 /E @older /N ${draft.pages.length} /T @first >>`;
			const head = object(number, linearized);
			const older = sectionOf({
				...{ form: 'table', label: 'older', trailer: section.trailer.entries, number: 0 },
			});
			const named = parts.filter((part) => part.kind === 'object' && part.number !== 4);
			older.entries = sorted([
				{ number: 0, kind: 'free', where: '0', second: 65_535 },
				...named.flatMap((part) => (part.kind === 'object' ? [entryOf(part)] : [])),
				entryOf(head),
				entryOf(otherContent('older:4')),
			]);
			section.trailer.entries.push(['/Prev', '@older']);
			return [head, older, text('startxref\n0\n%%EOF\n'), otherContent('older:4'), ...parts];
		});
	},
	// A hybrid file whose two sections disagree.
	(draft, draw) => {
		const number = draft.newNumber();
		draft.names.push('two sections that disagree');
		draft.reshapings.push((parts) => {
			const section = parts.findLast((part) => part.kind === 'section');
			if (section?.kind !== 'section' || section.form !== 'table') return parts;
			const also = sectionOf({
				...{
					form: 'stream',
					label: 'disagreeing',
					trailer: [
						['/Size', '@size'],
						['/Root', '1 0 R'],
					],
					number,
				},
			});
			also.entries = [entryOf(otherContent('disagreeing:4'))];
			if (draw.chance(0.5)) {
				section.entries = section.entries.map((entry) =>
					entry.number === 4 ? { ...entry, kind: 'free', where: '0', second: 0 } : entry,
				);
			}
			section.trailer.entries.push(['/XRefStm', '@disagreeing']);
			return beforeSections(parts, otherContent('disagreeing:4'), also);
		});
	},
	// A wrong size.
	(draft, draw) => {
		const size = draw.pick([
			'',
			'0',
			'1',
			'3',
			'4',
			'5',
			'@size-2',
			'@size-3',
			'8388608',
			'65536',
			'@size.0',
		]);
		draft.names.push(`a size of ${size || 'none'}`);
		const change = inSections((section) => {
			const entries = section.trailer.entries.filter(([key]) => key !== '/Size');
			return { ...section, trailer: { entries: size ? [['/Size', size], ...entries] : entries } };
		});
		const lists = draw.pick([
			[draft.reshapings],
			[draft.signedReshapings],
			[draft.reshapings, draft.signedReshapings],
		]);
		for (const list of lists) list.push(change);
	},
	// A disguised object stream.
	(draft, draw) => {
		const type = draw.pick(['/Obj#53tm', '%\n/ObjStm', '/ObjStm', '/ObjStm#00']);
		const value = `4 0 [${draft.newNumber()} 0 R]`;
		const number = draft.newNumber();
		draft.names.push(`an object stream of the type ${JSON.stringify(type)}`);
		draft.set(
			number,
			{
				entries: [
					['/Type', type],
					['/N', '1'],
					['/First', '4'],
					['/Length', '@length'],
				],
			},
			value,
		);
	},
	// The trailer refers to a missing encryption dictionary.
	(draft) => {
		const number = draft.newNumber();
		draft.names.push('an encryption that is not there');
		draft.trailer.push(['/Encrypt', `${number} 0 R`]);
		const digits = '00112233445566778899aabbccddeeff'.repeat(2);
		const shown = parse(`<< /Filter /Standard /V 1 /R 2 /O <${digits}> /U <${digits}> /P -4 >>`);
		draft.prepared.push({ name: 'an encryption', number, shown: { value: shown } });
	},
	// Any mutation of an update.
	(draft, draw) => {
		const mutation = draw.pick([...sectionMutations, ...partMutations, ...valueMutations]);
		const own = draw.fork('misshapen');
		draft.names.push(`misshapen by ${mutation.name}`);
		const base = { startXref: 15 } as never;
		const list = draw.pick([draft.reshapings, draft.signedReshapings]);
		const numbers = { new: () => draft.newNumber() } as never;
		list.push((parts) => mutation.apply(parts, { base, numbers, draw: own }) ?? parts);
	},
];
