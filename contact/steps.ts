import { networkStep } from './network/networkStep';
import type { OrderOptions } from './order/orderOptions';
import { orderStep } from './order/orderStep';
import { probeStep } from './probes/probeStep';
import type { Step } from './step';

/** The steps, in order. */
export function stepsFor(options: OrderOptions): Step[] {
	return [networkStep, probeStep, ...(options.order ? [orderStep(options)] : [])];
}
