import { createHash } from 'node:crypto';
import { z } from 'zod';
import { outputItems, type Item } from '../../harness/n8n/executions';
import {
	credentialData,
	startInstallation,
	type Installation,
} from '../../harness/n8n/installation';
import { chain, pushWorkflow, TRIGGER_NODE, type NodeDraft } from '../../harness/n8n/workflows';
import { EvidenceChecker } from '../support/evidence';
import { poppler, run } from '../support/poppler';
import { AUTHORITY, makeIdentity } from '../support/signatures/identities';
import { plainPdf, signedPdf } from '../support/signatures/signedPdf';
import { signerOf } from '../support/signatures/signer';

const EVIDENCE_NODE = 'Create Evidence';
const root = makeIdentity({ name: 'Root 根', extensions: AUTHORITY });
const signed = signedPdf(plainPdf(), signerOf(makeIdentity({ issuer: root })));
const forged = withOtherByte(signed, signed.indexOf('100'));
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
/** Skipped without poppler-utils. */
const itWithPoppler = poppler ? it : it.skip;
const checker = new EvidenceChecker();

let installation: Installation;

beforeAll(async () => {
	checker.installPacked(z.string().parse(process.env['PACKAGE_TARBALL']));
	installation = await startInstallation();
	const { n8n, sandbox } = installation;
	const credential = await n8n.createCredential({
		name: 'With a trusted root',
		type: 'woSignDocApi',
		data: credentialData(sandbox, { trustedRoots: root.pem }),
	});
	const createEvidence: NodeDraft = {
		name: EVIDENCE_NODE,
		type: 'n8n-nodes-wosigndoc.woSignDoc',
		credential,
		parameters: {
			...{ resource: 'document', operation: 'createEvidence', checkTrust: true },
			...{ binaryPropertyEvidence: 'proof', binaryPropertyEvidencePdf: 'page' },
		},
	};
	await n8n.createWorkflow(
		pushWorkflow('evidence', 'workflowFinished', [createEvidence], {
			credential,
			additionalOptions: {
				...{ evidenceFile: true, requireSignature: 'trusted', keepRejectedDocument: true },
			},
		}),
	);
	const webhook: NodeDraft = {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: 'elsewhere',
		parameters: {
			...{ httpMethod: 'POST', path: 'elsewhere', responseMode: 'lastNode', options: {} },
		},
	};
	await n8n.createWorkflow(chain('Elsewhere', [webhook, createEvidence]));
});

afterAll(async () => {
	checker.remove();
	await installation?.stop();
});

/** The file with one bit of a byte turned. */
function withOtherByte(file: Buffer, at: number): Buffer {
	const changed = Buffer.from(file);
	changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
	return changed;
}

/** Pushes a document; the item that comes out of a node about it. */
async function pushed(orderNumber: string, document: Buffer, node: string, output = 0) {
	const { n8n, sandbox } = installation;
	sandbox.setCallbackUrl(installation.callbackUrl('evidence/push'));
	await sandbox.pushDocument({ orderNumber, document });
	sandbox.setCallbackUrl(undefined);
	const execution = await n8n.waitForExecution(
		(one) =>
			['success', 'error'].includes(one.status) &&
			outputItems(one, TRIGGER_NODE, output)[0]?.json['orderNumber'] === orderNumber,
	);
	return outputItems(execution, node, output)[0];
}

async function fileOf(item: Item | undefined, field: string): Promise<Buffer> {
	const binary = item?.binary?.[field];
	if (!binary) throw new Error(`the item has no ${field}: ${JSON.stringify(item)}`);
	return await installation.n8n.binaryData(binary);
}

/** The evidence holds against the document, and against nothing that differs from either in a byte. */
function expectToHold(evidence: Buffer, document: Buffer, roots?: string): string {
	const { ok, output } = checker.check(evidence, document, roots);
	expect(output).toMatch(/^OK\. /);
	expect(ok).toBe(true);
	const middle = (file: Buffer) => withOtherByte(file, file.length >> 1);
	expect(checker.check(middle(evidence), document, roots).ok).toBe(false);
	expect(checker.check(evidence, middle(document), roots)).toMatchObject({
		ok: false,
		output: expect.stringContaining('the document is not what the evidence says'),
	});
	return output;
}

describe('evidence created by a real n8n', () => {
	it('of a pushed document, by the trigger and by a node after it, is checked offline', async () => {
		const item = await pushed('HT-1', signed, EVIDENCE_NODE);
		expect(await fileOf(item, 'data')).toEqual(signed);
		expect(item?.json).toMatchObject({ intact: true, trusted: true });
		for (const [field, required] of [
			['evidence', { signature: 'trusted' }],
			['proof', null],
		] as const) {
			const evidence = await fileOf(item, field);
			expect(JSON.parse(evidence.toString())).toMatchObject({
				push: {
					...{ orderNumber: 'HT-1', signid: item?.json['signid'], hash: hashOf(signed) },
					receivedAt: item?.json['receivedAt'],
				},
				settings: { required },
			});
			const output = expectToHold(evidence, signed, root.pem);
			expect(output).toContain('Trusted: the document was signed by Alice 爱丽丝');
			expect(checker.check(evidence, signed, makeIdentity().pem).ok).toBe(false);
		}
		expect(item?.json['evidence']).toEqual({ sha256: hashOf(await fileOf(item, 'proof')) });
	});

	it('is output with the document, with the same file name', async () => {
		const item = await pushed('HT-2', signed, TRIGGER_NODE);
		expect(item?.json['evidence']).toEqual({ sha256: hashOf(await fileOf(item, 'evidence')) });
		expect(item?.binary).toMatchObject({
			data: { fileName: 'HT-2.pdf', mimeType: 'application/pdf' },
			evidence: { fileName: 'HT-2.evidence.json', mimeType: 'application/json' },
			evidencePdf: { fileName: 'HT-2.evidence.pdf', mimeType: 'application/pdf' },
		});
	});

	itWithPoppler('has a PDF that shows the SHA-256 of the JSON file', async () => {
		const item = await pushed('HT-4', signed, TRIGGER_NODE);
		const text = run('pdftotext', await fileOf(item, 'evidencePdf')).toString();
		expect(text.replace(/\s/g, '')).toContain(hashOf(await fileOf(item, 'evidence')));
	});

	it('of a forged document is on Rejected with it, and says that it is not intact', async () => {
		const item = await pushed('HT-3', forged, TRIGGER_NODE, 2);
		expect(item?.json).toMatchObject({ code: 'signatureNotIntact' });
		expect(await fileOf(item, 'rejected')).toEqual(forged);
		const evidence = await fileOf(item, 'evidence');
		expect(expectToHold(evidence, forged)).toContain('Not intact: ');
		expect(checker.check(evidence, signed).ok).toBe(false);
	});

	it('of a document from elsewhere needs no push', async () => {
		const form = new FormData();
		const file = new File([new Uint8Array(signed)], '合同.pdf', { type: 'application/pdf' });
		form.set('data', file);
		const { n8n } = installation;
		await fetch(n8n.webhookUrl('elsewhere'), { method: 'POST', body: form });
		const execution = await n8n.waitForExecution(
			(one) => one.status === 'success' && outputItems(one, 'Webhook').length > 0,
		);
		const [item] = outputItems(execution, EVIDENCE_NODE);
		expect(item?.binary).toMatchObject({ proof: { fileName: '合同.evidence.json' } });
		const evidence = await fileOf(item, 'proof');
		expect(JSON.parse(evidence.toString())).toMatchObject({
			push: { orderNumber: null, signid: null, hash: null, receivedAt: null },
		});
		expectToHold(evidence, signed, root.pem);
	});
});
