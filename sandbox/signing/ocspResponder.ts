import {
	GeneralizedTime,
	Integer,
	Null,
	ObjectIdentifier,
	OctetString,
	Primitive,
	Sequence,
	Enumerated,
	BitString,
	fromBER,
} from 'asn1js';
import { createHash, KeyObject, sign } from 'node:crypto';
import type { Identity } from '../certificates';
import { X509Certificate } from '../x509';
import { octets, sequence, tagged } from './asn1';

const sha1 = '1.3.14.3.2.26';
const sha256WithRsa = '1.2.840.113549.1.1.11';
const basicResponse = '1.3.6.1.5.5.7.48.1.1';
const week = 7 * 24 * 60 * 60 * 1000;

/** The CA's own OCSP response "good" for a certificate that it issued (RFC 6960, 4.2.1). DER. */
export function goodResponse(certificate: ArrayBuffer, ca: Identity, thisUpdate: Date): Buffer {
	const { serialNumber } = new X509Certificate(certificate);
	const name = Buffer.from(ca.certificate.subjectName.toArrayBuffer());
	const key = publicKeyBits(ca.certificate.publicKey.rawData);
	const hash = (bytes: Uint8Array) => octets(createHash('sha1').update(bytes).digest());
	const certId = sequence(
		sequence(new ObjectIdentifier({ value: sha1 }), new Null()),
		hash(name),
		hash(key),
		// From a bigint, so that it is positive even if the first bit of the hex number is set.
		Integer.fromBigInt(`0x${serialNumber}`),
	);
	const time = (valueDate: Date) => new GeneralizedTime({ valueDate });
	const good = new Primitive({ idBlock: { tagClass: 3, tagNumber: 0 } });
	const single = sequence(
		...[certId, good, time(thisUpdate)],
		tagged(0, time(new Date(thisUpdate.getTime() + week))),
	);
	const data = sequence(tagged(1, fromBER(name).result), time(thisUpdate), sequence(single));
	const signature = sign('sha256', Buffer.from(data.toBER()), KeyObject.from(ca.keys.privateKey));
	const algorithm = sequence(new ObjectIdentifier({ value: sha256WithRsa }), new Null());
	const basic = sequence(data, algorithm, new BitString({ valueHex: signature }));
	const bytes = sequence(
		new ObjectIdentifier({ value: basicResponse }),
		new OctetString({ valueHex: basic.toBER() }),
	);
	return Buffer.from(sequence(new Enumerated({ value: 0 }), tagged(0, bytes)).toBER());
}

/** The subjectPublicKey in a SubjectPublicKeyInfo. */
function publicKeyBits(info: ArrayBuffer): Uint8Array {
	const { result } = fromBER(info);
	const key = result instanceof Sequence ? result.valueBlock.value[1] : undefined;
	if (!(key instanceof BitString)) throw new Error('not a SubjectPublicKeyInfo');
	return key.valueBlock.valueHexView;
}
