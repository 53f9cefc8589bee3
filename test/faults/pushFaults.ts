import type { PushFault, PushFaultName } from '../../sandbox';
import { drawFraction, drawOne } from '../support/draw';
import type { FaultPlan } from './actors';

const FAULTY_SHARE = 1 / 3;

/** Faults that must never be answered `1`. */
const refused: readonly [PushFaultName, ...PushFaultName[]] = [
	'wrongHash',
	'truncatedBody',
	'connectionCut',
	'notBase64',
	'missingHash',
	'missingContent',
	'otherAction',
];

/** Valid but unusual pushes. Status 0 is not included, because answering it with `1` ends the order. */
const unusual: readonly PushFaultName[] = [
	'slowBody',
	'duplicate',
	'gzip',
	'keysReordered',
	'formField',
	'sha512',
];

/** One in three pushes has a fault, chosen by the seed. */
export function faultPlan(seed: string): FaultPlan {
	return (orderNumber, attempt) => {
		const key = [seed, 'fault', orderNumber, attempt] as const;
		if (drawFraction(...key) >= FAULTY_SHARE) return undefined;
		return drawOne([...refused, ...unusual], ...key, 'name');
	};
}

/** Whether a push with this fault must be rejected. */
export function mustBeRefused(fault: PushFault | undefined): boolean {
	return refused.some((name) => name === fault);
}
