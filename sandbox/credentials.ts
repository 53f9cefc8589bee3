import { createPrivateKey, KeyObject } from 'node:crypto';
import { generateKeys, issueCertificate, type Identity } from './certificates';
import { legacyPfx, modernPfx } from './pfx';
import type { CredentialFileName, SandboxCredential } from './types';

/** Passphrase of the PKCS#12 files and of the encrypted key. */
const passphrase = 'sandbox';
const customer = [
	{ CN: ['WoSignDoc Sandbox Customer'] },
	{ O: ['Sandbox Customer'] },
	{ C: ['CN'] },
];

/** Everything made at start: what the server needs, what a caller needs, and the files to write. */
export interface Credentials {
	server: { certificate: string; privateKey: string };
	/** CA under which the documents' signers get their certificates. */
	signingCa: Identity;
	/** Public key registered with the platform, SPKI DER: the certificate may be renewed, the key counts. */
	registeredKey: Buffer;
	credential: SandboxCredential;
	files: Record<CredentialFileName, string | Buffer>;
}

/** Makes the CAs, keys and certificates of one sandbox. Takes well under a second. */
export async function makeCredentials(): Promise<Credentials> {
	const [caKeys, serverKeys, clientKeys, strangerCaKeys, strangerKeys, signingKeys] =
		await Promise.all(Array.from({ length: 6 }, generateKeys));
	const ca = await authority('WoSignDoc Sandbox CA', caKeys);
	const strangerCa = await authority('WoSignDoc Sandbox Stranger CA', strangerCaKeys);
	const signingCa = await authority('WoSignDoc Sandbox Signing CA', signingKeys);
	const client = (keys: CryptoKeyPair, issuer: Identity, validDays?: [number, number]) =>
		issueCertificate({ subject: customer, use: 'client', keys, issuer, validDays });

	const server = await issueCertificate({
		subject: [{ CN: ['127.0.0.1'] }],
		use: 'server',
		keys: serverKeys,
		issuer: ca,
	});
	const own = await client(clientKeys, ca);
	const privateKey = pem(clientKeys);
	const pfxParts = { certificate: pemOf(own), privateKey, caCertificate: pemOf(ca), passphrase };
	const pfx = modernPfx(pfxParts);
	return {
		server: { certificate: pemOf(server), privateKey: pem(serverKeys) },
		signingCa,
		registeredKey: KeyObject.from(clientKeys.publicKey).export({ type: 'spki', format: 'der' }),
		credential: { ...pfxParts, pfx: pfx.toString('base64') },
		files: {
			ca: pemOf(ca),
			certificate: pemOf(own),
			privateKey,
			encryptedPrivateKey: encrypted(privateKey),
			pfx,
			legacyPfx: legacyPfx(pfxParts),
			expiredCertificate: pemOf(await client(clientKeys, ca, [-400, -35])),
			expiringCertificate: pemOf(await client(clientKeys, ca, [-350, 15])),
			unregisteredCertificate: pemOf(await client(strangerKeys, ca)),
			strangerCertificate: pemOf(await client(strangerKeys, strangerCa)),
			strangerKey: pem(strangerKeys),
			signingCa: pemOf(signingCa),
		},
	};
}

async function authority(name: string, keys: CryptoKeyPair): Promise<Identity> {
	return await issueCertificate({
		subject: [{ CN: [name] }],
		use: 'ca',
		keys,
		validDays: [-1, 3650],
	});
}

function pemOf(identity: Identity): string {
	return `${identity.certificate.toString('pem')}\n`;
}

function pem(keys: CryptoKeyPair): string {
	return KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
}

function encrypted(privateKey: string): string {
	const options = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase } as const;
	return createPrivateKey(privateKey).export(options).toString();
}
