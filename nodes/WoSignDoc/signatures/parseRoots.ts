import { X509Certificate } from 'node:crypto';
import { ProtocolError } from '../protocol/errors';
import { pemCertificates, repairPem } from '../protocol/pem';
import type { Certificate } from './certificate';
import { parseCertificate } from './certificate';

/** The certificates of a PEM text that are trusted; throws `invalidCredential`, naming what cannot be read. */
export function parseRoots(pem: string): Certificate[] {
	const blocks = pemCertificates(repairPem(pem));
	if (blocks.length === 0 && pem.trim() !== '') throw unreadable('no certificate is in there');
	return blocks.map((block, index) => {
		try {
			return parseCertificate(Buffer.from(new X509Certificate(block).raw));
		} catch (error) {
			throw unreadable(`certificate ${index + 1} cannot be read`, error);
		}
	});
}

function unreadable(problem: string, cause?: unknown): ProtocolError {
	return new ProtocolError('invalidCredential', `Trusted Roots of the credential: ${problem}`, {
		description:
			'Paste each root in PEM form, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.',
		cause,
	});
}
