import { execFileSync } from 'node:child_process';
import { z } from 'zod';
import { root } from '../../support/markdown';

/** Our configuration, and n8n's own as its tool writes it into a new package. */
const CONFIGURATIONS = {
	own: 'eslint.config.mjs',
	n8n: 'node_modules/@n8n/node-cli/dist/template/templates/shared/default/eslint.config.mjs',
};
const FILES = [
	'nodes/WoSignDoc/WoSignDoc.node.ts',
	'nodes/WoSignDoc/protocol/fileType.ts',
	'nodes/WoSignDoc/signatures/changes/fieldLock.ts',
	'credentials/WoSignDocApi.credentials.ts',
	'package.json',
];

/** Apart, because configurations are ES modules, which Jest does not load. */
const PRINT_RULES = `
	import { ESLint } from 'eslint';
	const rulesOf = async (overrideConfigFile, file) =>
		(await new ESLint({ overrideConfigFile }).calculateConfigForFile(file))?.rules ?? {};
	const found = {};
	for (const file of ${JSON.stringify(FILES)}) {
		found[file] = {
			own: await rulesOf(${JSON.stringify(CONFIGURATIONS.own)}, file),
			n8n: await rulesOf(${JSON.stringify(CONFIGURATIONS.n8n)}, file),
		};
	}
	process.stdout.write(JSON.stringify(found));
`;

const rulesSchema = z.record(z.tuple([z.number()]).rest(z.unknown()));
const printedSchema = z.record(z.object({ own: rulesSchema, n8n: rulesSchema }));

describe('what ships is judged by', () => {
	const printed = execFileSync(process.execPath, ['--input-type=module', '-e', PRINT_RULES], {
		cwd: root,
		encoding: 'utf8',
	});
	const rules = printedSchema.parse(JSON.parse(printed));

	it.each(FILES)('each of n8n’s own rules, with its options, no less severe: %s', (file) => {
		const { own = {}, n8n = {} } = rules[file] ?? {};
		const applied = Object.entries(n8n).filter(([, [severity]]) => severity > 0);
		expect(applied.length).toBeGreaterThan(20);
		expect(applied.filter(([name, [severity]]) => (own[name]?.[0] ?? 0) < severity)).toEqual([]);
		const optionsIn = (rulesOfOne: z.infer<typeof rulesSchema>) =>
			applied.map(([name]) => [name, rulesOfOne[name]?.slice(1)]);
		expect(optionsIn(own)).toEqual(optionsIn(n8n));
	});
});
