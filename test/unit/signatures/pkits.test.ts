import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCertificate } from '../../../nodes/WoSignDoc/signatures/cms/certificate';
import { trustOf } from '../../../nodes/WoSignDoc/signatures/trust/trust';
import { pem } from '../../support/signatures/pem';
import { pkits } from '../../support/signatures/pkits';

const { certs } = pkits();
const certificates = new Map([...certs].map(([name, der]) => [name, parseCertificate(der)]));
const root = named('TrustAnchorRootCertificate');
const others = [...certificates.values()];
const AT = new Date('2015-06-01T00:00:00Z');

const REVOKED = 'only a revocation list makes it invalid, and those are not looked at here';
const UNFIT_LIST = 'only its revocation list’s key is wrong, and those are not looked at here';
const INHERITED = 'Node.js cannot use a DSA key that lacks its parameters, which RFC 5480 forbids';
/** Where the answer is another than that of PKITS, and why. */
const DIFFERENCES: ReadonlyMap<string, string> = new Map([
	['4.1.5', INHERITED],
	['4.5.2', REVOKED],
	['4.5.5', REVOKED],
	['4.5.7', REVOKED],
	['4.7.4', UNFIT_LIST],
	['4.7.5', UNFIT_LIST],
]);
const FLAGS = new Map([
	['explicit', '-explicit_policy'],
	['inhibitMapping', '-inhibit_map'],
	['inhibitAnyPolicy', '-inhibit_any'],
]);
const ROWS = readFileSync(join(__dirname, '../../fixtures/pkits/paths.txt'), 'utf8')
	.trim()
	.split('\n')
	.map((line) => {
		const [left = '', expected = ''] = line.split(': ');
		const [number = '', name = '', ...inputs] = left.split(' ');
		const policies = inputs
			.filter((input) => /^\d+$/.test(input))
			.map((last) => `2.16.840.1.101.3.2.1.48.${last}`);
		const asked = policies.length > 0 ? policies : ['2.5.29.32.0'];
		const flags = [
			...asked.flatMap((policy) => ['-policy', policy]),
			...inputs.flatMap((input) => FLAGS.get(input) ?? []),
		];
		return { number, name, inputs, policies, flags, expected };
	});
type Row = (typeof ROWS)[number];

function named(name: string) {
	const certificate = certificates.get(name);
	if (!certificate) throw new Error(`PKITS has no certificate ${name}`);
	return certificate;
}

/** The paths are found among all certificates of PKITS, as a document's are among those that it brings. */
async function answer({ name, inputs, policies }: Row): Promise<string> {
	const context = {
		roots: [root],
		now: AT,
		checksLeft: 512,
		verified: new Map(),
		pace: { step: async () => {} },
	};
	const trust = await trustOf(named(name), others, context, {
		purpose: 'signing',
		at: AT,
		policies: {
			...(policies.length > 0 && { acceptable: new Set(policies) }),
			explicit: inputs.includes('explicit'),
			inhibitMapping: inputs.includes('inhibitMapping'),
			inhibitAnyPolicy: inputs.includes('inhibitAnyPolicy'),
		},
	});
	return trust.trusted ? 'valid' : 'invalid';
}

it.each(ROWS)('PKITS $number $name $inputs is $expected', async (row) => {
	const given = await answer(row);
	expect(given === row.expected).toBe(!DIFFERENCES.has(row.number));
});

describe('OpenSSL agrees', () => {
	let folder = '';
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'pkits-'));
		for (const [name, der] of certs) writeFileSync(join(folder, name), pem(der));
		writeFileSync(join(folder, 'all'), others.map(({ der }) => pem(der)).join(''));
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	const QUESTIONS = new Map(ROWS.map((row) => [row.inputs.join(), row]));
	it.each([...QUESTIONS.entries()])('where PKITS asks for %j', async (question, { flags }) => {
		const rows = ROWS.filter(({ inputs }) => inputs.join() === question);
		const given = await Promise.all(rows.map(answer));
		expect(rows.map(({ number }, index) => `${number} ${given[index]}`)).toEqual(
			openssl(folder, rows, flags).map((is, index) => `${rows[index]?.number} ${is}`),
		);
	});
});

function openssl(cwd: string, rows: readonly Row[], flags: readonly string[]): string[] {
	const time = ['-attime', String(AT.getTime() / 1_000)];
	const files = ['-trusted', 'TrustAnchorRootCertificate', '-untrusted', 'all'];
	const names = rows.map(({ name }) => name);
	const command = ['verify', '-policy_check', ...time, ...flags, ...files, ...names];
	const { stdout } = spawnSync('openssl', command, { cwd, encoding: 'utf8' });
	const valid = new Set(stdout.split('\n'));
	return names.map((name) => (valid.has(`${name}: OK`) ? 'valid' : 'invalid'));
}
