import { randomBytes, type KeyObject, type webcrypto } from 'node:crypto';
import type { Host } from './hosts';
import * as x509 from './x509';

/** A key pair of the Web Crypto API. */
export type KeyPair = webcrypto.CryptoKeyPair;

/** A public key of the Web Crypto API, or a SubjectPublicKeyInfo in DER. */
type PublicKey = webcrypto.CryptoKey | Buffer;

const day = 24 * 60 * 60 * 1000;
const rsa = {
	name: 'RSASSA-PKCS1-v1_5',
	hash: 'SHA-256',
	modulusLength: 2048,
	publicExponent: new Uint8Array([1, 0, 1]),
};
const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' };

/** A certificate and its key pair. */
export interface Identity {
	certificate: x509.X509Certificate;
	keys: KeyPair;
}

export type CertificateUse = 'ca' | 'server' | 'client' | 'documentSigning' | 'timeStamping';

/** The contents of a certificate, independent of how it is signed. */
export interface CertificateContents {
	subject: x509.JsonName;
	publicKey: PublicKey;
	/** Default: the subject. */
	issuer?: { name: x509.JsonName; publicKey: PublicKey } | undefined;
	use: CertificateUse;
	/** The hosts that a server certificate is for. */
	hosts?: readonly Host[] | undefined;
	/** Days from now; both are negative for an expired certificate. */
	validDays?: [from: number, to: number] | undefined;
}

export interface CertificateOptions extends Omit<CertificateContents, 'publicKey' | 'issuer'> {
	keys: KeyPair;
	/** The CA. Default: self-signed. */
	issuer?: Identity | undefined;
}

/** A new key pair, generated off the main thread: 2048-bit RSA, or ECDSA on P-256. */
export async function generateKeys(kind: 'rsa' | 'ecdsa' = 'rsa'): Promise<KeyPair> {
	const usages = ['sign', 'verify'] as const;
	return await crypto.subtle.generateKey(kind === 'rsa' ? rsa : ecdsa, true, usages);
}

/** Imports an RSA key pair. Rejects other kinds of keys. */
export async function importKeys(privateKey: KeyObject, publicKey: KeyObject): Promise<KeyPair> {
	const [pkcs8, spki] = [
		privateKey.export({ type: 'pkcs8', format: 'der' }),
		publicKey.export({ type: 'spki', format: 'der' }),
	];
	return {
		privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, rsa, true, ['sign']),
		publicKey: await crypto.subtle.importKey('spki', spki, rsa, true, ['verify']),
	};
}

/** Issues a certificate, by default valid from yesterday for a year, signed with SHA-256 and the issuer's key. */
export async function issueCertificate(options: CertificateOptions): Promise<Identity> {
	const { keys, issuer } = options;
	const certificate = await x509.X509CertificateGenerator.create({
		...(await certificateContents({
			...options,
			publicKey: keys.publicKey,
			issuer: issuer && {
				name: issuer.certificate.subjectName.toJSON(),
				publicKey: issuer.keys.publicKey,
			},
		})),
		signingKey: issuer?.keys.privateKey ?? keys.privateKey,
		signingAlgorithm: rsa,
	});
	return { certificate, keys };
}

/** All parameters of a certificate except those of its signature. */
export async function certificateContents(contents: CertificateContents) {
	const { subject, publicKey, use, hosts = [], validDays = [-1, 365] } = contents;
	const issuer = contents.issuer ?? { name: subject, publicKey };
	return {
		serialNumber: randomBytes(15).toString('hex'),
		subject: [...subject],
		issuer: [...issuer.name],
		notBefore: daysFromNow(validDays[0]),
		notAfter: daysFromNow(validDays[1]),
		publicKey,
		extensions: [
			...usage[use](),
			...(hosts.length > 0 ? [new x509.SubjectAlternativeNameExtension([...hosts])] : []),
			await x509.SubjectKeyIdentifierExtension.create(publicKey),
			await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
		],
	};
}

function daysFromNow(days: number): Date {
	return new Date(Date.now() + days * day);
}

const { digitalSignature, keyCertSign, cRLSign, nonRepudiation, keyEncipherment } =
	x509.KeyUsageFlags;
const emailProtection = '1.3.6.1.5.5.7.3.4';

const usage: Record<CertificateUse, () => x509.Extension[]> = {
	ca: () => [
		new x509.BasicConstraintsExtension(true, undefined, true),
		new x509.KeyUsagesExtension(keyCertSign | cRLSign, true),
	],
	server: () => [
		new x509.BasicConstraintsExtension(false),
		new x509.KeyUsagesExtension(digitalSignature | keyEncipherment, true),
		new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
	],
	client: () => [
		new x509.BasicConstraintsExtension(false),
		new x509.KeyUsagesExtension(digitalSignature, true),
		new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth]),
	],
	documentSigning: () => [
		new x509.BasicConstraintsExtension(false),
		new x509.KeyUsagesExtension(digitalSignature | nonRepudiation, true),
		new x509.ExtendedKeyUsageExtension([emailProtection]),
	],
	// Must be the only purpose, and critical (RFC 3161, 2.3).
	timeStamping: () => [
		new x509.BasicConstraintsExtension(false),
		new x509.KeyUsagesExtension(digitalSignature, true),
		new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.timeStamping], true),
	],
};
