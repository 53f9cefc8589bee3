import { createPrivateKey, KeyObject } from 'node:crypto';
import { generateKeys, issueCertificate, type Identity, type KeyPair } from './certificates';
import { legacyPfx, modernPfx } from './pfx';
import type { CredentialFileName, SandboxCredential } from './types';

/** Passphrase of the PKCS#12 files and of the encrypted key. */
const passphrase = 'sandbox';
const customer: Array<Record<string, string[]>> = [
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

/** Key pairs are made once a process: that takes longer than all the rest of a start. */
let madeKeys: ReturnType<typeof makeKeys> | undefined;

async function makeKeys() {
	const [ca, server, client, signingCa, strangerCa, stranger] = await Promise.all([
		generateKeys(),
		generateKeys(),
		generateKeys(),
		generateKeys(),
		generateKeys(),
		generateKeys(),
	]);
	return { ca, server, client, signingCa, strangerCa, stranger };
}

/** Makes the CAs and certificates of one sandbox; their keys are those of every sandbox in this process. */
export async function makeCredentials(): Promise<Credentials> {
	const keys = await (madeKeys ??= makeKeys());
	const ca = await authority('WoSignDoc Sandbox CA', keys.ca);
	const signingCa = await authority('WoSignDoc Sandbox Signing CA', keys.signingCa);
	const strangerCa = await authority('WoSignDoc Sandbox Stranger CA', keys.strangerCa);
	const subject = [{ CN: ['127.0.0.1'] }];
	const server = await issueCertificate({ subject, use: 'server', keys: keys.server, issuer: ca });
	const parts = {
		certificate: await client(keys.client, ca),
		privateKey: pem(keys.client),
		caCertificate: pemOf(ca),
		passphrase,
	};
	const pfx = modernPfx(parts);
	return {
		server: { certificate: pemOf(server), privateKey: pem(keys.server) },
		signingCa,
		registeredKey: KeyObject.from(keys.client.publicKey).export({ type: 'spki', format: 'der' }),
		credential: { ...parts, pfx: pfx.toString('base64') },
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
			signingCa: pemOf(signingCa),
		},
	};
}

async function unusualCertificates(clientKeys: KeyPair, strangerKeys: KeyPair, ca: Identity) {
	return {
		expiredCertificate: await client(clientKeys, ca, [-400, -35]),
		expiringCertificate: await client(clientKeys, ca, [-350, 15]),
		unregisteredCertificate: await client(strangerKeys, ca),
	};
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

async function authority(name: string, keys: KeyPair): Promise<Identity> {
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

function pem(keys: KeyPair): string {
	return KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
}

function encrypted(privateKey: string): string {
	const options = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase } as const;
	return createPrivateKey(privateKey).export(options).toString();
}
