import { ContentInfo, SignedData, type SignerInfo } from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { fromBER, Set } from 'asn1js';
import { createHash, verify, X509Certificate } from 'node:crypto';

const BYTE_RANGE = /\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g;
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';

/** The result for one signature of a PDF, similar to pdfsig's. */
export interface PdfSignature {
	signer: string;
	/** Whether it is valid for the bytes it covers, with its own certificate; the chain isn't checked. */
	valid: boolean;
}

/** Reads and checks the signatures of a PDF (PKCS#7, SHA-256) in signing order. */
export function readSignatures(pdf: Buffer): PdfSignature[] {
	return [...pdf.toString('latin1').matchAll(BYTE_RANGE)]
		.map((match) => match.slice(1).map(Number))
		.toSorted(([, , a = 0], [, , b = 0]) => a - b)
		.map(([start = 0, length = 0, next = 0, rest = 0]) => {
			const before = pdf.subarray(start, start + length);
			const after = pdf.subarray(next, next + rest);
			const contents = pdf.subarray(start + length + 1, next - 1).toString('latin1');
			return readSignature(Buffer.from(contents, 'hex'), Buffer.concat([before, after]));
		});
}

function readSignature(contents: Buffer, covered: Buffer): PdfSignature {
	const { content } = AsnConvert.parse(contents, ContentInfo);
	const { signerInfos, certificates = [] } = AsnConvert.parse(content, SignedData);
	const [signerInfo] = signerInfos;
	const certificate = [...certificates]
		.flatMap(({ certificate }) => certificate ?? [])
		.map((found) => new X509Certificate(Buffer.from(AsnConvert.serialize(found))))
		.find(({ ca }) => !ca);
	if (!signerInfo || !certificate) return { signer: 'unknown', valid: false };
	return {
		signer: /^CN=(.*)$/m.exec(certificate.subject)?.[1] ?? certificate.subject,
		valid: isDigestOf(signerInfo, covered) && isSignedBy(signerInfo, certificate),
	};
}

function isDigestOf({ signedAttrs = [] }: SignerInfo, covered: Buffer): boolean {
	const [value] = signedAttrs.find(({ attrType }) => attrType === MESSAGE_DIGEST)?.attrValues ?? [];
	if (!value) return false;
	const digest = Buffer.from(AsnConvert.parse(value, OctetString).buffer);
	return createHash('sha256').update(covered).digest().equals(digest);
}

function isSignedBy({ signedAttrs = [], signature }: SignerInfo, { publicKey }: X509Certificate) {
	// The signed bytes are the attributes as a SET OF, which CMS stores with a different tag.
	const attributes = signedAttrs.map(
		(attribute) => fromBER(AsnConvert.serialize(attribute)).result,
	);
	const signed = Buffer.from(new Set({ value: attributes }).toBER());
	return verify('sha256', signed, publicKey, Buffer.from(signature.buffer));
}
