import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { parseCertificate } from '../../../../nodes/WoSignDoc/signatures/cms/certificate';
import { CertificateJudge } from '../../../../nodes/WoSignDoc/signatures/judgeCertificate';
import { parseRevocationList } from '../../../../nodes/WoSignDoc/signatures/revocation/revocationList';

/** NIST's Public Key Interoperability Test Suite; its README says where it is from. */
const PKITS = join(__dirname, '../../../fixtures/pkits/pkits.json.br');
const dersSchema = z.record(z.string().transform((text) => Buffer.from(text, 'latin1')));
const { certs, crls } = z
	.object({ certs: dersSchema, crls: dersSchema })
	.parse(JSON.parse(brotliDecompressSync(readFileSync(PKITS)).toString('utf8')));

const INDIRECT = 'lists that name certificates of other issuers are not read';
/** Valid by the suite, and not trusted here, each for its reason. None is the other way round. */
const STRICTER: ReadonlyMap<string, string> = new Map([
	['4.14.22 ValidIDPwithindirectCRLTest22EE', INDIRECT],
	['4.14.24 ValidIDPwithindirectCRLTest24EE', INDIRECT],
	['4.14.25 ValidIDPwithindirectCRLTest25EE', INDIRECT],
	['4.14.28 ValidcRLIssuerTest28EE', INDIRECT],
	['4.14.29 ValidcRLIssuerTest29EE', INDIRECT],
	['4.14.30 ValidcRLIssuerTest30EE', INDIRECT],
	['4.14.33 ValidcRLIssuerTest33EE', INDIRECT],
	['4.15.5 ValiddeltaCRLTest5EE', 'what was ever on hold counts as revoked'],
]);

/** The suite's sections on revocation, by the names of their certificates without result and number. */
const SECTIONS: ReadonlyArray<readonly [section: string, names: RegExp]> = [
	['4.7', /^keyUsage(?:Not)?CriticalcRLSignFalse$/],
	['4.5', /^BasicSelfIssuedCRLSigningKey$/],
	['4.15', /^deltaCRL/],
	['4.14', /istributionPoint$|^onlyContains|^onlySomeReasons$|^IDPwith|^cRLIssuer$/],
	['4.4', /CRL|^Revoked|SerialNumber$/],
];

function testsIn(names: readonly string[]): string[] {
	return names.flatMap((name) => {
		const [, group = '', number] = /^(?:Valid|Invalid)(.*)Test(\d+)EE$/.exec(name) ?? [];
		const section = SECTIONS.find(([, pattern]) => pattern.test(group))?.[0];
		return section ? [`${section}.${number} ${name}`] : [];
	});
}

const root = certs['TrustAnchorRootCertificate'];
if (!root) throw new Error('the suite has no trust anchor');
const roots = [parseCertificate(root)];
/** All of the suite together, so that each wrong list could be taken for the right one. */
const evidence = {
	certificates: Object.values(certs).map(parseCertificate),
	lists: Object.values(crls).map(parseRevocationList),
	responses: [],
	isWhole: true,
};
const pace = { step: async () => undefined };
const at = new Date('2020-01-01T00:00:00Z');

async function isTrusted(name: string): Promise<boolean> {
	const context = { roots, now: at, checksLeft: 100_000, verified: new Map(), pace };
	const judge = new CertificateJudge(context, evidence, true);
	const certificate = parseCertificate(certs[name] ?? Buffer.alloc(0));
	return (await judge.judge(certificate, [], { purpose: 'signing', at })).trusted;
}

const tests = testsIn(Object.keys(certs));

it('all tests of revocation lists are there', () => {
	const sections = tests.map((test) => /^4\.\d+/.exec(test)?.[0]);
	const count = (section: string) => sections.filter((one) => one === section).length;
	expect(['4.4', '4.5', '4.7', '4.14', '4.15'].map(count)).toEqual([21, 3, 2, 35, 10]);
});

it.each(tests)('PKITS %s', async (test) => {
	const [, name = ''] = test.split(' ');
	const expected = name.startsWith('Valid') && !STRICTER.has(test);
	expect(await isTrusted(name)).toBe(expected);
});
