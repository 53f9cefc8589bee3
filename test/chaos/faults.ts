import type { PushFault, PushFaultName } from '../../sandbox';
import { drawFraction, drawOne } from '../support/draw';

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

/** The fault that an order's n-th push carries: one push in three does. */
export function faultOf(seed: string, orderNumber: string, attempt: number): PushFault | undefined {
	const key = [seed, 'fault', orderNumber, attempt] as const;
	if (drawFraction(...key) >= FAULTY_SHARE) return undefined;
	return drawOne([...refused, ...unusual], ...key, 'name');
}

/** Whether a push with this fault must be refused. */
export function mustBeRefused(fault: PushFault | undefined): boolean {
	return refused.some((name) => name === fault);
}
