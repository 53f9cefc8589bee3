import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { AcknowledgeMode } from '../../nodes/WoSignDoc/push/answer';

/** The settings of a run. The same seed gives the same documents, faults, and kill times, but not the same interleaving. */
export interface ChaosSettings {
	mode: AcknowledgeMode;
	orders: number;
	/** How often n8n is killed. */
	kills: number;
	seed: string;
	/** Time limit of the run. */
	milliseconds: number;
}

export const usage = `Repeatedly kills n8n while signed documents are pushed, and checks what happened to them.

Usage: npm run test:chaos -- [options]

  --mode MODE     workflowFinished, acknowledgeOperation, or received; can be repeated (default: all three)
  --orders N      orders per run (default 300)
  --kills N       how often n8n is killed per run (default 15)
  --seed TEXT     repeats the choices of an earlier run (default: a new one)
  --minutes N     time limit per run (default 10)
`;

const modes = ['workflowFinished', 'acknowledgeOperation', 'received'] as const;

const argumentsSchema = z.object({
	mode: z.array(z.enum(modes)).default([...modes]),
	orders: z.coerce.number().int().min(1).default(300),
	kills: z.coerce.number().int().min(0).default(15),
	seed: z.string().default(() => String(randomInt(1_000_000))),
	minutes: z.coerce.number().positive().default(10),
});

/** Parses the command line: one run per mode. Undefined for --help. Throws on unknown options. */
export function readSettings(): ChaosSettings[] | undefined {
	const { values } = parseArgs({
		options: {
			mode: { type: 'string', multiple: true },
			orders: { type: 'string' },
			kills: { type: 'string' },
			seed: { type: 'string' },
			minutes: { type: 'string' },
			help: { type: 'boolean' },
		},
	});
	if (values.help) return undefined;
	const { mode, orders, kills, seed, minutes } = argumentsSchema.parse(values);
	const milliseconds = minutes * 60_000;
	return mode.map((one) => ({ mode: one, orders, kills, seed, milliseconds }));
}
