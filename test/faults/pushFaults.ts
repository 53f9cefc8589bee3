import type { PushFault, PushFaultName } from '../../sandbox';
import { drawFraction, drawOne } from '../support/draw';
import type { FaultPlan } from './actors';

const FAULTY_SHARE = 1 / 3;

/** What must never be answered `1`. */
const refused: readonly [PushFaultName, ...PushFaultName[]] = [
	'wrongHash',
	'truncatedBody',
	'connectionCut',
	'notBase64',
	'missingHash',
	'missingContent',
	'otherAction',
];

/** What is right, but unusual. A push of status 0 is left out: answered `1`, it is an order's end. */
const unusual: readonly PushFaultName[] = [
	'slowBody',
	'duplicate',
	'gzip',
	'keysReordered',
	'formField',
	'sha512',
];

/** One push in three carries a fault, which the seed draws. */
export function faultPlan(seed: string): FaultPlan {
	return (orderNumber, attempt) => {
		const key = [seed, 'fault', orderNumber, attempt] as const;
		if (drawFraction(...key) >= FAULTY_SHARE) return undefined;
		return drawOne([...refused, ...unusual], ...key, 'name');
	};
}

/** Whether a push with this fault must be refused. */
export function mustBeRefused(fault: PushFault | undefined): boolean {
	return refused.some((name) => name === fault);
}
