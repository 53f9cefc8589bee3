import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { cms } from '../../support/signatures/cms';
import type { Identity } from '../../support/signatures/identities';
import { AUTHORITY, makeIdentity } from '../../support/signatures/identities';
import { rsa } from '../../support/signatures/manners';
import { plainPdf, signedPdf, written } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { bytesOf, startBinaryStorage, storageModes } from '../support/binaryStorage';
import { binaryOf } from '../support/orders';
import { runNode } from '../support/runNode';

let signer: Identity;
let signed: Buffer;
let changed: Buffer;
beforeAll(() => {
	signer = makeIdentity();
	signed = signedPdf(plainPdf(), (bytes) =>
		cms(bytes, { identity: signer, manner: rsa('sha256') }),
	);
	changed = Buffer.from(signed);
	changed.writeUInt8(0x32, changed.indexOf('100'));
});

const item = async (bytes: Buffer, json = {}): Promise<INodeExecutionData> => ({
	json,
	binary: await binaryOf({ data: { bytes, fileName: 'signed.pdf' } }),
});

function run(items: INodeExecutionData[], parameters = {}, credential?: { trustedRoots: string }) {
	const node = {
		parameters: { resource: 'document', operation: 'verifySignatures', ...parameters },
		...(credential ? {} : { credentials: {} }),
	};
	return runNode({ credential: credential ?? {}, node, items });
}

describe.each(storageModes)('with binary data kept in mode %s', (mode) => {
	beforeAll(async () => await startBinaryStorage(mode));

	it('each document’s signatures are added to its own JSON, and the file is passed on', async () => {
		const items = [
			await item(signed, { orderNumber: 'A-1' }),
			await item(changed),
			await item(plainPdf()),
		];
		const outputs = (await run(items, { simplify: false })).items;
		expect(outputs.map(({ json }) => json)).toMatchObject([
			{
				orderNumber: 'A-1',
				intact: true,
				trusted: false,
				signers: ['Alice 爱丽丝'],
				signatures: [{ integrity: 'ok', subFilter: 'adbe.pkcs7.detached' }],
			},
			{ intact: false, signatures: [{ integrity: 'digestMismatch' }] },
			{ intact: false, signatures: [], summary: expect.stringMatching(/^Not signed: /) },
		]);
		expect(outputs.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(await bytesOf(outputs[0]?.binary?.['data'])).toEqual(signed);
	});
});

describe('the operation Document: Verify Signatures', () => {
	beforeAll(async () => await startBinaryStorage('default'));

	it('checks trust against the credential’s roots with Check Trust', async () => {
		const parameters = { checkTrust: true, simplify: false };
		const trusting = await run([await item(signed)], parameters, { trustedRoots: signer.pem });
		expect(trusting.items[0]?.json).toMatchObject({ intact: true, trusted: true });
		const authority = makeIdentity({ name: 'Root', extensions: AUTHORITY });
		const identity = makeIdentity({ issuer: authority });
		const issued = signedPdf(plainPdf(), (bytes) =>
			cms(bytes, { identity, manner: rsa('sha256') }),
		);
		for (const requireRevocation of [false, true]) {
			const { items } = await run(
				[await item(issued)],
				{ ...parameters, requireRevocation },
				{ trustedRoots: authority.pem },
			);
			expect(items[0]?.json).toMatchObject({ trusted: !requireRevocation });
		}
		const without = await run([await item(signed)], parameters, { trustedRoots: '' });
		expect(without.items[0]?.json).toMatchObject({
			intact: true,
			trusted: false,
			signatures: [{ trustReason: expect.stringMatching(/^no trusted roots are given/) }],
		});
	});

	it('forbids pages changed between signatures, unless allowed', async () => {
		const sign = signerOf(signer);
		const changed = written(signed, { 4: '<< /Length 1 >>\nstream\nx\nendstream' });
		const twice = signedPdf(changed, sign, { numbers: [20, 21], fields: '11 0 R 21 0 R' });
		const intact = async (parameters: INodeParameters) =>
			(await run([await item(twice)], parameters)).items[0]?.json['intact'];
		expect(await intact({})).toBe(false);
		expect(await intact({ changesBetweenSignatures: 'forbid' })).toBe(false);
		expect(await intact({ changesBetweenSignatures: 'allow' })).toBe(true);
		await expect(intact({ changesBetweenSignatures: '={{ undefined }}' })).rejects.toThrow(
			'Changes Between Signatures: must be one of its options',
		);
	});

	it('reports each signature’s signer, time, verdict, and reason, unless all results are requested', async () => {
		const items = [await item(signed, { orderNumber: 'A-1' }), await item(changed)];
		const [first, second] = (await run(items)).items;
		expect(first?.json).toEqual({
			orderNumber: 'A-1',
			intact: true,
			trusted: false,
			summary: expect.stringMatching(/^Intact, but it isn’t proven who signed: /),
			signatures: [
				{
					type: 'signature',
					signer: 'Alice 爱丽丝',
					time: null,
					timeFrom: null,
					verdict: 'valid',
					reason: expect.stringMatching(/^no trusted roots are given/) as string,
				},
			],
		});
		expect(second?.json).toMatchObject({
			intact: false,
			summary: expect.stringMatching(/^Not intact: /),
			signatures: [{ verdict: 'invalid' }],
		});
		await expect(run(items, { simplify: 'yes' })).rejects.toThrow('Simplify: must be');
	});

	it('fails when the roots cannot be read, and when there is no such file', async () => {
		await expect(
			run([await item(signed)], { checkTrust: true }, { trustedRoots: 'hello' }),
		).rejects.toThrow("The credential’s 'Trusted Roots': it contains no certificate");
		await expect(run([await item(signed)], { binaryPropertyName: 'other' })).rejects.toThrow(
			'Input Data Field Name: the item has no binary field "other"',
		);
	});

	it('continues after a failed item, if the node is set so', async () => {
		const node = {
			parameters: { resource: 'document', operation: 'verifySignatures' },
			credentials: {},
			onError: 'continueRegularOutput' as const,
		};
		const items = [{ json: { a: 1 } }, await item(signed)];
		const outputs = (await runNode({ credential: {}, node, items })).items;
		expect(outputs.map(({ json }) => json)).toMatchObject([
			{ a: 1, error: { code: 'invalidParameters' } },
			{ intact: true },
		]);
	});
});
