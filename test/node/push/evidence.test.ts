import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { INodeParameters } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import { EvidenceChecker } from '../../support/evidence';
import type { Identity } from '../../support/signatures/identities';
import { AUTHORITY, makeIdentity } from '../../support/signatures/identities';
import { plainPdf, signedPdf } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { bytesOf, startBinaryStorage, storageModes, storedFiles } from '../support/binaryStorage';
import { useTriggers } from '../support/trigger';

const startTrigger = useTriggers();
const checker = new EvidenceChecker();

let root: Identity;
let signed: Buffer;
let changed: Buffer;
beforeAll(async () => {
	root = makeIdentity({ name: 'Root', extensions: AUTHORITY });
	signed = signedPdf(plainPdf(), signerOf(makeIdentity({ issuer: root })));
	changed = Buffer.from(signed);
	changed.writeUInt8(0x32, changed.indexOf('100'));
	await checker.install();
});
afterAll(() => checker.remove());
afterEach(() => jest.restoreAllMocks());

const triggerWith = async (additionalOptions: INodeParameters, parameters: INodeParameters = {}) =>
	await startTrigger({
		node: {
			parameters: {
				...{ acknowledge: 'workflowFinished', ...parameters },
				additionalOptions: { evidenceFile: true, ...additionalOptions },
			},
		},
		credential: { trustedRoots: root.pem },
	});
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe.each(storageModes)('Evidence File, with binary data kept in mode %s', (mode) => {
	beforeAll(async () => await startBinaryStorage(mode));

	it('adds both files to a signed document, and they match it', async () => {
		const options = { requireSignature: 'trusted', allowedSigners: 'Root' };
		const trigger = await triggerWith(options);
		const push = await trigger.push({ document: signed, orderNumber: 'HT-1' });
		expect(push).toMatchObject({ accepted: true });
		const [[item] = []] = trigger.outputs();
		const evidence = await bytesOf(item?.binary?.['evidence']);
		expect(item).toMatchObject({
			json: {
				signatures: { intact: true, trusted: true },
				evidence: { sha256: hashOf(evidence) },
			},
			binary: {
				data: { fileName: 'HT-1.pdf' },
				evidence: { fileName: 'HT-1.evidence.json', mimeType: 'application/json' },
				evidencePdf: { fileName: 'HT-1.evidence.pdf', mimeType: 'application/pdf' },
			},
		});
		expect(JSON.parse(evidence.toString())).toMatchObject({
			push: {
				...{ orderNumber: 'HT-1', signid: item?.json['signid'] },
				...{ hash: hashOf(signed), receivedAt: item?.json['receivedAt'] },
			},
			settings: { required: { signature: 'trusted', signers: ['root'] } },
		});
		expect(checker.check(evidence, signed, root.pem)).toMatchObject({ ok: true });
		expect(checker.check(evidence, changed)).toMatchObject({ ok: false });
	});

	it('is made of a document that fails Require Signature, where that is kept', async () => {
		const trigger = await triggerWith({ requireSignature: 'intact', keepRejectedDocument: true });
		expect(await trigger.push({ document: changed, orderNumber: 'HT-2' })).toMatchObject({
			accepted: false,
		});
		await trigger.ended(1);
		const [item] = trigger.outputs()[2] ?? [];
		expect(item?.binary).toMatchObject({
			rejected: { fileName: 'REJECTED-HT-2.pdf' },
			evidence: { fileName: 'REJECTED-HT-2.evidence.json' },
			evidencePdf: { fileName: 'REJECTED-HT-2.evidence.pdf' },
		});
		const evidence = await bytesOf(item?.binary?.['evidence']);
		expect(item?.json['evidence']).toEqual({ sha256: hashOf(evidence) });
		expect(checker.check(evidence, changed).output).toMatch(/^OK\. .*: Not intact: /);
	});
});

describe('Evidence File', () => {
	beforeAll(async () => await startBinaryStorage('filesystem'));

	it('refuses nothing by itself: a document that was changed comes out with evidence of that', async () => {
		const trigger = await triggerWith({});
		expect(await trigger.push({ document: changed })).toMatchObject({ accepted: true });
		const [[item] = []] = trigger.outputs();
		expect(item?.json['signatures']).toMatchObject({ intact: false });
		expect(Object.keys(item?.binary ?? {})).toEqual(['data', 'evidence', 'evidencePdf']);
	});

	it.each<[string, INodeParameters]>([
		['is not kept', { requireSignature: 'intact' }],
		['is kept, of an option that is off', { keepRejectedDocument: true, evidenceFile: false }],
	])('leaves no file with a rejected document that %s', async (_, options) => {
		const trigger = await triggerWith({ requireSignature: 'intact', ...options });
		const before = storedFiles().filter((name) => !name.includes('metadata')).length;
		await trigger.push({ document: changed });
		await trigger.ended(1);
		const [item] = trigger.outputs()[2] ?? [];
		expect(item?.json).not.toHaveProperty('evidence');
		expect(Object.keys(item?.binary ?? {})).not.toContain('evidence');
		const kept = 'keepRejectedDocument' in options ? 1 : 0;
		const after = storedFiles().filter((name) => !name.includes('metadata')).length;
		expect(after - before).toBe(kept);
	});

	it('never loses the document: without room for the evidence the item says why there is none', async () => {
		const service = Container.get(BinaryDataService);
		const store = service.store.bind(service);
		jest.spyOn(service, 'store').mockImplementation(async (location, bytes, binary) => {
			if (binary.mimeType === 'application/json') throw new Error('the disk is full');
			return await store(location, bytes, binary);
		});
		const trigger = await triggerWith({ requireSignature: 'intact' });
		expect(await trigger.push({ document: signed })).toMatchObject({ accepted: true, answer: '1' });
		const [[item] = []] = trigger.outputs();
		expect(item?.json['evidence']).toEqual({ error: 'the disk is full' });
		expect(Object.keys(item?.binary ?? {})).toEqual(['data']);
		expect(await bytesOf(item?.binary?.['data'])).toEqual(signed);
	});

	it.each(['evidence', 'evidencePdf'])(
		'does not replace the document: the field %s for it is refused as misconfigured',
		async (binaryPropertyName) => {
			const trigger = await triggerWith({}, { binaryPropertyName });
			const push = await trigger.push({ document: signed });
			expect(push).toMatchObject({ accepted: false, httpStatus: 500 });
			expect(push.answer).toMatch(/'Output Data Field Name' is a field that 'Evidence File'/);
		},
	);

	it('leaves the names of its fields to the document where it is off', async () => {
		const trigger = await triggerWith({ evidenceFile: false }, { binaryPropertyName: 'evidence' });
		expect(await trigger.push({ document: signed })).toMatchObject({ accepted: true });
	});
});
