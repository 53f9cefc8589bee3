import Ajv from 'ajv';
import { createHash } from 'node:crypto';
import { version } from '../../../package.json';
import type { EvidenceFacts } from '../../../nodes/WoSignDoc/evidence/evidence';
import { makeEvidence } from '../../../nodes/WoSignDoc/evidence/makeEvidence';
import type { DocumentReport } from '../../../nodes/WoSignDoc/signatures/signatureReport';
import { attribute, ATTRIBUTE, timestampToken } from '../../support/signatures/cms';
import type { Identity } from '../../support/signatures/identities';
import { makeIdentity, TIMESTAMPING } from '../../support/signatures/identities';
import { readDocument } from '../../support/markdown';
import { describeWithPoppler, run } from '../../support/poppler';
import { rsa } from '../../support/signatures/manners';
import { plainPdf, signedPdf } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { verify } from '../../support/signatures/verify';

const NO_PUSH = {
	...{ orderNumber: null, signid: null, receivedAt: null },
	...{ hash: null, hashAlgorithm: null },
};
const STAMPED_AT = new Date('2026-11-30T12:00:00Z');
const ORDER = 'HT〔2026〕1号';

let alice: Identity;
let documents: Record<'signed' | 'stamped' | 'unsigned' | 'malformed', Buffer>;
beforeAll(() => {
	alice = makeIdentity();
	const authority = makeIdentity({ name: 'TSA', extensions: TIMESTAMPING });
	const stamp = (signature: Buffer) => [
		attribute(ATTRIBUTE.timestamp, timestampToken(signature, authority, rsa('sha256'), STAMPED_AT)),
	];
	documents = {
		signed: signedPdf(plainPdf(), signerOf(alice)),
		stamped: signedPdf(plainPdf(), signerOf(alice, { unsigned: stamp }), { room: 12_000 }),
		unsigned: plainPdf(),
		malformed: signedPdf(plainPdf(), () => Buffer.from('no signature')),
	};
});

async function factsOf(file: Buffer, given: Partial<EvidenceFacts> = {}): Promise<EvidenceFacts> {
	const options = { trustedRoots: alice.pem, now: new Date('2026-12-01T00:00:00Z') };
	const sha256 = createHash('sha256').update(file).digest('hex');
	return {
		report: await verify(file, options.trustedRoots, 10_000, options.now),
		options,
		document: { fileName: '合同.pdf', size: file.length, sha256 },
		push: { ...NO_PUSH, orderNumber: ORDER, hash: sha256, hashAlgorithm: 'sha256' },
		required: null,
		...given,
	};
}
const evidenceOf = async (file: Buffer, given: Partial<EvidenceFacts> = {}) =>
	await makeEvidence(await factsOf(file, given));

describe('the JSON of evidence', () => {
	const validate = new Ajv().compile(
		JSON.parse(readDocument('docs/evidence.schema.json')) as object,
	);

	it.each(['signed', 'stamped', 'unsigned', 'malformed'] as const)(
		'is as docs/evidence.schema.json says, of a document that is %s',
		async (kind) => {
			const required = { signature: 'trusted' as const, signers: ['Alice 爱丽丝'] };
			for (const given of [{}, { push: NO_PUSH, required }]) {
				const { json } = await evidenceOf(documents[kind], given);
				validate(JSON.parse(json.toString()));
				expect(validate.errors).toBeNull();
			}
		},
	);

	it('is refused by the schema where a part is missing, unknown, or another', async () => {
		const whole = JSON.parse((await evidenceOf(documents.signed)).json.toString()) as object;
		for (const change of [
			{ push: {} },
			{ version: 2 },
			{ more: 1 },
			{ digest: 'AB' },
			{ verdict: null },
		]) {
			expect(validate({ ...whole, ...change })).toBe(false);
		}
	});

	it('holds the order, the document, the verdict, roots by fingerprint, options, and the tool', async () => {
		const facts = await factsOf(documents.signed);
		const options = { ...facts.options, pause: async () => {}, requireSomething: true };
		const { json, sha256 } = await makeEvidence({ ...facts, options });
		const fingerprint = createHash('sha256').update(alice.der).digest('hex').toUpperCase();
		expect(JSON.parse(json.toString())).toMatchObject({
			tool: { name: 'n8n-nodes-wosigndoc', version },
			verifiedAt: '2026-12-01T00:00:00.000Z',
			push: facts.push,
			document: facts.document,
			settings: {
				trustedRoots: [{ name: 'Alice 爱丽丝', fingerprint }],
				options: { requireSomething: true },
			},
			verdict: facts.report,
		});
		expect(sha256).toBe(createHash('sha256').update(json).digest('hex'));
	});
});

describeWithPoppler('the PDF of evidence', () => {
	const textOf = async (facts: EvidenceFacts) => {
		const { pdf, sha256 } = await makeEvidence(facts);
		const text = run('pdftotext', pdf, '-raw').toString().replaceAll(/\s/g, '');
		return { text, sha256 };
	};

	it('shows the order, the hashes, the verdict and why in both languages, and the JSON’s SHA-256', async () => {
		const report = await verify(documents.stamped);
		const facts = await factsOf(documents.stamped, { report });
		const { text, sha256 } = await textOf(facts);
		for (const part of [
			'Signatureevidence电子签名验证证据',
			'Intact,signernotproven未被篡改，签署人身份未证实',
			'Ordernumber订单号HT〔2026〕1号',
			facts.document.sha256,
			sha256,
			'Signature1签名:Alice爱丽丝',
			'Verified验证时间2026-12-0100:00:00UTC=北京时间2026-12-0108:00:00',
			'Authority时间戳机构TSA',
			'n8n-nodes-wosigndoc',
		]) {
			expect(text).toContain(part);
		}
	});

	it.each([
		['signed', 'Trusted可信'],
		['unsigned', 'Notsigned未签署'],
		['malformed', 'Notintact签名无效，或文件可能已被篡改'],
	] as const)('begins with the answer, of a document that is %s', async (kind, answer) => {
		expect((await textOf(await factsOf(documents[kind]))).text).toContain(answer);
	});

	it('shows everything else that the verifier reports about a signature', async () => {
		const facts = await factsOf(documents.signed);
		const revocation = {
			status: 'revoked' as const,
			source: null,
			asOf: null,
			since: '2026-01-01T00:00:00Z',
			reason: 'keyCompromise',
		};
		const names = { commonName: 'CA 证书', organization: '', country: '', issuer: '', serial: '' };
		const times = { validFrom: '2020-01-01T00:00:00Z', validTo: '2030-01-01T00:00:00Z' };
		const chain = [{ ...names, ...times, fingerprint: 'AB'.repeat(32), revocation }];
		const signatures = facts.report.signatures.map((one) => ({
			...one,
			...{ chain, provenBy: 'documentTimestamp' as const, novelty: 7 },
		}));
		const { text } = await textOf({ ...facts, report: { ...facts.report, signatures } });
		for (const part of [
			...['Certificatechain证书链', 'AB'.repeat(32), 'revoked已吊销', 'novelty7'],
			'Provenby证明来源documenttimestamp文档时间戳',
		]) {
			expect(text).toContain(part);
		}
	});

	it('shows the whole of the usual summary, which ends with what to do', async () => {
		const facts = await factsOf(documents.signed);
		const summary = `Intact: ${'why '.repeat(250)}add its root`;
		const { text } = await textOf({ ...facts, report: { ...facts.report, summary } });
		expect(text).toContain('whyadditsroot');
	});

	it('says what the trigger required', async () => {
		const required = { signature: 'intact' as const, signers: ['Alice 爱丽丝'] };
		const { text } = await textOf(await factsOf(documents.signed, { required }));
		expect(text).toContain('Required验证要求Signature签名intact未被篡改Signers签署人Alice爱丽丝');
	});

	it('has a bounded number of pages, however many signatures and whatever names there are', async () => {
		const facts = await factsOf(documents.signed);
		const [one] = facts.report.signatures;
		const name = `${'沃'.repeat(2_000)}\u202e\n${'\u0000'.repeat(2_000)}`;
		const names = { commonName: name, organization: name, country: '', issuer: '', serial: '' };
		const signatures = Array.from({ length: 256 }, () => ({ ...one, signer: names, field: name }));
		const report = { ...facts.report, signatures, remarks: signatures.map(() => name) };
		const started = process.cpuUsage();
		const { pdf } = await makeEvidence({ ...facts, report: report as DocumentReport });
		const { user, system } = process.cpuUsage(started);
		expect((user + system) / 1_000_000).toBeLessThan(5);
		const pages = Number(/Pages: +(\d+)/.exec(run('pdfinfo', pdf).toString())?.[1]);
		expect(pages).toBeGreaterThan(5);
		expect(pages).toBeLessThan(400);
		const text = run('pdftotext', pdf, '-raw', '-f', `${pages - 1}`).toString();
		expect(text).toContain('The JSON file has everything.');
		expect(text.replaceAll(/\s/g, '')).toContain('SHA-256(JSON)');
	});
});
