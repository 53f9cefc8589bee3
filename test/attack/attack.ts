// Attacks a real n8n that has the packed package: who may push, and what a sender can use up. Prints a row for each
// attack, with its bound and what came of it, and ends with 1 where one got through. Linux only.
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { addresses } from './addresses';
import type { Attack, AttackOutcome } from './attacks';
import { rowOf, tableHead } from './attacks';
import { documents } from './documents';
import { hostileBodies } from './hostileBodies';
import { locks } from './locks';
import { manySenders } from './manySenders';
import type { Stage } from './stage';
import { openStage } from './stage';
import { STAYS_RESPONSIVE_MEANS } from './underAttack';
import { whoMayPush } from './whoMayPush';

const ATTACKS: readonly Attack[] = [
	...whoMayPush,
	...locks,
	...hostileBodies,
	...documents,
	...manySenders,
	...addresses,
];

/** Milliseconds after which an attack counts as having held n8n up. Only ends what hangs. */
const PATIENCE_MS = 600_000;

const USAGE = `Attacks a real n8n that has the packed package.

Usage: npm run test:attack -- [options]

  --seed TEXT     repeats the choices of an earlier run (default: a new one)
  --only TEXT     the attacks whose name has this text; may be repeated
`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			seed: { type: 'string', default: String(randomInt(1_000_000)) },
			only: { type: 'string', multiple: true, default: [''] },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return console.log(USAGE);
	const attacks = ATTACKS.filter(({ name }) => values.only.some((text) => name.includes(text)));
	if (attacks.length === 0) throw new Error(`No attack has ${values.only.join()} in its name`);
	const stage = await openStage(values.seed);
	const stop = () => void stage.stop().finally(() => process.exit(1));
	process.once('SIGINT', stop).once('SIGTERM', stop);
	const outcomes: AttackOutcome[] = [];
	try {
		console.log(`Seed ${values.seed}\n\n${STAYS_RESPONSIVE_MEANS}\n\n${tableHead}`);
		for (const attack of attacks) {
			const outcome = await outcomeOf(attack, stage);
			outcomes.push(outcome);
			console.log(rowOf(outcome));
			if (outcome.kind === 'gotThrough') console.error(await stage.n8n.logTail());
		}
	} finally {
		await stage.stop();
	}
	const through = outcomes.filter(({ kind }) => kind === 'gotThrough');
	const minutes = (process.uptime() / 60).toFixed(1);
	console.log(`\n${outcomes.length} attacks, ${through.length} got through, ${minutes} minutes`);
	process.exitCode = through.length === 0 ? 0 : 1;
}

/** Rejects if the attack does not end: then it continues, and nothing that follows could be judged. */
async function outcomeOf(attack: Attack, stage: Stage): Promise<AttackOutcome> {
	const late = new Promise<never>((_, reject) =>
		AbortSignal.timeout(PATIENCE_MS).addEventListener('abort', () => reject(new Error('late'))),
	);
	const run = attack.run(stage).then(
		(result): AttackOutcome => ({ kind: 'held', attack, result }),
		(error: unknown): AttackOutcome => ({ kind: 'gotThrough', attack, result: String(error) }),
	);
	return await Promise.race([run, late]).catch(async (cause: unknown) => {
		const log = await stage.n8n.logTail();
		throw new Error(`It did not end: ${attack.name}\n${log}`, { cause });
	});
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
