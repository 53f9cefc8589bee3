import type { OrdersRecord } from './ordersRecord';

/** Maximum number of characters shown of a response. */
const ANSWER_SHOWN = 40;

interface Event {
	/** Milliseconds since 1970. */
	at: number;
	text: string;
}

/** An order's complete history, one event per line, with seconds since its first push. */
export function orderStory(record: OrdersRecord, orderNumber: string): string[] {
	const isAbout = (one: { orderNumber?: string | undefined }) => one.orderNumber === orderNumber;
	const events = [
		...record.pushes.filter(isAbout).flatMap(pushEvents),
		...record.executions
			.filter(({ outputs }) => outputs.flat().some(({ json }) => isAbout(json)))
			.flatMap(executionEvents),
		...record.deliveries.filter(isAbout).flatMap(deliveryEvents),
	].sort(byTime);
	const [from, to] = [events[0]?.at ?? 0, events.at(-1)?.at ?? 0];
	const kills = record.deaths.flatMap(deathEvents).filter(({ at }) => from <= at && at <= to);
	return [...events, ...kills]
		.sort(byTime)
		.map(({ at, text }) => `${((at - from) / 1_000).toFixed(3).padStart(8)}  ${text}`);
}

function byTime(one: Event, other: Event): number {
	return one.at - other.at;
}

function pushEvents(push: OrdersRecord['pushes'][number]): Event[] {
	const { attempt, fault, startedAt, milliseconds, httpStatus, answer, error } = push;
	const outcome = error ?? `HTTP ${httpStatus} ${JSON.stringify(answer.slice(0, ANSWER_SHOWN))}`;
	return [
		{ at: startedAt, text: `push ${attempt} begins (${JSON.stringify(fault ?? 'as usual')})` },
		{ at: startedAt + milliseconds, text: `push ${attempt} ends: ${outcome}` },
	];
}

function executionEvents(execution: OrdersRecord['executions'][number]): Event[] {
	const { id, status, mode, createdAt, startedAt, stoppedAt, nodes } = execution;
	const course = `in the end ${status}, having begun ${nodes.join(', ') || 'no node'}`;
	return [
		{ at: createdAt, text: `execution ${id} is recorded (${mode}; ${course})` },
		...(startedAt === null ? [] : [{ at: startedAt, text: `execution ${id} starts` }]),
		...(stoppedAt === null ? [] : [{ at: stoppedAt, text: `execution ${id} has stopped` }]),
	];
}

function deliveryEvents(delivery: OrdersRecord['deliveries'][number]): Event[] {
	const { executionId, sentAt, receivedAt, answeredAt, succeeded, size } = delivery;
	const answer = succeeded ? 'takes it' : 'fails';
	return [
		{ at: sentAt, text: `execution ${executionId} sends the document to the step` },
		{ at: receivedAt, text: `the step has ${size} bytes of execution ${executionId}` },
		{ at: answeredAt, text: `the step ${answer} from execution ${executionId}` },
	];
}

function deathEvents({ killedAt, deadAt }: OrdersRecord['deaths'][number]): Event[] {
	return [
		{ at: killedAt, text: 'n8n is killed' },
		{ at: deadAt, text: 'n8n is dead' },
	];
}
