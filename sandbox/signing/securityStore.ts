import type { PDFRef } from '@cantoo/pdf-lib';
import { randomBytes } from 'node:crypto';
import type { Identity } from '../certificates';
import { X509CrlGenerator } from '../x509';
import type { IncrementalPdf } from './incrementalPdf';

/** Makes the list about as long as what stands after the signed range of the platform's genuine output. */
const revoked = 185;

/** What a reader needs to judge signatures years later: the CA's certificate and its revocation list, DER. */
export interface ValidationMaterial {
	certificate: Buffer;
	revocationList: Buffer;
}

/** The material of a CA, its list with certificates that no signer has. */
export async function validationMaterial(ca: Identity): Promise<ValidationMaterial> {
	const thisUpdate = new Date();
	const list = await X509CrlGenerator.create({
		issuer: ca.certificate.subject,
		thisUpdate,
		nextUpdate: new Date(thisUpdate.getTime() + 7 * 24 * 60 * 60 * 1000),
		entries: Array.from({ length: revoked }, () => ({
			serialNumber: randomBytes(15).toString('hex'),
			revocationDate: thisUpdate,
		})),
		signingAlgorithm: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
		signingKey: ca.keys.privateKey,
	});
	return {
		certificate: Buffer.from(ca.certificate.rawData),
		revocationList: Buffer.from(list.rawData),
	};
}

/** Fills the document's security store in an update after the last signature, as readers do for the long term. */
export function fillSecurityStore(
	file: IncrementalPdf,
	store: PDFRef,
	{ certificate, revocationList }: ValidationMaterial,
): void {
	const [certificateRef, listRef] = [file.newObject(), file.newObject()];
	file.add(
		new Map([
			[certificateRef, file.stream(certificate, certificateRef)],
			[listRef, file.stream(revocationList, listRef)],
			[store, `<< /Certs [${certificateRef.toString()}] /CRLs [${listRef.toString()}] >>`],
		]),
	);
}
