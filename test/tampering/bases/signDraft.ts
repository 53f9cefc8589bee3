import type { Draw } from '../draw';
import { parse, type Value } from '../pdf/value';
import { enterField, invisibleField, type Changes } from '../updates/addField';
import type { Base, Held } from './base';
import type { Draft } from './draft';
import { emptySignature, type Signers } from './sign';
import { revision } from './writeDraft';

/** A written document to be signed. */
export interface Unsigned {
	readonly file: Buffer;
	readonly form: 'table' | 'stream';
	readonly names: readonly string[];
	readonly isPlain: boolean;
	readonly isPrepared?: boolean;
	readonly draw: Draw;
	readonly signers: Signers;
}

/** Signs it once or twice, each in its own revision. */
export function signDraft(draft: Draft, unsigned: Unsigned): Base {
	const { form, draw, signers, names, isPlain } = unsigned;
	let { file } = unsigned;
	const objects = new Map<number, Held>(draft.objects);
	const last = /startxref\s+(\d+)\s+%%EOF\s*$/;
	const startXref = () => Number(last.exec(file.subarray(-64).toString('latin1'))?.[1]);
	const trailer: [string, Value][] = [['/Root', `${draft.root} 0 R`], ...draft.trailer];
	if (draft.info !== undefined) trailer.push(['/Info', `${draft.info} 0 R`]);
	for (let count = draw.pick([1, 1, 1, 2]); count > 0; count--) {
		const changes = signatureChanges(draft, objects, draw);
		for (const [number, held] of changes) objects.set(number, held);
		const plain = revision(changes, {
			form,
			label: 'signed',
			trailer: [['/Size', '@size'], ...trailer, ['/Prev', `${startXref()}`]],
			spare: () => draft.newNumber(),
			draw,
		});
		const parts = draft.signedReshapings.reduce((made, reshape) => reshape(made), plain);
		file = signers.sign(file, parts, 'signature', new Map([['size', draft.free]]));
	}
	return {
		...{ name: [...names, ...draft.names].join(', '), signed: file, objects, isPlain, form },
		...{ root: draft.root, pages: draft.pages, info: draft.info, store: draft.store },
		...{ trailer: { entries: trailer }, startXref: startXref(), free: draft.free },
		...{ prepared: draft.prepared, isPrepared: unsigned.isPrepared ?? false },
	};
}

function signatureChanges(draft: Draft, objects: ReadonlyMap<number, Held>, draw: Draw): Changes {
	const changes: Changes = new Map();
	const [signature, field] = [draft.newNumber(), draft.newNumber()];
	changes.set(signature, { value: emptySignature('signature') });
	const value = `/V ${signature} 0 R /P ${draft.firstPage} 0 R`;
	changes.set(field, { value: parse(invisibleField(`Signature${field}`, value)) });
	const page = draw.chance(0.5) ? draft.firstPage : undefined;
	enterField(objects, changes, { root: draft.root, page, field });
	return changes;
}
