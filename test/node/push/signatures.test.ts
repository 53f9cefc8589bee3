import type { INodeParameters } from 'n8n-workflow';
import { cms } from '../../support/signatures/cms';
import type { Identity } from '../../support/signatures/identities';
import { AUTHORITY, makeIdentity } from '../../support/signatures/identities';
import { rsa } from '../../support/signatures/manners';
import { plainPdf, signedPdf, written } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { startBinaryStorage, storageModes, storedFiles } from '../support/binaryStorage';
import { contract, useTriggers } from '../support/trigger';

const startTrigger = useTriggers();

let root: Identity;
let documents: Record<
	'signed' | 'changed' | 'overwritten' | 'unsigned' | 'stranger' | 'notPdf',
	Buffer
>;
beforeAll(() => {
	root = makeIdentity({ name: 'WoSign test root', extensions: AUTHORITY });
	const signedBy = (identity: Identity) =>
		signedPdf(plainPdf(), (bytes) => cms(bytes, { identity, manner: rsa('sha1') }));
	const signed = signedBy(makeIdentity({ issuer: root }));
	const changed = Buffer.from(signed);
	changed.writeUInt8(0x32, changed.indexOf('100'));
	documents = {
		signed,
		changed,
		overwritten: written(signed, { 4: '<< /Length 1 >>\nstream\nx\nendstream' }),
		unsigned: contract,
		stranger: signedBy(makeIdentity({ name: 'Mallory' })),
		notPdf: Buffer.from('not much of a document '.repeat(100_000)),
	};
});

/** A trigger with the options, its credential with the root. */
async function triggerWith(additionalOptions: INodeParameters, trustedRoots = root.pem) {
	return await startTrigger({
		node: { parameters: { acknowledge: 'workflowFinished', additionalOptions } },
		credential: { trustedRoots },
	});
}

describe.each(storageModes)('with binary data kept in mode %s', (mode) => {
	beforeAll(async () => await startBinaryStorage(mode));

	it.each<[keyof typeof documents, string, string]>([
		['changed', 'intact', 'signatureNotIntact'],
		['overwritten', 'intact', 'signatureNotIntact'],
		['unsigned', 'intact', 'signatureNotIntact'],
		['notPdf', 'intact', 'signatureNotIntact'],
		['changed', 'trusted', 'signatureNotIntact'],
		['stranger', 'trusted', 'signatureNotTrusted'],
	])(
		'a document that is %s is refused where Require Signature is %s, and leaves no file',
		async (name, requireSignature, code) => {
			const trigger = await triggerWith({ requireSignature });
			const before = storedFiles();
			const push = await trigger.push({ document: documents[name] });
			expect(push).toMatchObject({ accepted: false, httpStatus: 422 });
			await trigger.ended(1);
			const [signed, failed, rejected] = trigger.outputs();
			expect([signed, failed]).toEqual([[], []]);
			expect(rejected).toMatchObject([
				{
					json: {
						event: 'rejected',
						code,
						orderNumber: push.orderNumber,
						// The answer is shorter.
						reason: expect.stringContaining(push.answer.slice(2)),
					},
				},
			]);
			expect(storedFiles()).toEqual(before);
		},
	);

	it.each(['intact', 'trusted'])(
		'a signed document is accepted if Require Signature is %s, and its signatures are reported',
		async (requireSignature) => {
			const trigger = await triggerWith({ requireSignature });
			const push = await trigger.push({ document: documents.signed });
			expect(push).toMatchObject({ accepted: true, answer: '1' });
			const [[item] = []] = trigger.outputs();
			expect(item?.json['signatures']).toMatchObject({
				intact: true,
				trusted: true,
				signers: ['Alice 爱丽丝'],
			});
		},
	);
});

describe('a trigger', () => {
	beforeAll(async () => await startBinaryStorage('default'));

	it('without Require Signature accepts any document and reports nothing about signatures', async () => {
		const trigger = await triggerWith({});
		expect(await trigger.push({ document: documents.changed })).toMatchObject({ accepted: true });
		const [[item] = []] = trigger.outputs();
		expect(item?.json).not.toHaveProperty('signatures');
	});

	it.each([
		['the signer', 'someone else, ａlice 爱丽丝', true],
		['the organization', '沃通', true],
		['the issuer', 'Foo Co., Ltd.\nWoSign test root', true],
		['none of them', 'Mallory\nAlice', false],
	])('with Allowed Signers that name %s', async (_, allowedSigners, accepted) => {
		const trigger = await triggerWith({ requireSignature: 'trusted', allowedSigners });
		const push = await trigger.push({ document: documents.signed });
		expect(push.accepted).toBe(accepted);
		if (accepted) return;
		await trigger.ended(1);
		expect(trigger.outputs()[2]).toMatchObject([{ json: { code: 'signerNotAllowed' } }]);
	});

	it.each([
		[false, true],
		[true, false],
	])(
		'with Require Revocation Information %s takes a document without any: %s',
		async (requireRevocation, accepted) => {
			const trigger = await triggerWith({ requireSignature: 'trusted', requireRevocation });
			expect(await trigger.push({ document: documents.signed })).toMatchObject({ accepted });
			await trigger.ended(1);
			expect(trigger.outputs()[2]).toMatchObject(
				accepted ? [] : [{ json: { code: 'signatureNotTrusted' } }],
			);
		},
	);

	it.each<[string, boolean]>([
		['forbid', false],
		['allow', true],
	])(
		'set to %s changes between signatures, accepts a document with changes: %s',
		async (...row) => {
			const [changesBetweenSignatures, accepted] = row;
			const changed = written(documents.signed, { 4: '<< /Length 1 >>\nstream\nx\nendstream' });
			const document = signedPdf(changed, signerOf(makeIdentity({ name: 'Bob' })), {
				...{ numbers: [20, 21], fields: '11 0 R 21 0 R' },
			});
			const trigger = await triggerWith({ requireSignature: 'intact', changesBetweenSignatures });
			expect(await trigger.push({ document })).toMatchObject({ accepted });
		},
	);

	it('refuses the same document again, and takes the right one of the same order', async () => {
		const trigger = await triggerWith({ requireSignature: 'intact' });
		const orderNumber = 'FORGED-1';
		for (const document of [documents.changed, documents.changed]) {
			expect(await trigger.push({ document, orderNumber })).toMatchObject({ httpStatus: 422 });
		}
		const push = await trigger.push({ document: documents.signed, orderNumber });
		expect(push).toMatchObject({ accepted: true });
	});

	it.each<[string, INodeParameters, string]>([
		['Trusted without roots', { requireSignature: 'trusted' }, ''],
		['roots that cannot be read', { requireSignature: 'intact' }, 'hello'],
		['Allowed Signers without Require Signature', { allowedSigners: 'Alice' }, ''],
		[
			'Changes Between Signatures without Require Signature',
			{ changesBetweenSignatures: 'forbid' },
			'',
		],
		['another value', { requireSignature: 'sometimes' }, ''],
	])('set to %s refuses every push as misconfigured', async (_, options, roots) => {
		const trigger = await triggerWith(options, roots);
		const push = await trigger.push({ document: documents.signed });
		expect(push).toMatchObject({ accepted: false, httpStatus: 500 });
		expect(push.answer).toMatch(/^0 the trigger is misconfigured: /);
	});
});
