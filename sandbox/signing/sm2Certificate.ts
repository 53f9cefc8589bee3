import { AsnConvert } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier, Certificate } from '@peculiar/asn1-x509';
import { certificateContents, type CertificateContents } from '../certificates';
import { X509CertificateGenerator, type JsonName } from '../x509';
import { sm2PublicKey, sm2Sign, type Sm2Key } from './sm2';

/** A certificate for an SM2 key, DER, and the key. */
export interface Sm2Identity {
	subject: JsonName;
	certificate: ArrayBuffer;
	key: Sm2Key;
}

export interface Sm2CertificateOptions extends Pick<CertificateContents, 'use' | 'validDays'> {
	subject: JsonName;
	key: Sm2Key;
	/** Default: self-signed. */
	issuer?: Sm2Identity | undefined;
}

const signature = new AlgorithmIdentifier({ algorithm: '1.2.156.10197.1.501' });
/** Replaced by the SM2 signature later, because the library doesn't support SM2. */
const placeholder = {
	signature: new ArrayBuffer(0),
	signingAlgorithm: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
};

/** Issues a certificate for an SM2 key, signed with SM2 and SM3. */
export async function issueSm2Certificate(options: Sm2CertificateOptions): Promise<Sm2Identity> {
	const { subject, key, issuer = { subject, key } } = options;
	const draft = await X509CertificateGenerator.create({
		...(await certificateContents({
			...options,
			publicKey: sm2PublicKey(key),
			issuer: { name: issuer.subject, publicKey: sm2PublicKey(issuer.key) },
		})),
		...placeholder,
	});
	const { tbsCertificate } = AsnConvert.parse(draft.rawData, Certificate);
	tbsCertificate.signature = signature;
	const signed = sm2Sign(issuer.key, new Uint8Array(AsnConvert.serialize(tbsCertificate)));
	const certificate = new Certificate({
		tbsCertificate,
		signatureAlgorithm: signature,
		signatureValue: Uint8Array.from(signed).buffer,
	});
	return { subject, key, certificate: AsnConvert.serialize(certificate) };
}
