import type { Certificate } from './certificate';
import { digestOf } from './digests';
import type { ElectronicSeal, SealSignature } from './electronicSeal';
import { schemeOf } from './scheme';
import { UnsupportedSignature } from './signatureErrors';
import type { SignedObject } from './signedObject';
import { verifySm2 } from './sm2';
import type { IntegrityVerdict } from './verifySignedData';
import { CHANGED, OK, OTHER_KEY } from './verifySignedData';
import { isSame, sm2Numbers } from './verifyWithKey';

/** Bytes of each of the two numbers of an SM2 signature. */
const NUMBER_LENGTH = 32;

/**
 * Verifies a signature with a seal over a document with the given SM3 digest, according to GB/T 38540-2020: the
 * document, the signer's signature, who made the seal, whether the signer may use it, and whether it was valid at the
 * time that the signer claims. Throws UnsupportedSignature, or another error for anything malformed.
 */
export function verifySealSignature(sealed: SealSignature, digest: Buffer): IntegrityVerdict {
	const { seal, signer, time } = sealed;
	if (!isSame(sealed.dataHash, digest)) return CHANGED;
	if (!isSignedBy(signer, sealed)) return OTHER_KEY;
	if (!isSignedBy(seal.maker, seal)) return invalid('its seal was not made with its maker’s key');
	if (!mayUse(seal, signer)) return invalid('its seal is another’s than its signer’s');
	if (time < seal.validFrom || time > seal.validTo)
		return invalid('its seal was not valid at the time that it claims');
	return OK;
}

function invalid(reason: string): IntegrityVerdict {
	return { integrity: 'signatureInvalid', reason };
}

/** Whether the key made the signature, with the signer's default identity (GM/T 0009-2012, 10). */
function isSignedBy({ publicKey }: Certificate, signed: SignedObject): boolean {
	const scheme = schemeOf(signed.signatureAlgorithm, publicKey.algorithm, undefined);
	if (scheme.kind !== 'sm2')
		throw new UnsupportedSignature('its seal has a signature by another algorithm than SM2');
	const numbers = numbersOf(signed.signature);
	return numbers !== undefined && verifySm2(publicKey.key, numbers, signed.toBeSigned);
}

/** Whether the signer is one of those that the seal lists, by certificate or by its SM3 digest. */
function mayUse({ holders }: ElectronicSeal, { der }: Certificate): boolean {
	const named = holders.kind === 'certificates' ? der : digestOf('sm3', der);
	return holders.values.some((one) => isSame(one, named));
}

/** The two numbers of a signature; some programs concatenate them instead of using a SEQUENCE. */
function numbersOf(signature: Buffer): { r: bigint; s: bigint } | undefined {
	if (signature.length !== 2 * NUMBER_LENGTH) return sm2Numbers(signature);
	const number = (start: number) =>
		BigInt(`0x${signature.toString('hex', start, start + NUMBER_LENGTH)}`);
	return { r: number(0), s: number(NUMBER_LENGTH) };
}
