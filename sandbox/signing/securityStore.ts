import type { PDFRef } from '@cantoo/pdf-lib';
import { randomBytes } from 'node:crypto';
import type { Identity } from '../certificates';
import { X509CrlGenerator } from '../x509';
import type { IncrementalPdf } from './incrementalPdf';

/** Makes the list about as long as the data after the signed range in WoSignDoc's own output. */
const revoked = 185;

/** The DER data needed to validate signatures years later: CA certificates, their revocation lists, OCSP responses. */
export interface ValidationMaterial {
	certificates: Buffer[];
	revocationLists: Buffer[];
	responses: Buffer[];
}

/** The validation material of CAs as of a time. Their revocation lists contain no signer's certificate. */
export async function validationMaterial(
	authorities: readonly Identity[],
	thisUpdate = new Date(),
): Promise<ValidationMaterial> {
	return {
		certificates: authorities.map(({ certificate }) => Buffer.from(certificate.rawData)),
		revocationLists: await Promise.all(authorities.map((ca) => revocationList(ca, thisUpdate))),
		responses: [],
	};
}

async function revocationList(ca: Identity, thisUpdate: Date): Promise<Buffer> {
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
	return Buffer.from(list.rawData);
}

/** The filled document security store, for an update after the last signature, as in long-term validation. */
export function filledSecurityStore(
	file: IncrementalPdf,
	store: PDFRef,
	{ certificates, revocationLists, responses }: ValidationMaterial,
): Map<PDFRef, string> {
	const objects = new Map<PDFRef, string>();
	const listed = (key: string, values: readonly Buffer[]) => {
		const references = values.map((value) => {
			const ref = file.newObject();
			objects.set(ref, file.stream(value, ref));
			return ref.toString();
		});
		return references.length > 0 ? `/${key} [${references.join(' ')}]` : '';
	};
	const entries = [
		listed('Certs', certificates),
		listed('CRLs', revocationLists),
		listed('OCSPs', responses),
	];
	return objects.set(store, `<< ${entries.filter(Boolean).join(' ')} >>`);
}
