import type { DocumentReport } from '../../../nodes/WoSignDoc/signatures/signatureReport';
import type { VerifierOptions } from '../../../nodes/WoSignDoc/signatures/signatureVerifier';
import { SignatureVerifier } from '../../../nodes/WoSignDoc/signatures/signatureVerifier';

/** What the verifier tells of a file, fed in pieces of a size. */
export async function verify(
	file: Buffer,
	trustedRoots = '',
	piece = 10_000,
	now = new Date(),
): Promise<DocumentReport> {
	const pieces: Buffer[] = [];
	for (let at = 0; at < file.length; at += piece) pieces.push(file.subarray(at, at + piece));
	return await verifyInPieces(pieces, trustedRoots, now);
}

/** The same, fed in just these pieces. */
export async function verifyInPieces(
	pieces: readonly Buffer[],
	trustedRoots = '',
	now = new Date(),
): Promise<DocumentReport> {
	const verifier = openVerifier({ trustedRoots, now });
	for (const piece of pieces) verifier.feed(piece);
	return await verifier.end();
}

/** A verifier; throws when the roots cannot be used. */
export function openVerifier(options: Partial<VerifierOptions> = {}): SignatureVerifier {
	const opened = SignatureVerifier.open({ trustedRoots: '', now: new Date(), ...options });
	if (opened.kind === 'wrong') throw new Error(opened.problem);
	return opened.verifier;
}
