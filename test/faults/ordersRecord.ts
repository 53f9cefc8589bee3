import type { AcknowledgeMode } from '../../nodes/WoSignDoc/push/answer';
import type { PushAttempt, SandboxOrder } from '../../sandbox';
import type { Delivery } from './deliveryStep';
import type { RecordedExecution } from './recordedExecutions';

/** One end of the n8n process that receives pushes. */
export interface Death {
	/** Just before the kill, milliseconds since 1970. */
	killedAt: number;
	/** When it was observed to be dead; it can't have done anything later. */
	deadAt: number;
}

/** All data for judging orders that were pushed under faults. */
export interface OrdersRecord {
	mode: AcknowledgeMode;
	/** Numbers of the orders that must be delivered. */
	expected: readonly string[];
	orders: readonly SandboxOrder[];
	pushes: readonly PushAttempt[];
	deliveries: readonly Delivery[];
	executions: readonly RecordedExecution[];
	/** In order; empty in queue mode, where no single process receives the pushes. */
	deaths: readonly Death[];
}
