import { KeyObject } from 'node:crypto';
import { generateKeys, issueCertificate, type Identity, type KeyPair } from '../certificates';
import type { SandboxSigner } from '../sandboxOrder';
import { once } from './once';
import { SHORT_LIFE } from './shortLife';
import type { SignatureKind } from './signatureKind';
import {
	ecdsaScheme,
	rsaPssScheme,
	rsaScheme,
	rsaSha1Scheme,
	sm2Scheme,
	type SignatureScheme,
} from './signatureScheme';
import type { SigningIdentity } from './signedData';
import { sm2Key } from './sm2';
import { issueSm2Certificate, type Sm2Identity } from './sm2Certificate';

/** The CAs under which the documents' signers get their certificates; that of RSA also issues those for ECDSA. */
export interface SigningAuthorities {
	rsa: Identity;
	sm2: Sm2Identity;
	/** Under it stands the time-stamping authority of short-lived signatures. */
	timeStamping: Identity;
}

/** In days from now, of the kinds whose certificates live for something else than a year. */
const LIVES: Partial<Record<SignatureKind, [from: number, to: number]>> = {
	shortLived: SHORT_LIFE,
};
const use = 'documentSigning';

/**
 * Gives each signer a certificate of their own, named after them; self-signed without authorities. One key
 * of a kind serves them all: making keys takes longer than everything else.
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
	const issueSm2 = async (signer: SandboxSigner): Promise<SigningIdentity> => {
		const issuer = authorities?.sm2;
		const subject = subjectOf(signer);
		const { certificate } = await issueSm2Certificate({ subject, use, key: key(), issuer });
		const chain = [certificate, ...(issuer ? [issuer.certificate] : [])];
		return { chain, scheme: sm2Scheme(key()) };
	};
	return async (signer: SandboxSigner, kind: SignatureKind): Promise<SigningIdentity> => {
		switch (kind) {
			case 'rsa':
				return await issue(signer, await rsaKeys(), rsaScheme);
			case 'rsaPss':
				return await issue(signer, await rsaKeys(), rsaPssScheme);
			case 'sha1':
			case 'wosigndoc':
			case 'shortLived':
				return await issue(signer, await rsaKeys(), rsaSha1Scheme, LIVES[kind]);
			case 'ecdsa':
				return await issue(signer, await ecdsaKeys(), ecdsaScheme);
			case 'sm2':
				return await issueSm2(signer);
		}
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
