import { createPrivateKey, createPublicKey, KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { generateKeys, importKeys, type KeyPair } from './certificates';
import { sm2Key, type Sm2Key } from './signing/sm2';

/** The owners of a sandbox's RSA keys. */
const owners = [
	'ca',
	'server',
	'client',
	'signingCa',
	'timeStampingCa',
	'strangerCa',
	'stranger',
] as const;
type Owner = (typeof owners)[number];

/** All keys of a sandbox. Each start makes new certificates; older ones stay valid as long as the keys are kept. */
export type Keys = Record<Owner, KeyPair> & { sm2SigningCa: Sm2Key };

/** Written next to the credential files if the caller chose the folder. */
export const keyFileName = 'sandbox-keys.json';

const privateKey = z.string().transform((pem, context) => {
	try {
		return createPrivateKey(pem);
	} catch {
		context.addIssue({ code: 'custom', message: 'not a private key' });
		return z.NEVER;
	}
});
const keyFile = z.object({
	rsa: z.object({
		ca: privateKey,
		server: privateKey,
		client: privateKey,
		signingCa: privateKey,
		timeStampingCa: privateKey,
		strangerCa: privateKey,
		stranger: privateKey,
	} satisfies Record<Owner, typeof privateKey>),
	sm2SigningCa: z.string().regex(/^[\da-f]{1,64}$/),
});

/** Generated once per process, because generating keys takes longer than the rest of startup. */
let madeKeys: Promise<Keys> | undefined;

/** The keys saved in this folder by an earlier start, or else the keys shared by all sandboxes in this process. */
export async function keysFor(directory: string | undefined): Promise<Keys> {
	const kept = directory === undefined ? undefined : await readKeys(join(directory, keyFileName));
	return kept ?? (await (madeKeys ??= makeKeys()));
}

async function makeKeys(): Promise<Keys> {
	const rsa = await forEachOwner(async () => await generateKeys());
	return { ...rsa, sm2SigningCa: sm2Key() };
}

async function readKeys(path: string): Promise<Keys | undefined> {
	const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return undefined;
		throw error;
	});
	if (text === undefined) return undefined;
	try {
		const { rsa, sm2SigningCa } = keyFile.parse(JSON.parse(text));
		const keys = await forEachOwner(async (owner) => {
			const key = rsa[owner];
			return await importKeys(key, createPublicKey(key));
		});
		return { ...keys, sm2SigningCa: sm2Key(BigInt(`0x${sm2SigningCa}`)) };
	} catch (error) {
		throw new Error(`${path} can't be read. Delete it to start with new keys.`, { cause: error });
	}
}

async function forEachOwner(make: (owner: Owner) => Promise<KeyPair>) {
	const pairs = await Promise.all(owners.map(async (owner) => [owner, await make(owner)] as const));
	return Object.fromEntries(pairs) as Record<Owner, KeyPair>;
}

/** The contents of the key file. */
export function writtenKeys(keys: Keys): string {
	const rsa = Object.fromEntries(owners.map((owner) => [owner, pem(keys[owner])]));
	return `${JSON.stringify({ rsa, sm2SigningCa: keys.sm2SigningCa.d.toString(16) }, null, '\t')}\n`;
}

/** A private key as PEM (PKCS#8). */
export function pem(keys: KeyPair): string {
	return KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
}
