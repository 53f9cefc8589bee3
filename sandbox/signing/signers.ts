import { generateKeys, issueCertificate, type Identity, type KeyPair } from '../certificates';
import type { SandboxSigner } from '../types';
import { CmsSigner } from './cmsSigner';
import type { DocumentSigner } from './documentSigner';

/**
 * Gives each signer a certificate of their own under the sandbox's signing CA, named after them. One key
 * pair serves them all: making keys takes longer than everything else.
 */
export function signersUnder(
	signingCa: Identity,
): (signer: SandboxSigner) => Promise<DocumentSigner> {
	let keys: Promise<KeyPair> | undefined;
	return async ({ name, number, country, signType }) => {
		keys ??= generateKeys();
		const identity = await issueCertificate({
			subject: [
				{ CN: [name] },
				...(signType === 1 ? [{ O: [name] }] : []),
				{ '2.5.4.5': [number] },
				{ C: [country] },
			],
			use: 'documentSigning',
			keys: await keys,
			issuer: signingCa,
		});
		return new CmsSigner(identity, signingCa);
	};
}
