import { networkStep } from './network/networkStep';
import { probeStep } from './probes/probeStep';
import type { Step } from './step';

/** What is done, in this order. */
export const steps: readonly Step[] = [networkStep, probeStep];
