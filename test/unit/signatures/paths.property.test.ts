import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseCertificate } from '../../../nodes/WoSignDoc/signatures/cms/certificate';
import { trustOf } from '../../../nodes/WoSignDoc/signatures/trust/trust';
import type { MadeExtension } from '../../support/signatures/madeCertificates';
import { authority, certify, party } from '../../support/signatures/madeCertificates';
import {
	alternativeNames,
	inhibitAnyPolicy,
	keyIdentifiers,
	nameConstraints,
	policies,
	policyConstraints,
	policyMappings,
} from '../../support/signatures/madeExtensions';
import { pem } from '../../support/signatures/pem';

let folder = '';
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'paths-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Paths a run; with many more it takes minutes. */
const RUNS = Number(process.env['PATHS'] ?? 100);
const ANY = '2.5.29.32.0';
const ZEROS = '0'.repeat(24);
const NAMES = [
	...['DN:C=CN', 'DN:C=CN,O=沃通', 'DN:C=CN,O= 沃通 ,CN=Alice  LI', 'DN:O=沃通', 'DN:C=CN,O=Other'],
	...['mail:alice@a.example', 'mail:Alice@A.example', 'mail:a.example', 'mail:.example'],
	...['dns:a.example', 'dns:b.a.example', 'dns:example', 'dns:nda.example'],
	...['uri:http://a.example/x', 'uri:http://b.a.example:8080', 'uri:https://example/?q'],
	...['ip:01020304', 'ip:20010db8000000000000000000000001'],
];
const SUBTREES = [
	...NAMES.filter((name) => !/^(?:uri|ip)/.test(name)),
	...['uri:a.example', 'uri:.a.example', 'uri:.example'],
	...['ip:01020300ffffff00', 'ip:00000000ffffffff', `ip:20010db8${ZEROS}ffffffff${ZEROS}`],
];

const policy = fc.constantFrom('1.2.3.1', '1.2.3.2', '1.2.3.3');
const some = <Value>(values: readonly Value[], maxLength: number) =>
	fc.uniqueArray(fc.constantFrom(...values), { maxLength });
const optional = <Value>(value: fc.Arbitrary<Value>) =>
	fc.option(value, { nil: undefined, freq: 2 });
const certificatePolicies = fc
	.uniqueArray(fc.oneof(policy, fc.constant(ANY)), { minLength: 1, maxLength: 3 })
	.map(policies);
const skip = fc.nat({ max: 2 });

const issuer = fc.record({
	isSelfIssued: fc.nat(3).map((chance) => chance === 0),
	extensions: fc
		.tuple(
			optional(skip).map(authority),
			optional(
				fc
					.tuple(some(SUBTREES, 4), some(SUBTREES, 1))
					.filter((lists) => lists.flat().length > 0)
					.map(([permitted, excluded]) => nameConstraints(permitted, excluded)),
			),
			optional(certificatePolicies),
			optional(
				fc.array(fc.tuple(policy, policy), { minLength: 1, maxLength: 3 }).map(policyMappings),
			),
			optional(fc.tuple(skip, optional(skip)).map((skips) => policyConstraints(...skips))),
			optional(skip.map(inhibitAnyPolicy)),
		)
		.map(present),
});
const signer = fc.record({
	name: fc.constantFrom(
		'C=CN,O=沃通,CN=Alice Li',
		'C=cn,O=沃通,CN=ALICE  Li',
		'C=CN,emailAddress=alice@a.example',
	),
	extensions: fc
		.tuple(
			optional(
				some(NAMES, 3)
					.filter(({ length }) => length > 0)
					.map(alternativeNames),
			),
			optional(certificatePolicies),
		)
		.map(present),
});

function present(extensions: readonly (MadeExtension | undefined)[]): MadeExtension[] {
	return extensions.flatMap((extension) => (extension ? [extension] : []));
}

const root = party('CN=Root');
const ALICE = party('');
const anchor = certify(root, root, [authority()]);
const KEYS = Array.from({ length: 5 }, (_, index) => party(`C=CN,O=沃通,OU=CA ${index}`));

/** The certificates from the signer's to the one below the root. */
function path(
	issuers: readonly { isSelfIssued: boolean; extensions: MadeExtension[] }[],
	last: { name: string; extensions: MadeExtension[] },
): Buffer[] {
	let above = root;
	const ders: Buffer[] = [];
	for (const [index, { isSelfIssued, extensions }] of issuers.entries()) {
		const key = KEYS[index] ?? root;
		const next = isSelfIssued && index > 0 ? { ...key, name: above.name } : key;
		ders.unshift(certify(next, above, [...extensions, ...keyIdentifiers(next, above)]));
		above = next;
	}
	const alice = { ...ALICE, name: last.name };
	return [certify(alice, above, [...last.extensions, ...keyIdentifiers(alice, above)]), ...ders];
}

/** What the verifier says is wrong with a path; empty where it is valid. */
async function problem(der: Buffer, others: readonly Buffer[]): Promise<string> {
	const at = new Date();
	const pace = { step: async () => {} };
	const context = {
		roots: [parseCertificate(anchor)],
		now: at,
		checksLeft: 100,
		verified: new Map(),
		pace,
	};
	const certificates = others.map(parseCertificate);
	const trust = await trustOf(parseCertificate(der), certificates, context, {
		purpose: 'signing',
		at,
	});
	return trust.reason;
}

/** What OpenSSL says is wrong with a path; empty where it is valid. */
function openssl(der: Buffer, others: readonly Buffer[], anchor: Buffer): string {
	writeFileSync(join(folder, 'signer'), pem(der));
	writeFileSync(join(folder, 'others'), others.map(pem).join(''));
	writeFileSync(join(folder, 'root'), pem(anchor));
	const command = `verify -policy_check -policy ${ANY} -trusted root -untrusted others signer`;
	const { status, stderr } = spawnSync('openssl', command.split(' '), {
		cwd: folder,
		encoding: 'utf8',
	});
	return status === 0 ? '' : stderr;
}

it('OpenSSL and the verifier find the same paths valid', async () => {
	const counts = { valid: 0, invalid: 0 };
	const issuers = fc.array(issuer, { minLength: 1, maxLength: 4 });
	await fc.assert(
		fc.asyncProperty(issuers, signer, async (above, last) => {
			const [der = Buffer.alloc(0), ...others] = path(above, last);
			const reason = await problem(der, others);
			counts[reason === '' ? 'valid' : 'invalid']++;
			const said = openssl(der, others, anchor);
			expect({ reason, said, agrees: (reason === '') === (said === '') }).toMatchObject({
				agrees: true,
			});
		}),
		{ numRuns: RUNS },
	);
	expect(Math.min(counts.valid, counts.invalid)).toBeGreaterThan(RUNS / 10);
});
