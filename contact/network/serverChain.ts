import type tls from 'node:tls';

/** Maximum length of a recorded chain. */
const LONGEST_CHAIN = 10;

/** The fingerprints and expiration dates of the server's certificates, its own first. */
export function serverChain(
	socket: Pick<tls.TLSSocket, 'getPeerX509Certificate'>,
): Array<{ fingerprint: string; validTo: string }> {
	const chain = [];
	let certificate = socket.getPeerX509Certificate();
	while (certificate && chain.length < LONGEST_CHAIN) {
		const { fingerprint256, validTo, issuerCertificate } = certificate;
		chain.push({
			fingerprint: fingerprint256.replaceAll(':', ''),
			validTo: new Date(validTo).toISOString(),
		});
		certificate =
			issuerCertificate?.fingerprint256 === fingerprint256 ? undefined : issuerCertificate;
	}
	return chain;
}
