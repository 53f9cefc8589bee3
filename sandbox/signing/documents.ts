import type { SandboxOrder } from '../sandboxOrder';
import type { CmsSigner } from './cmsSigner';
import { changeAfterSigning, fillIn, signChanged } from './changeAfterSigning';
import type { DocumentSigner } from './documentSigner';
import { once } from './once';
import { goodResponse } from './ocspResponder';
import { filledSecurityStore, validationMaterial, type ValidationMaterial } from './securityStore';
import { signDocument, type SignedLook, type SignedPdf } from './signDocument';
import type { SigningAuthorities } from './signerIdentities';
import { signersUnder, type SignedBy } from './signers';
import { manners, type SigningManner } from './signingManner';
import { appendBytes, flipByte } from './spoilBytes';
import { wrapSignature } from './wrapSignature';

/** How a document is signed and what is changed afterward. */
export interface Signing extends SigningManner, SignedLook {
	signedBy: SignedBy | 'none';
	/** Whether a new information dictionary is written after the last signature. */
	laterInformation: boolean;
	/**
	 * A change in an update after signing: a page changed, a form filled in, or a page changed and then signed by
	 * someone else; or the last signature wrapped.
	 */
	changed?: 'afterward' | 'filledIn' | 'signedAgain' | 'wrapped' | undefined;
}

/** The default signing, used if neither an option nor a profile changes it. */
export const usualSigning: Signing = {
	...manners.rsa,
	timeStamp: 'none',
	signedBy: 'signers',
	certification: undefined,
	visibleSeal: true,
	visibleField: false,
	watermark: false,
	growth: undefined,
	laterInformation: false,
};

/** How a signed document differs from the default. */
export interface DocumentShape extends Partial<Signing> {
	/** Whether one byte of the signed range is changed. */
	flipped?: boolean | undefined;
	/** Whether whitespace is appended after the end. */
	appended?: boolean | undefined;
}

/** Creates the signed documents of orders, with and without faults. */
export class Documents {
	private readonly signersIn;
	private readonly material;
	private readonly made = new WeakMap<SandboxOrder, Map<string, Promise<Buffer>>>();

	constructor(
		private readonly authorities: SigningAuthorities,
		private readonly usual: Signing,
	) {
		this.signersIn = signersUnder(authorities);
		this.material = once(() => validationMaterial([authorities.rsa]));
	}

	/** Signs an order's document the usual way. */
	async sign(order: SandboxOrder): Promise<Buffer> {
		return await this.make(order, this.usual);
	}

	/**
	 * A signed order's document in the given shape, the same each time; undefined if the order failed. Throws if the
	 * document would have to be signed again but was supplied already signed.
	 */
	async document(order: SandboxOrder, shape: DocumentShape): Promise<Buffer | undefined> {
		const { flipped, appended, ...changes } = shape;
		const { signedDocument } = order;
		if (!signedDocument) return undefined;
		const asUsual = Object.keys(changes).length === 0;
		let document = asUsual ? signedDocument : await this.signAgain(order, changes);
		if (flipped) document = flipByte(document);
		if (appended) document = appendBytes(document);
		return document;
	}

	private async signAgain(order: SandboxOrder, changes: Partial<Signing>): Promise<Buffer> {
		if (order.signers.length === 0) {
			throw new Error(
				'this document was supplied already signed, and there are no signers to sign it again',
			);
		}
		const signing = { ...this.usual, ...changes };
		const made = this.made.get(order) ?? new Map<string, Promise<Buffer>>();
		this.made.set(order, made);
		const key = JSON.stringify(signing);
		const document = made.get(key) ?? this.make(order, signing);
		made.set(key, document);
		return await document;
	}

	private async make(order: SandboxOrder, signing: Signing): Promise<Buffer> {
		const { signedBy, securityStore } = signing;
		const signers: CmsSigner[] = [];
		const signerIn = signedBy === 'none' ? undefined : this.signersIn(signing, signedBy);
		const pdf = await signDocument(order, {
			signerFor:
				signerIn &&
				(async (signer) => {
					const one = await signerIn(signer);
					signers.push(one);
					return one;
				}),
			look: signing,
			withSecurityStore: securityStore !== 'none',
			withTextField: signing.changed === 'filledIn',
		});
		if (signing.changed === 'wrapped') return wrapSignature(pdf);
		await this.addLater(pdf, signing, signers);
		if (signing.changed === 'afterward') changeAfterSigning(pdf);
		if (signing.changed === 'filledIn') fillIn(pdf);
		if (signing.changed === 'signedAgain')
			await signChanged(pdf, await this.stranger(order, signing));
		return pdf.file.toBuffer();
	}

	/** Adds data with no visible effect in an update after the last signature. */
	private async addLater(
		{ file, securityStore }: SignedPdf,
		signing: Signing,
		signers: readonly CmsSigner[],
	): Promise<void> {
		const complete = signing.securityStore === 'complete';
		const material = complete ? this.materialOf(signing, signers) : this.material();
		const objects = new Map([
			...(securityStore ? filledSecurityStore(file, securityStore, await material) : []),
			...(signing.laterInformation ? file.laterInformation() : []),
		]);
		if (objects.size > 0) file.add(objects);
	}

	/** The validation material as of the time of signing. */
	private async materialOf(
		{ signedAgo, timeStamp, scheme }: SigningManner,
		signers: readonly CmsSigner[],
	): Promise<ValidationMaterial> {
		const { rsa, timeStamping } = this.authorities;
		const moment = new Date(Date.now() - signedAgo);
		const material = await validationMaterial([rsa, timeStamping], moment);
		// The document must not contain the timestamps' root.
		if (timeStamp === 'withoutRoot') material.certificates.pop();
		// SM2 certificates are not issued by the RSA CA that answers OCSP requests.
		if (scheme === 'sm2') return material;
		// Self-signed certificates have no CA to ask.
		const issued = signers.filter(({ identity }) => identity.chain.length > 1);
		const responses = issued.flatMap(({ identity: { chain } }) =>
			chain.slice(0, 1).map((certificate) => goodResponse(certificate, rsa, moment)),
		);
		return { ...material, responses };
	}

	/** A signer that uses the first signer's name with a self-signed certificate. */
	private async stranger(order: SandboxOrder, signing: Signing): Promise<DocumentSigner> {
		const [signer] = order.signers;
		if (!signer) throw new Error('the order has no signers');
		return await this.signersIn(signing, 'stranger')(signer);
	}
}
