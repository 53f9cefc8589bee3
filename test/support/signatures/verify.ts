import type { DocumentReport } from '../../../nodes/WoSignDoc/signatures/signatureReport';
import type { VerifierOptions } from '../../../nodes/WoSignDoc/signatures/signatureVerifier';
import { SignatureVerifier } from '../../../nodes/WoSignDoc/signatures/signatureVerifier';

/** The verifier's report on a file that is fed in pieces of a given size. */
export async function verify(
	file: Buffer,
	trustedRoots = '',
	piece = 10_000,
	now = new Date(),
	changesBetweenSignatures: VerifierOptions['changesBetweenSignatures'] = 'forbid',
): Promise<DocumentReport> {
	const pieces: Buffer[] = [];
	for (let at = 0; at < file.length; at += piece) pieces.push(file.subarray(at, at + piece));
	return await verifyInPieces(pieces, trustedRoots, now, changesBetweenSignatures);
}

/** The verifier's report on a file with these options. */
export async function verifyWith(
	file: Buffer,
	options: Partial<VerifierOptions>,
): Promise<DocumentReport> {
	const verifier = openVerifier(options);
	verifier.feed(file);
	return await verifier.end();
}

/** The same, fed in just these pieces. */
export async function verifyInPieces(
	pieces: readonly Buffer[],
	trustedRoots = '',
	now = new Date(),
	changesBetweenSignatures: VerifierOptions['changesBetweenSignatures'] = 'forbid',
): Promise<DocumentReport> {
	const verifier = openVerifier({ trustedRoots, now, changesBetweenSignatures });
	for (const piece of pieces) verifier.feed(piece);
	return await verifier.end();
}

/**
 * What follows the first signed range, which the signature fits: what it is where the document is intact, or why the
 * document is not.
 */
export async function verdictAfter(file: Buffer): Promise<string> {
	const { intact, signatures } = await verify(file);
	const [first] = signatures;
	if (first?.integrity !== 'ok') throw new Error(`it is not signed: ${first?.reason}`);
	return intact ? `intact: ${first.coverage.after}` : first.coverage.reason;
}

/** The same where a further signer may change pages. */
export async function verifyAllowing(file: Buffer): Promise<DocumentReport> {
	return await verify(file, '', 10_000, new Date(), 'allow');
}

/** A verifier; throws when the roots cannot be used. */
export function openVerifier(options: Partial<VerifierOptions> = {}): SignatureVerifier {
	const opened = SignatureVerifier.open({ trustedRoots: '', now: new Date(), ...options });
	if (opened.kind === 'wrong') throw new Error(opened.problem);
	return opened.verifier;
}
