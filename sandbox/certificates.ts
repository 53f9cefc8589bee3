import 'reflect-metadata';
import { randomBytes, type webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** A key pair of the Web Crypto API. */
export type KeyPair = webcrypto.CryptoKeyPair;

const day = 24 * 60 * 60 * 1000;
const rsa = {
	name: 'RSASSA-PKCS1-v1_5',
	hash: 'SHA-256',
	modulusLength: 2048,
	publicExponent: new Uint8Array([1, 0, 1]),
};

/** A certificate and the key it speaks for. */
export interface Identity {
	certificate: x509.X509Certificate;
	keys: KeyPair;
}

export interface CertificateOptions {
	subject: x509.JsonName;
	keys: KeyPair;
	/** The CA; left out, the certificate is self-signed and itself a CA. */
	issuer?: Identity;
	use: 'ca' | 'server' | 'client' | 'documentSigning';
	/** Days from now; a past certificate has both negative. */
	validDays?: [from: number, to: number] | undefined;
}

/** A new RSA key of 2048 bits, made off the main thread. */
export async function generateKeys(): Promise<KeyPair> {
	return await crypto.subtle.generateKey(rsa, true, ['sign', 'verify']);
}

/** Issues a certificate (SHA-256 with RSA), valid from yesterday for a year unless told otherwise. */
export async function issueCertificate(options: CertificateOptions): Promise<Identity> {
	const { subject, keys, issuer, validDays = [-1, 365] } = options;
	const [notBefore, notAfter] = [daysFromNow(validDays[0]), daysFromNow(validDays[1])];
	const certificate = await x509.X509CertificateGenerator.create({
		serialNumber: randomBytes(15).toString('hex'),
		subject: [...subject],
		issuer: issuer?.certificate.subjectName.toJSON() ?? [...subject],
		notBefore,
		notAfter,
		publicKey: keys.publicKey,
		signingKey: issuer?.keys.privateKey ?? keys.privateKey,
		signingAlgorithm: rsa,
		extensions: await extensions(options),
	});
	return { certificate, keys };
}

function daysFromNow(days: number): Date {
	return new Date(Date.now() + days * day);
}

async function extensions({ use, keys, issuer }: CertificateOptions): Promise<x509.Extension[]> {
	const authority = issuer?.keys.publicKey ?? keys.publicKey;
	return [
		...usage[use](),
		await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
		await x509.AuthorityKeyIdentifierExtension.create(authority),
	];
}

const { digitalSignature, keyCertSign, cRLSign, nonRepudiation, keyEncipherment } =
	x509.KeyUsageFlags;
const emailProtection = '1.3.6.1.5.5.7.3.4';

const usage: Record<CertificateOptions['use'], () => x509.Extension[]> = {
	ca: () => [
		new x509.BasicConstraintsExtension(true, undefined, true),
		new x509.KeyUsagesExtension(keyCertSign | cRLSign, true),
	],
	server: () => [
		new x509.BasicConstraintsExtension(false),
		new x509.KeyUsagesExtension(digitalSignature | keyEncipherment, true),
		new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
		new x509.SubjectAlternativeNameExtension([
			{ type: 'dns', value: 'localhost' },
			{ type: 'ip', value: '127.0.0.1' },
		]),
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
};
