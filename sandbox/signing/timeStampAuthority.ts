import { GeneralizedTime, Integer, Null, ObjectIdentifier } from 'asn1js';
import { createHash, KeyObject, randomBytes } from 'node:crypto';
import { generateKeys, issueCertificate, type Identity } from '../certificates';
import { octets, sequence } from './asn1';
import { rsaScheme } from './signatureScheme';
import { signedAttributes, signingCertificate } from './signedAttributes';
import { signedData, type SigningIdentity } from './signedData';

const sha256 = '2.16.840.1.101.3.4.2.1';
const tstInfo = '1.2.840.113549.1.9.16.1.4';
/** The sandbox's policy stands for none in particular. */
const policy = '1.2.3.4.1';

/** A time-stamping authority (RFC 3161) in this process: it stamps at once, by this machine's clock unless given a time. */
export class TimeStampAuthority {
	private constructor(
		private readonly certificate: ArrayBuffer,
		private readonly identity: SigningIdentity,
	) {}

	/** One with a certificate under the CA, whose own its tokens enclose, or do not. */
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

	/** A token for these bytes: a time-stamp token is SignedData over a TSTInfo (RFC 3161, 2.4.2). */
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
	// A clear first bit: the number is positive.
	const serialNumber = Buffer.concat([Buffer.from([0x01]), randomBytes(8)]);
	return sequence(
		new Integer({ value: 1 }),
		new ObjectIdentifier({ value: policy }),
		sequence(sha256Identifier, octets(createHash('sha256').update(bytes).digest())),
		new Integer({ valueHex: serialNumber }),
		new GeneralizedTime({ valueDate: wholeSeconds }),
	).toBER();
}
