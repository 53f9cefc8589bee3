import { createPrivateKey, KeyObject } from 'node:crypto';
import { issueCertificate, type Identity, type KeyPair } from './certificates';
import type { Host } from './hosts';
import { pem, type Keys } from './keys';
import { legacyPfx, modernPfx } from './pfx';
import type { SigningAuthorities } from './signing/signerIdentities';
import type { Sm2Key } from './signing/sm2';
import { issueSm2Certificate, type Sm2Identity } from './signing/sm2Certificate';
import { PemConverter } from './x509';

/** The values a caller needs for its credential. */
export interface SandboxCredential {
	/** Client certificate, PEM. */
	certificate: string;
	/** Its private key, PEM (PKCS#8). */
	privateKey: string;
	/** Certificate and key as PKCS#12, base64. */
	pfx: string;
	/** Passphrase of `pfx`, `legacyPfx` and `encryptedPrivateKey`. */
	passphrase: string;
	/** The CA that issued the server's certificate, PEM. */
	caCertificate: string;
	/** The signing CAs (RSA and ECDSA; SM2) and the time-stamping CA, PEM. */
	trustedRoots: string;
}

export type CredentialFileName =
	| 'ca'
	| 'certificate'
	| 'privateKey'
	| 'encryptedPrivateKey'
	| 'pfx'
	| 'legacyPfx'
	| 'expiredCertificate'
	| 'expiringCertificate'
	| 'unregisteredCertificate'
	| 'strangerCertificate'
	| 'strangerKey'
	| 'signingCa'
	| 'trustedRoots';

/** Passphrase of the PKCS#12 files and of the encrypted key. */
const passphrase = 'sandbox';
const customer: Array<Record<string, string[]>> = [
	{ CN: ['WoSignDoc Sandbox Customer'] },
	{ O: ['Sandbox Customer'] },
	{ C: ['CN'] },
];

/** Everything generated at startup: what the server needs, what callers need, and the files to write. */
export interface Credentials {
	server: { certificate: string; privateKey: string };
	/** The CAs that issue the signers' certificates. */
	signingAuthorities: SigningAuthorities;
	/** The registered public key, SPKI DER. Only the key matters: the certificate may be renewed. */
	registeredKey: Buffer;
	credential: SandboxCredential;
	files: Record<CredentialFileName, string | Buffer>;
	/** All private keys, to be reused after a restart (`keysFor`). */
	keys: Keys;
}

/**
 * Creates the CAs and certificates of one sandbox.
 *
 * @param hosts the hosts in the server's certificate
 */
export async function makeCredentials(keys: Keys, hosts: readonly Host[]): Promise<Credentials> {
	const ca = await authority('WoSignDoc Sandbox CA', keys.ca);
	const signingAuthorities = await authoritiesFor(keys);
	const strangerCa = await authority('WoSignDoc Sandbox Stranger CA', keys.strangerCa);
	const parts = {
		certificate: await client(keys.client, ca),
		privateKey: pem(keys.client),
		caCertificate: pemOf(ca),
		passphrase,
	};
	const pfx = modernPfx(parts);
	const signingCa = pemOf(signingAuthorities.rsa);
	const trustedRoots = rootsOf(signingAuthorities);
	return {
		keys,
		server: { certificate: await server(keys.server, ca, hosts), privateKey: pem(keys.server) },
		signingAuthorities,
		registeredKey: KeyObject.from(keys.client.publicKey).export({ type: 'spki', format: 'der' }),
		credential: { ...parts, pfx: pfx.toString('base64'), trustedRoots },
		files: {
			ca: pemOf(ca),
			certificate: parts.certificate,
			privateKey: parts.privateKey,
			encryptedPrivateKey: encrypted(parts.privateKey),
			pfx,
			legacyPfx: legacyPfx(parts),
			...(await unusualCertificates(keys.client, keys.stranger, ca)),
			strangerCertificate: await client(keys.stranger, strangerCa),
			strangerKey: pem(keys.stranger),
			signingCa,
			trustedRoots,
		},
	};
}

async function authoritiesFor(keys: Keys): Promise<SigningAuthorities> {
	return {
		rsa: await authority('WoSignDoc Sandbox Signing CA', keys.signingCa),
		sm2: await sm2Authority('WoSignDoc Sandbox SM2 Signing CA', keys.sm2SigningCa),
		timeStamping: await authority('WoSignDoc Sandbox Time-Stamping CA', keys.timeStampingCa),
	};
}

function rootsOf({ rsa, sm2, timeStamping }: SigningAuthorities): string {
	return `${pemOf(rsa)}${pemOfSm2(sm2)}${pemOf(timeStamping)}`;
}

async function unusualCertificates(clientKeys: KeyPair, strangerKeys: KeyPair, ca: Identity) {
	return {
		expiredCertificate: await client(clientKeys, ca, [-400, -35]),
		expiringCertificate: await client(clientKeys, ca, [-350, 15]),
		unregisteredCertificate: await client(strangerKeys, ca),
	};
}

async function server(keys: KeyPair, issuer: Identity, hosts: readonly Host[]): Promise<string> {
	const subject = [{ CN: ['WoSignDoc Sandbox'] }];
	return pemOf(await issueCertificate({ subject, use: 'server', hosts, keys, issuer }));
}

async function client(
	keys: KeyPair,
	issuer: Identity,
	validDays?: [from: number, to: number],
): Promise<string> {
	return pemOf(
		await issueCertificate({ subject: customer, use: 'client', keys, issuer, validDays }),
	);
}

const years: [from: number, to: number] = [-1, 3650];

async function authority(name: string, keys: KeyPair): Promise<Identity> {
	return await issueCertificate({ subject: [{ CN: [name] }], use: 'ca', keys, validDays: years });
}

async function sm2Authority(name: string, key: Sm2Key): Promise<Sm2Identity> {
	return await issueSm2Certificate({ subject: [{ CN: [name] }], use: 'ca', key, validDays: years });
}

function pemOf(identity: Identity): string {
	return `${identity.certificate.toString('pem')}\n`;
}

function pemOfSm2({ certificate }: Sm2Identity): string {
	return `${PemConverter.encode(certificate, PemConverter.CertificateTag)}\n`;
}

function encrypted(privateKey: string): string {
	const options = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase } as const;
	return createPrivateKey(privateKey).export(options).toString();
}
