import type { Certification, Level } from './certification';
import { strictest } from './certification';
import type { Coverage, Examined } from './coverage';
import { describe } from './documentChange';
import type { DocumentChange, FilledIn } from './documentChange';
import { isLocked } from './fieldLock';

/** Maximum fields that are reported with their values. */
const MOST_REPORTED = 500;

/** What applies to changes between one signer and the next if the document isn't certified. */
export type ChangesBetweenSignatures = 'forbid' | 'allow';

/** A signature, what follows it, and its rules for that. */
export interface JudgedSignature {
	/** Whether it is a person's or an organization's, and valid. */
	readonly isSigner: boolean;
	readonly certification: Pick<Certification, 'certified' | 'limit' | 'locks'>;
	readonly examined: Examined;
}

/** What follows a signature, and why that makes the document not intact; undefined if it doesn't. */
export interface Judgment {
	readonly coverage: Coverage;
	readonly breach: string | undefined;
}

/** The rules of a signature and of those before it for changes after it. */
interface Rules {
	/** The level of the strictest certification up to and including it. */
	readonly certified: Level | null;
	readonly limit: Level | null;
	readonly locks: Certification['locks'];
	/** Whether no one signed after it, or the last signer's signature is followed by visible changes. */
	readonly isUnsigned: boolean;
	readonly between: ChangesBetweenSignatures;
}

/**
 * Judges what follows each signature (ISO 32000-2, 12.8.2; docs/TRUST.md explains why). Each signature's own rules
 * apply to everything after it, no matter who signs later; only a certification up to and including it permits changes that
 * no one has signed.
 */
export function judgeChanges<Signature extends JudgedSignature>(
	signatures: readonly Signature[],
	between: ChangesBetweenSignatures,
): (Signature & Judgment)[] {
	const signers = signatures.filter(({ isSigner }) => isSigner);
	const least = Math.min(...signers.map(({ examined }) => examined.bytesAfter));
	const last = signers.find(({ examined }) => examined.bytesAfter === least);
	return signatures.map((signature) => {
		const { certification, examined } = signature;
		const before = signers.filter((one) => one.examined.bytesAfter >= examined.bytesAfter);
		const certified = strictest(before.flatMap((one) => one.certification.certified ?? []));
		const { limit, locks } = certification;
		const isUnsigned = signature === last || (last !== undefined && isChanged(last));
		const rules = { certified, limit, locks, isUnsigned, between };
		return { ...signature, ...judge(signature, rules) };
	});
}

function isChanged({ examined }: JudgedSignature): boolean {
	return ['shown', 'more', 'unchecked'].includes(examined.after);
}

function judge({ examined, isSigner }: JudgedSignature, rules: Rules): Judgment {
	const { bytesAfter, after, changes, reason } = examined;
	const { isUnsigned, certified, limit, locks, between } = rules;
	const says = certified !== null || limit !== null || locks.length > 0;
	const isBound = isUnsigned || says || between === 'forbid';
	if (after === 'more' || after === 'unchecked') {
		const coverage = { bytesAfter, after, reason, filledIn: [] };
		return { coverage, breach: isSigner && isBound ? reason : undefined };
	}
	const forbidden = changes.flatMap((change) => {
		const why = whyForbidden(change, rules);
		return why === undefined ? [] : [`${describe(change)}, ${why}`];
	});
	const filled = changes.filter((change) => change.kind === 'filledIn');
	const filledIn = filled.slice(0, MOST_REPORTED).map(toReport);
	const [first] = forbidden;
	if (first !== undefined) {
		const coverage = { bytesAfter, after: 'more', reason: first, filledIn } as const;
		return { coverage, breach: isSigner ? first : undefined };
	}
	return {
		coverage: { bytesAfter, after: after === 'shown' ? 'permitted' : after, reason, filledIn },
		breach: undefined,
	};
}

function toReport({ field, value, shows }: FilledIn): Coverage['filledIn'][number] {
	return { field, value, shows };
}

/** Why a change may not follow the signature; undefined if it may. */
function whyForbidden(change: DocumentChange, rules: Rules): string | undefined {
	const { limit, locks, certified } = rules;
	const level = strictest([certified, limit].flatMap((one) => one ?? []));
	if (change.kind !== 'annotation' && locks.some((lock) => isLocked(change.field, lock))) {
		return 'which the signature locks';
	}
	const needed = change.kind === 'annotation' ? 3 : 2;
	if (level !== null && level < needed) return `which level ${level} does not allow`;
	return certified === null ? whyUnsigned(change, rules) : whyUncertified(change, rules);
}

/** A visible signature in a place that the certifier didn't see could cover certified content. */
function whyUncertified(change: DocumentChange, { between }: Rules): string | undefined {
	const isNewPlace = change.kind === 'signed' && change.isNew && change.rectangle !== undefined;
	return isNewPlace && between === 'forbid'
		? 'in a place that the document had no field for when it was certified'
		: undefined;
}

/** Without a certification, changes must be signed. */
function whyUnsigned(change: DocumentChange, { isUnsigned, between }: Rules): string | undefined {
	if (change.kind === 'signed') return undefined;
	if (isUnsigned) return 'and no one has signed or allowed that';
	if (between === 'allow') return undefined;
	if (change.kind === 'annotation') return 'which no one has allowed';
	return change.wasEmpty ? undefined : 'which had another value when it was signed';
}
