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
import { openStage } from './stage';
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
const PATIENCE_MS = 240_000;

const USAGE = `Attacks a real n8n that has the packed package.

Usage: npm run test:attack -- [options]

  --seed TEXT     repeats the choices of an earlier run (default: a new one)
  --only TEXT     the attacks whose name has this text
`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			seed: { type: 'string', default: String(randomInt(1_000_000)) },
			only: { type: 'string', default: '' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return console.log(USAGE);
	const attacks = ATTACKS.filter(({ name }) => name.includes(values.only));
	if (attacks.length === 0) throw new Error(`No attack has ${values.only} in its name`);
	const stage = await openStage(values.seed);
	const outcomes: AttackOutcome[] = [];
	try {
		console.log(`Seed ${values.seed}\n\n${tableHead}`);
		for (const attack of attacks) {
			const outcome = await outcomeOf(attack, () => attack.run(stage));
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

async function outcomeOf(attack: Attack, run: () => Promise<string>): Promise<AttackOutcome> {
	const timer = AbortSignal.timeout(PATIENCE_MS);
	const late = new Promise<never>((_, reject) =>
		timer.addEventListener('abort', () => reject(new Error('it did not end'))),
	);
	try {
		return { kind: 'held', attack, result: await Promise.race([run(), late]) };
	} catch (error) {
		return { kind: 'gotThrough', attack, result: String(error) };
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
