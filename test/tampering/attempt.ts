import { chains } from './ambiguities/chains';
import { hybrids } from './ambiguities/hybrids';
import { objectStreamReadings } from './ambiguities/objectStreamReadings';
import { objectStreams } from './ambiguities/objectStreams';
import { objectsTwice } from './ambiguities/objectsTwice';
import { rebuilt } from './ambiguities/rebuilt';
import { repeatedKeys } from './ambiguities/repeatedKeys';
import { sectionNumbers } from './ambiguities/sectionNumbers';
import type { Base } from './bases/base';
import { awaitsSignature, type Signers } from './bases/sign';
import type { Draw } from './draw';
import { catalogs } from './intents/catalogs';
import { fields } from './intents/fields';
import type { Intent } from './intents/intent';
import { lurking } from './intents/lurking';
import { preparedIntents } from './intents/prepared';
import { relocations } from './intents/relocations';
import { targetOf } from './intents/target';
import { partMutations } from './mutations/partMutations';
import { sectionMutations } from './mutations/sectionMutations';
import { valueMutations } from './mutations/values';
import type { Part } from './pdf/parts';
import { writeParts } from './pdf/writeParts';
import { allowedUpdates } from './updates/allowed';
import { Numbers } from './updates/update';

const ambiguities = [
	...[...repeatedKeys, ...objectsTwice, ...objectStreamReadings, ...objectStreams],
	...[...hybrids, ...chains, ...sectionNumbers, ...rebuilt],
];
const intents: readonly Intent[] = [
	...relocations,
	...fields,
	...catalogs,
	...preparedIntents,
	...lurking,
	...lurking,
];
const mutations = [...valueMutations, ...sectionMutations, ...partMutations];

/** A signed document and an update after it. */
export interface Attempt {
	readonly base: Base;
	/** The kind of change, followed by the random choices. */
	readonly names: readonly string[];
	readonly parts: readonly Part[];
	readonly numbers: Numbers;
	/** A permitted kind of update in its usual form, after a document that wasn't prepared for it. */
	readonly isAllowed: boolean;
}

/** The source of all random choices for a document. */
export interface AttemptOptions {
	readonly base: Base;
	readonly draw: Draw;
	/** Which of the drawn mutations are applied. Default: all. */
	readonly keeps?: (index: number) => boolean;
}

export function makeAttempt({ base, draw, keeps = () => true }: AttemptOptions): Attempt {
	const names: string[] = [];
	const numbers = new Numbers(base);
	const made = plan({ base, numbers, draw, note: (name) => names.push(name) });
	let parts = made.parts;
	for (let index = 0; index < made.mutations; index++) {
		const own = draw.fork(index);
		const mutation = own.pick(mutations);
		const changed = mutation.apply(parts, { base, numbers, draw: own });
		if (!changed || !keeps(index)) continue;
		parts = changed;
		names.push(`+ ${mutation.name}`);
	}
	const isAllowed = made.isAllowed && made.mutations === 0;
	return { base, names: [made.name, ...names], parts, numbers, isAllowed };
}

interface Plan {
	readonly name: string;
	readonly parts: Part[];
	readonly mutations: number;
	readonly isAllowed: boolean;
}

/** One of: a permitted update, a nearly permitted one, an ambiguous one, or a visible change. */
function plan(scene: {
	base: Base;
	numbers: Numbers;
	draw: Draw;
	note: (name: string) => void;
}): Plan {
	const { base, numbers, draw } = scene;
	const kind = base.isPrepared ? draw.pick([0, 1, 1, 2, 3, 4, 4, 4, 4]) : draw.below(5);
	if (kind < 2) {
		const update = draw.pick(allowedUpdates.filter(({ isFor }) => isFor?.(base) ?? true));
		const parts = update.parts(base, numbers, draw);
		const count = kind === 0 ? 0 : draw.between(1, 3);
		return { name: update.name, parts, mutations: count, isAllowed: !base.isPrepared };
	}
	const count = draw.pick([0, 0, 0, 1, 1, 2]);
	if (kind < 4 && base.objects.size > 0) {
		const target = targetOf(base, numbers, draw);
		const ambiguity = draw.pick(ambiguities);
		scene.note(target.name);
		const parts = ambiguity.parts({ ...scene, target });
		return { name: ambiguity.name, parts, mutations: count, isAllowed: false };
	}
	const able = (
		base.isPrepared
			? [...preparedIntents, ...preparedIntents, ...lurking, ...lurking, ...intents]
			: intents
	).filter(({ isFor }) => isFor?.(base) ?? true);
	const intent = draw.pick(able);
	return { name: intent.name, parts: intent.parts(scene), mutations: count, isAllowed: false };
}

/** The whole file. */
export function write({ base, parts, numbers }: Attempt, signers: Signers): Buffer {
	const constants = new Map([['size', numbers.size]]);
	const written = writeParts(base.signed, parts, constants);
	return awaitsSignature(written, base.signed.length)
		? signers.sign(base.signed, parts, 'timestamp', constants)
		: written;
}
