import { KeyObject } from 'node:crypto';
import { generateKeys, issueCertificate, type Identity, type KeyPair } from '../certificates';
import type { SandboxSigner } from '../sandboxOrder';
import { once } from './once';
import {
	ecdsaScheme,
	rsaPssScheme,
	rsaScheme,
	sm2Scheme,
	type SchemeName,
	type SignatureScheme,
} from './signatureScheme';
import { lifeInDays, type SigningManner } from './signingManner';
import type { SigningIdentity } from './signedData';
import { sm2Key } from './sm2';
import { issueSm2Certificate, type Sm2Identity } from './sm2Certificate';

/** The CAs that issue the signers' certificates. The RSA CA also issues the ECDSA certificates. */
export interface SigningAuthorities {
	rsa: Identity;
	sm2: Sm2Identity;
	/** The separate root of the time-stamping authority. */
	timeStamping: Identity;
}

const use = 'documentSigning';

const rsaSchemes: Record<
	Exclude<SchemeName, 'ecdsa' | 'sm2'>,
	(key: KeyObject) => SignatureScheme
> = {
	rsa: rsaScheme,
	rsaPss: rsaPssScheme,
	sha1: (key) => rsaScheme(key, 'sha1'),
	sha384: (key) => rsaScheme(key, 'sha384'),
	sha512: (key) => rsaScheme(key, 'sha512'),
};

/**
 * Issues each signer a certificate in the signer's name, self-signed if there are no authorities. All signers share
 * one key of each kind, because generating keys is the slowest step.
 */
export function signerIdentities(authorities?: SigningAuthorities) {
	const rsaKeys = once(() => generateKeys('rsa'));
	const ecdsaKeys = once(() => generateKeys('ecdsa'));
	const key = once(() => sm2Key());
	const issue = async (
		signer: SandboxSigner,
		keys: KeyPair,
		scheme: (key: KeyObject) => SignatureScheme,
		validDays?: [from: number, to: number],
	): Promise<SigningIdentity> => {
		const issuer = authorities?.rsa;
		const options = { subject: subjectOf(signer), use, keys, issuer, validDays } as const;
		const { certificate } = await issueCertificate(options);
		const chain = [certificate, ...(issuer ? [issuer.certificate] : [])].map((one) => one.rawData);
		return { chain, scheme: scheme(KeyObject.from(keys.privateKey)) };
	};
	const issueSm2 = async (
		signer: SandboxSigner,
		validDays?: [from: number, to: number],
	): Promise<SigningIdentity> => {
		const issuer = authorities?.sm2;
		const subject = subjectOf(signer);
		const options = { subject, use, key: key(), issuer, validDays } as const;
		const { certificate } = await issueSm2Certificate(options);
		const chain = [certificate, ...(issuer ? [issuer.certificate] : [])];
		return { chain, scheme: sm2Scheme(key()) };
	};
	return async (signer: SandboxSigner, manner: SigningManner): Promise<SigningIdentity> => {
		const { scheme } = manner;
		const life = lifeInDays(manner);
		if (scheme === 'sm2') return await issueSm2(signer, life);
		if (scheme === 'ecdsa') return await issue(signer, await ecdsaKeys(), ecdsaScheme, life);
		return await issue(signer, await rsaKeys(), rsaSchemes[scheme], life);
	};
}

function subjectOf({ name, number, country, signType }: SandboxSigner) {
	return [
		{ CN: [name] },
		...(signType === 1 ? [{ O: [name] }] : []),
		{ '2.5.4.5': [number] },
		{ C: [country] },
	];
}
