import { globSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Attack } from './attacks';
import { must } from './must';
import { post, shownStatuses } from './connection';
import { bodyWith } from './genuinePush';
import { workedMs } from './n8nFigures';
import type { Stage } from './stage';
import { STAYS_RESPONSIVE, underAttack } from './underAttack';

const FILES = globSync(resolve(__dirname, '../fixtures/attacks/dos-*.pdf')).sort();
const SENDERS = 3;

async function sendDocument(stage: Stage, file: string): Promise<string> {
	const document = readFileSync(file);
	const bodies = Array.from({ length: SENDERS }, (_, index) =>
		bodyWith(`${basename(file)}-${index}`, document),
	);
	return await underAttack(stage, async () => {
		const answers = await Promise.all(
			bodies.map(async (body) => await post(stage.url('checking'), body)),
		);
		const isJudged = answers.every(({ status }) => [200, 422].includes(status));
		must(isJudged, `it was answered ${JSON.stringify(answers)}`);
		return `${SENDERS} at once answered ${shownStatuses(answers)}`;
	});
}

/** Longest order number that an expression is tried on. */
const LONGEST = 1_000;
const PUSHES = 20;
/** How many times the work of a plain order number a hostile one may take. */
const MOST_WORK = 4;

async function sendNumbers(stage: Stage): Promise<string> {
	const work = async (orderNumber: string): Promise<number> => {
		const body = bodyWith(orderNumber, Buffer.from('%PDF-1.4'));
		const before = workedMs(stage.n8n.pid);
		for (let sent = 0; sent < PUSHES; sent++) {
			const { status } = await post(stage.url('expecting'), body);
			must(status === 403, `it was answered ${status}`);
		}
		return (workedMs(stage.n8n.pid) - before) / PUSHES;
	};
	return await underAttack(stage, async () => {
		const plain = 'b'.repeat(LONGEST);
		const hostile = `${'a'.repeat(LONGEST - 1)}!`;
		await work(plain);
		// The least of some: n8n has work of its own at times.
		const least = async (number: string) =>
			Math.min(await work(number), await work(number), await work(number));
		const [usual, most] = [await least(plain), await least(hostile)];
		must(most < MOST_WORK * usual, `it took ${most} ms of work, a plain number ${usual} ms`);
		return `${most.toFixed(1)} ms of work each, a plain number ${usual.toFixed(1)} ms`;
	});
}

export const documents: readonly Attack[] = [
	{
		name: 'Order numbers made to hold up Expected Orders, `/^(a+)+$/`',
		bound: `refused, with at most ${MOST_WORK} times the work of a plain number; ${STAYS_RESPONSIVE}`,
		run: sendNumbers,
	},
	...FILES.map((file) => ({
		name: `A document that costs a verifier much, ${basename(file)}`,
		bound: `judged, whatever the verdict; ${STAYS_RESPONSIVE}`,
		run: async (stage: Stage) => await sendDocument(stage, file),
	})),
];
