import type { INodeExecutionData } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import { EvidenceChecker } from '../../support/evidence';
import type { Identity } from '../../support/signatures/identities';
import { makeIdentity } from '../../support/signatures/identities';
import { plainPdf, signedPdf } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { bytesOf, startBinaryStorage, storageModes } from '../support/binaryStorage';
import { binaryOf } from '../support/orders';
import { runNode } from '../support/runNode';
import { action } from '../support/workflow';

const hashOf = (name: string, bytes: Buffer) => createHash(name).update(bytes).digest('hex');
const checker = new EvidenceChecker();

let signer: Identity;
let signed: Buffer;
beforeAll(async () => {
	signer = makeIdentity();
	signed = signedPdf(plainPdf(), signerOf(signer));
	await checker.install();
});
afterAll(() => checker.remove());

/** Parameters that aren't given have n8n's defaults. */
const DEFAULTS = Object.fromEntries(
	action.description.properties
		.filter(({ displayOptions }) => displayOptions?.show?.['operation']?.includes('createEvidence'))
		.map(({ name, default: value }) => [name, value]),
);

const item = async (bytes: Buffer, json = {}): Promise<INodeExecutionData> => ({
	json,
	binary: await binaryOf({ data: { bytes, fileName: 'HT-1.pdf' } }),
});
const pushed = (bytes: Buffer, hash = hashOf('sha256', bytes)) => ({
	...{ orderNumber: 'HT-1', signid: '42', hash, sha256: hashOf('sha256', bytes) },
	receivedAt: '2026-11-27T12:00:00.000Z',
});

async function run(
	items: INodeExecutionData[],
	parameters = {},
	onError?: 'continueRegularOutput',
) {
	const operation = { resource: 'document', operation: 'createEvidence' };
	const node = {
		parameters: { ...DEFAULTS, ...operation, ...parameters },
		...(onError && { onError }),
	};
	return (await runNode({ credential: { trustedRoots: signer.pem }, node, items })).items;
}

const evidenceIn = async (output: INodeExecutionData | undefined, field = 'evidence') => {
	const file = await bytesOf(output?.binary?.[field]);
	return { file, content: JSON.parse(file.toString()) as Record<string, unknown> };
};

describe.each(storageModes)('with binary data kept in mode %s', (mode) => {
	beforeAll(async () => await startBinaryStorage(mode));

	it('a pushed document gets both files in addition to its own data, and they match it', async () => {
		const [output] = await run([await item(signed, pushed(signed))], { checkTrust: true });
		const { file, content } = await evidenceIn(output);
		expect(output).toMatchObject({
			json: {
				...pushed(signed),
				...{ intact: true, trusted: true, summary: expect.stringMatching(/^Trusted: /) },
				evidence: { sha256: hashOf('sha256', file) },
			},
			binary: {
				evidence: { fileName: 'HT-1.evidence.json', mimeType: 'application/json' },
				evidencePdf: { fileName: 'HT-1.evidence.pdf', mimeType: 'application/pdf' },
			},
			pairedItem: { item: 0 },
		});
		expect(content).toMatchObject({
			push: {
				...{ orderNumber: 'HT-1', signid: '42', hash: hashOf('sha256', signed) },
				...{ hashAlgorithm: 'sha256', receivedAt: '2026-11-27T12:00:00.000Z' },
			},
			document: { fileName: 'HT-1.pdf', size: signed.length, sha256: hashOf('sha256', signed) },
			settings: { trustedRoots: [{ name: 'Alice 爱丽丝' }], required: null },
		});
		expect(await bytesOf(output?.binary?.['data'])).toEqual(signed);
		expect((await bytesOf(output?.binary?.['evidencePdf'])).subarray(0, 5).toString()).toBe(
			'%PDF-',
		);
		expect(checker.check(file, signed, signer.pem)).toMatchObject({ ok: true });
	});
});

describe('the operation Document: Create Evidence', () => {
	beforeAll(async () => await startBinaryStorage('default'));

	it('works on a document from elsewhere, of which no push is known', async () => {
		const [output] = await run([await item(plainPdf(), { name: 'a file' })]);
		const { file, content } = await evidenceIn(output);
		expect(output?.json).toMatchObject({ name: 'a file', intact: false });
		expect(content['push']).toEqual({
			...{ orderNumber: null, signid: null, receivedAt: null },
			...{ hash: null, hashAlgorithm: null },
		});
		expect(checker.check(file, plainPdf())).toMatchObject({ ok: true });
	});

	it.each(['sha224', 'sha256', 'sha384', 'sha512'])('records a pushed hash by %s', async (name) => {
		const hash = hashOf(name, signed);
		const [output] = await run([await item(signed, pushed(signed, hash.toUpperCase()))]);
		const { file, content } = await evidenceIn(output);
		expect(content['push']).toMatchObject({ hash, hashAlgorithm: name });
		expect(checker.check(file, signed)).toMatchObject({ ok: true });
	});

	it('refuses to join an order with another order’s document', async () => {
		const other = await item(signed, pushed(plainPdf()));
		await expect(run([other])).rejects.toThrow('Pushed Hash: is not the document’s');
	});

	it('continues after a failed item, which keeps its own data and gets no files', async () => {
		const items = [await item(signed, pushed(plainPdf())), await item(signed, pushed(signed))];
		const outputs = await run(items, {}, 'continueRegularOutput');
		expect(outputs).toMatchObject([
			{
				json: { orderNumber: 'HT-1', error: { code: 'invalidParameters' } },
				pairedItem: { item: 0 },
			},
			{ json: { orderNumber: 'HT-1', intact: true }, pairedItem: { item: 1 } },
		]);
		expect(Object.keys(outputs[0]?.binary ?? {})).toEqual(['data']);
	});

	it('puts the files in the fields that are named, takes numbers for their digits, and times in UTC', async () => {
		const fields = { binaryPropertyEvidence: 'proof', binaryPropertyEvidencePdf: 'page' };
		const push = { orderNumber: 12345, receivedAt: '2026-11-27T20:00:00+08:00' };
		const [output] = await run([await item(signed, push)], fields);
		expect(Object.keys(output?.binary ?? {})).toEqual(['data', 'proof', 'page']);
		const { content } = await evidenceIn(output, 'proof');
		expect(content['push']).toMatchObject({
			orderNumber: '12345',
			receivedAt: '2026-11-27T12:00:00.000Z',
		});
	});

	it('names everything that is wrong at once', async () => {
		const wrong = {
			...{ binaryPropertyName: 'none', checkTrust: 'yes', orderNumber: ['a'], hash: 'abc' },
			...{
				receivedAt: 'yesterday',
				binaryPropertyEvidence: 'same',
				binaryPropertyEvidencePdf: ' same ',
			},
		};
		const failure = run([await item(signed)], wrong);
		await expect(failure).rejects.toMatchObject({
			description: expect.stringMatching(
				/Input Data Field Name: .*\nCheck Trust: .*\nOrder Number: must be text, not a list\nPushed Hash: must be a SHA-2 hash.*\nReceived At: must be a time/s,
			),
		});
		const fields = { binaryPropertyEvidence: 'same', binaryPropertyEvidencePdf: ' same ' };
		await expect(run([await item(signed)], fields)).rejects.toThrow(
			'Output Data Field Name (PDF): must be another field than that of the JSON',
		);
		const document = { binaryPropertyEvidence: 'data' };
		await expect(run([await item(signed)], document)).rejects.toThrow(
			'Output Data Field Name (JSON): is the field of the document',
		);
	});
});
