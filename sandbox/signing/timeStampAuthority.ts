import { GeneralizedTime, Integer, Null, ObjectIdentifier } from 'asn1js';
import { createHash, KeyObject, randomBytes } from 'node:crypto';
import { generateKeys, issueCertificate, type Identity } from '../certificates';
import { octets, sequence } from './asn1';
import { rsaScheme } from './signatureScheme';
import { signedAttributes, signingCertificate } from './signedAttributes';
import { signedData, type SigningIdentity } from './signedData';

const sha256 = '2.16.840.1.101.3.4.2.1';
const tstInfo = '1.2.840.113549.1.9.16.1.4';
/** A placeholder: the sandbox has no policy. */
const policy = '1.2.3.4.1';

/** An in-process time-stamping authority (RFC 3161). It uses this machine's clock unless given a time. */
export class TimeStampAuthority {
	private constructor(
		private readonly certificate: ArrayBuffer,
		private readonly identity: SigningIdentity,
	) {}

	/** Creates an authority with a certificate from the CA. `root` is whether its tokens include the CA's certificate. */
	static async under(
		ca: Identity,
		validDays?: [from: number, to: number],
		root: 'withRoot' | 'withoutRoot' = 'withRoot',
	): Promise<TimeStampAuthority> {
		const { certificate, keys } = await issueCertificate({
			subject: [{ CN: ['WoSignDoc Sandbox Time-Stamping Authority'] }],
			use: 'timeStamping',
			keys: await generateKeys(),
			issuer: ca,
			validDays,
		});
		return new TimeStampAuthority(certificate.rawData, {
			chain: [certificate.rawData, ...(root === 'withRoot' ? [ca.certificate.rawData] : [])],
			scheme: rsaScheme(KeyObject.from(keys.privateKey)),
		});
	}

	/** A time-stamp token for these bytes: SignedData over a TSTInfo (RFC 3161, 2.4.2). */
	stamp(bytes: Uint8Array, now = new Date()): ArrayBuffer {
		const content = tokenInfo(bytes, now);
		const digest = this.identity.scheme.digest([new Uint8Array(content)]);
		const own = signingCertificate(this.certificate);
		const attributes = signedAttributes(tstInfo, digest, now, [own]);
		return Uint8Array.from(signedData(this.identity, { type: tstInfo, content, attributes }))
			.buffer;
	}
}

function tokenInfo(bytes: Uint8Array, now: Date): ArrayBuffer {
	const wholeSeconds = new Date(Math.floor(now.getTime() / 1000) * 1000);
	const sha256Identifier = sequence(new ObjectIdentifier({ value: sha256 }), new Null());
	// The first bit is clear, so the number is positive.
	const serialNumber = Buffer.concat([Buffer.from([0x01]), randomBytes(8)]);
	return sequence(
		new Integer({ value: 1 }),
		new ObjectIdentifier({ value: policy }),
		sequence(sha256Identifier, octets(createHash('sha256').update(bytes).digest())),
		new Integer({ valueHex: serialNumber }),
		new GeneralizedTime({ valueDate: wholeSeconds }),
	).toBER();
}
