import { judgeOrders } from '../../faults/judgeOrders';
import type { OrdersRecord } from '../../faults/ordersRecord';

/** n8n lived until 1000, again until 2000, and lives on. */
const DEATHS = [
	{ killedAt: 990, deadAt: 1_000 },
	{ killedAt: 1_990, deadAt: 2_000 },
];
const ORDER = { orderNumber: 'o', signid: 's' };

interface Push {
	from: number;
	to: number;
	httpStatus?: number;
}

interface Run {
	recorded: number;
	/** When its document was sent; several times if it ran several times. */
	sent: number[];
	/** When the step had read it; at once when left out. */
	read?: number;
}

function judge(pushes: Push[], runs: Run[]) {
	const document = Buffer.from('a document');
	const record: OrdersRecord = {
		mode: 'workflowFinished',
		expected: ['o'],
		orders: [
			{
				...ORDER,
				state: 'signed',
				signers: [],
				document,
				fileFormat: 'pdf',
				signedDocument: document,
				sha256: 'sha256',
			},
		],
		pushes: pushes.map(({ from, to, httpStatus }, index) => ({
			...ORDER,
			attempt: index + 1,
			httpStatus,
			answer: httpStatus === 200 ? '1' : '',
			accepted: httpStatus === 200,
			startedAt: from,
			milliseconds: to - from,
		})),
		deliveries: runs.flatMap(({ sent, read }, index) =>
			sent.map((sentAt) => ({
				orderNumber: 'o',
				executionId: String(index),
				sentAt,
				sha256: 'sha256',
				size: document.length,
				succeeded: true,
				receivedAt: read ?? sentAt,
				answeredAt: read ?? sentAt,
			})),
		),
		executions: runs.map(({ recorded }, index) => ({
			id: String(index),
			status: 'success',
			mode: 'webhook',
			createdAt: recorded,
			startedAt: recorded,
			stoppedAt: null,
			outputs: [],
			nodes: [],
		})),
		deaths: DEATHS,
	};
	const { counts, unexplained } = judgeOrders(record).repeats;
	return { ...counts, unexplained: unexplained.length };
}

const CUT: Push = { from: 900, to: 1_001 };
const ANSWERED: Push = { from: 1_100, to: 1_200, httpStatus: 200 };
const FIRST: Run = { recorded: 910, sent: [920] };
const SECOND: Run = { recorded: 1_110, sent: [1_120] };

describe('the judge of repeated deliveries', () => {
	it.each<[string, Push[], Run[]]>([
		['a kill left the first push without an answer', [CUT, ANSWERED], [FIRST, SECOND]],
		[
			'what the first sent before the kill was read only after it',
			[CUT, ANSWERED],
			[{ ...FIRST, read: 1_005 }, SECOND],
		],
	])('explains one by the kill: %s', (_, pushes, runs) => {
		expect(judge(pushes, runs)).toEqual({ acrossKill: 1, runLate: 0, unexplained: 0 });
	});

	it.each<[string, Run]>([
		['before the repeat', { recorded: 910, sent: [1_050] }],
		['after the repeat', { recorded: 910, sent: [1_150] }],
	])('explains one by an execution that n8n ran after the kill, %s', (_, late) => {
		expect(judge([CUT, ANSWERED], [late, SECOND])).toEqual({
			acrossKill: 0,
			runLate: 1,
			unexplained: 0,
		});
	});

	it.each<[string, Push[], Run[]]>([
		[
			'one n8n let the push in twice',
			[{ from: 100, to: 300 }, ANSWERED],
			[
				{ recorded: 110, sent: [120] },
				{ recorded: 310, sent: [320] },
			],
		],
		[
			'one n8n let the push in twice, another death long after',
			[CUT, ANSWERED],
			[SECOND, { recorded: 1_130, sent: [1_140] }],
		],
		['the first was answered 1', [{ ...CUT, to: 950, httpStatus: 200 }], [FIRST, SECOND]],
		['the first was refused', [{ ...CUT, to: 950, httpStatus: 500 }, ANSWERED], [FIRST, SECOND]],
		['the sender had left before the kill', [{ ...CUT, to: 950 }, ANSWERED], [FIRST, SECOND]],
		['one execution delivered twice', [CUT], [{ recorded: 910, sent: [920, 930] }]],
		[
			'a third delivery in addition to an explained one',
			[CUT, ANSWERED],
			[FIRST, SECOND, { recorded: 1_130, sent: [1_140] }],
		],
	])('does not explain one: %s', (_, pushes, runs) => {
		expect(judge(pushes, runs)).toMatchObject({ unexplained: 1 });
	});
});
