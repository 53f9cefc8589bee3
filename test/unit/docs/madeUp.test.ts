import { execFileSync } from 'node:child_process';
import {
	organizationNumberProblem,
	personNumberProblem,
} from '../../../nodes/WoSignDoc/protocol/identityNumbers';
import { organizations } from '../../../sandbox/organizations';
import { readDocument, root } from '../../support/markdown';

/** What people copy from: defaults, examples, documents, the demonstration, and the sandbox. */
const SHOWN = [
	'credentials',
	'deploy',
	'docs',
	'examples',
	'nodes',
	'packages',
	'sandbox',
	'setup',
];

const files = execFileSync('git', ['ls-files', '-z', '--', ...SHOWN, '*.md', '.github'], {
	cwd: root,
	encoding: 'utf8',
})
	.split('\0')
	// The maintainer's address is in the manifests.
	.filter((file) => /(?<!package)\.(?:ts|json|md|ya?ml|html)$/.test(file));

const found = (pattern: RegExp) =>
	files.flatMap((file) => [...readDocument(file).matchAll(pattern)].map(([one]) => one));

/** The example of the standard for identity card numbers, GB 11643-1999. */
const PERSON = '11010519491231002X';

describe('what is shown names nobody', () => {
	it('by e-mail: only addresses that are kept for examples', () => {
		const addresses = found(/[\w.+-]+@[\w-]+(?:\.[a-z]+)+/gi).filter(
			// Actions and packages are named with their version.
			(one) => !/@v?\d/.test(one),
		);
		const own = new Set(
			addresses.filter((one) => !/@(?:[\w-]+\.)*example(?:\.(?:com|org|net))?$/.test(one)),
		);
		expect([...own]).toEqual([]);
	});

	it('by identity card number: only the example of the standard', () => {
		const numbers = found(/(?<![\w.])\d{17}[\dX](?![\w])/g);
		expect(numbers).toContain(PERSON);
		expect(numbers.filter((one) => one !== PERSON)).toEqual([]);
		expect(personNumberProblem(PERSON)).toBeUndefined();
	});

	it('by license number: only made-up ones, whose check characters are right', () => {
		const numbers = new Set(found(/(?<!\w)9\d{7}[0-9A-Z]{10}(?!\w)/g));
		expect(numbers.size).toBeGreaterThan(1);
		expect([...numbers].filter((one) => !one.includes('EXAMPL'))).toEqual([]);
		expect([...numbers].flatMap((one) => organizationNumberProblem(one) ?? [])).toEqual([]);
	});

	it('by mobile phone number', () => {
		expect(found(/(?<![\w.-])(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\w.-])/g)).toEqual([]);
	});

	it('in the sandbox’s register, either', () => {
		const names = [...organizations.keys()];
		expect(names.filter((name) => !/示例|Example/.test(name))).toEqual([]);
	});
});
