import { generateKeys, issueCertificate } from '../../../sandbox/certificates';
import type { SandboxOrder, SandboxSigner } from '../../../sandbox/sandboxOrder';
import { Documents, usualSigning } from '../../../sandbox/signing/documents';
import { once } from '../../../sandbox/signing/once';
import { signatureKinds } from '../../../sandbox/signing/signatureKind';
import { manners } from '../../../sandbox/signing/signingManner';
import { sm2Key } from '../../../sandbox/signing/sm2';
import { issueSm2Certificate } from '../../../sandbox/signing/sm2Certificate';
import type { Draw } from '../draw';
import type { Value } from '../pdf/value';
import type { Base } from './base';
import { handwrittenFile } from './handwritten';
import { PASSWORD } from './password';
import { readDraft } from './readDraft';

const authorities = once(async () => {
	const subject = [{ CN: ['A test’s CA'] }];
	const rsa = await issueCertificate({ subject, use: 'ca', keys: await generateKeys() });
	return {
		...{ rsa, timeStamping: rsa },
		sm2: await issueSm2Certificate({ subject, use: 'ca', key: sm2Key() }),
	};
});

const documents = once(async () => new Documents(await authorities(), usualSigning));

/** A document signed by the sandbox in a random way. */
export async function sandboxed(draw: Draw): Promise<Base> {
	const order = orderOf(draw);
	const [signature, timeStamp] = [draw.pick(signatureKinds), draw.chance(0.3)];
	const signed = await (
		await documents()
	).document(
		{ ...order, signedDocument: Buffer.alloc(0) },
		{ ...(timeStamp && { timeStamp: 'ofSigningCa' }), ...manners[signature] },
	);
	if (!signed) throw new Error('the sandbox signed nothing');
	const draft = await readDraft(signed, order.password);
	const trailer: [string, Value][] = [['/Root', `${draft.root} 0 R`], ...draft.trailer];
	if (draft.info !== undefined) trailer.push(['/Info', `${draft.info} 0 R`]);
	const last = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(signed.subarray(-64).toString('latin1'));
	return {
		...{ name: `the sandbox’s, ${signature}, ${order.fileFormat}`, signed, objects: draft.objects },
		...{ root: draft.root, pages: draft.pages, info: draft.info, store: draft.store },
		...{ trailer: { entries: trailer }, startXref: Number(last?.[1]) },
		// The cross-reference stream's own number is not among its objects.
		...{ free: draft.free + 20, form: 'stream', prepared: [], isPrepared: false },
		isPlain: order.password === undefined && !['wosigndoc', 'shortLived'].includes(signature),
	};
}

function orderOf(draw: Draw): SandboxOrder {
	const places = [{ page: 1, x1: 0.6, y1: 0.1, x2: 0.9, y2: 0.3 }];
	const nothing = Buffer.alloc(0);
	const signer = (name: string): SandboxSigner => ({
		...{ signType: 1, name, number: '1', country: 'CN', pic: nothing, otherpic: nothing, places },
	});
	const isPdf = draw.chance(0.8);
	return {
		...{ signid: 'a', orderNumber: 'b', state: 'signed' },
		signers: draw.chance(0.3) ? [signer('甲公司'), signer('乙公司')] : [signer('甲公司')],
		document: isPdf ? handwrittenFile(draw) : Buffer.from('a document'),
		fileFormat: isPdf ? 'pdf' : 'docx',
		password: draw.chance(0.15) ? PASSWORD : undefined,
	};
}
