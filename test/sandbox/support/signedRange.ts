import { ContentInfo, SignedData, type SignerInfo } from '@peculiar/asn1-cms';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Set as Asn1Set, fromBER } from 'asn1js';

/** One signature as it is in the PDF. */
export interface SignedRange {
	/** `/ByteRange` */
	range: readonly number[];
	/** The bytes in these ranges. */
	covered: Buffer;
	/** The value of its `/Contents`: CMS SignedData. */
	cms: Buffer;
}

/** The signatures of a PDF, in the order of its bytes. */
export function signedRanges(pdf: Buffer): SignedRange[] {
	const pattern = /\/ByteRange \[([\d ]+)\]\s*\/Contents <([0-9a-f]+)>/g;
	return [...pdf.toString('latin1').matchAll(pattern)].map(([, numbers = '', contents = '']) => {
		const range = numbers.split(' ').map(Number);
		const [start = 0, length = 0, next = 0, rest = 0] = range;
		const covered = [pdf.subarray(start, start + length), pdf.subarray(next, next + rest)];
		return { range, covered: Buffer.concat(covered), cms: Buffer.from(contents, 'hex') };
	});
}

/** The only signer of a CMS SignedData: what was signed, and by whom. */
export function signerOf(cms: Buffer) {
	const { content } = AsnConvert.parse(cms, ContentInfo);
	const { signerInfos, certificates = [] } = AsnConvert.parse(content, SignedData);
	const [info] = signerInfos;
	if (!info) throw new Error('there is no signer');
	const chain = [...certificates].flatMap(({ certificate }) => certificate ?? []);
	return {
		digestAlgorithm: info.digestAlgorithm.algorithm,
		signatureAlgorithm: info.signatureAlgorithm.algorithm,
		signature: Buffer.from(info.signature.buffer),
		attributes: attributesOf(info),
		messageDigest: valueOf(info.signedAttrs, '1.2.840.113549.1.9.4')?.subarray(2),
		timeStamp: valueOf(info.unsignedAttrs, '1.2.840.113549.1.9.16.2.14'),
		certificates: chain.map((certificate) => Buffer.from(AsnConvert.serialize(certificate))),
	};
}

/** The bytes that are signed: the attributes as a SET OF (RFC 5652, 5.4). */
function attributesOf({ signedAttrs = [] }: SignerInfo): Buffer {
	const value = signedAttrs.map((attribute) => fromBER(AsnConvert.serialize(attribute)).result);
	return Buffer.from(new Asn1Set({ value }).toBER());
}

function valueOf(attributes: SignerInfo['signedAttrs'], type: string): Buffer | undefined {
	const [value] = attributes?.find(({ attrType }) => attrType === type)?.attrValues ?? [];
	return value && Buffer.from(value);
}

/** A certificate in PEM. */
export function pemOf(certificate: Buffer): string {
	const lines = certificate.toString('base64').replaceAll(/.{64}/g, '$&\n');
	return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}
