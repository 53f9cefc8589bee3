import {
	encoding,
	integerBytes,
	member,
	members,
	octets,
	parseAsn1,
} from '../../protocol/certificate/asn1';
import type { Asn1Value } from '../../protocol/certificate/asn1';
import type { Certificate } from './certificate';
import { algorithmOf, timeOf } from './certificate';
import type { DigestName } from './digests';
import { digestNamed, digestOf } from './digests';
import type { SignedData } from './signedData';
import { parseSignedData } from './signedData';
import { MalformedSignature } from './signatureErrors';
import type { ValidationValues } from './validationValues';
import { NO_VALUES, validationValuesOf } from './validationValues';
import { verdictOf } from './verdictOf';
import type { IntegrityVerdict } from './verifySignedData';
import { verifySignedData } from './verifySignedData';
import { isSame } from './verifyWithKey';

const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const TIMESTAMP_TOKEN = '1.2.840.113549.1.9.16.2.14';

/** A token's TSTInfo (RFC 3161, 2.4.2). */
export interface TimestampInfo {
	readonly time: Date;
	readonly digest: DigestName;
	readonly imprint: Buffer;
	readonly serial: string;
	/** The TSTInfo itself, which the authority's signature covers. */
	readonly encoded: Buffer;
}

/** A timestamp over a signature's value, made by a timestamping authority for the signer. */
export interface SignatureTimestamp extends IntegrityVerdict {
	readonly time: Date | undefined;
	readonly authority: Certificate | undefined;
	readonly certificates: readonly Certificate[];
	readonly validation: ValidationValues;
}

/** Parses a token's content; throws if it isn't a timestamp. */
export function timestampInfo({ contentType, content }: SignedData): TimestampInfo {
	if (contentType !== TST_INFO || !content)
		throw new MalformedSignature('it isn’t an RFC 3161 timestamp');
	const info = parseAsn1(content);
	const imprint = member(info, 2);
	const time = members(info)[4];
	if (!time) throw new MalformedSignature('its timestamp has no time');
	return {
		time: timeOf(time),
		digest: digestNamed(algorithmOf(member(imprint, 0)).identifier),
		imprint: octets(member(imprint, 1)),
		serial: integerBytes(member(info, 3)).toString('hex').toUpperCase(),
		encoded: content,
	};
}

/**
 * Verifies a token over data with the given digest. Throws UnsupportedSignature, or another error for anything
 * malformed.
 */
export function verifyTimestamp(
	data: SignedData,
	info: TimestampInfo,
	digest: Buffer,
): IntegrityVerdict {
	if (!isSame(info.imprint, digest)) {
		return { integrity: 'digestMismatch', reason: 'its timestamp was made for something else' };
	}
	return verifySignedData(data, digestOf(data.digest, info.encoded));
}

/** The timestamp in a signature's unsigned attributes; undefined if there is none (RFC 3161, appendix A). */
export function signatureTimestamp(data: SignedData): SignatureTimestamp | undefined {
	const [token] = data.unsignedAttributes.get(TIMESTAMP_TOKEN) ?? [];
	return token && readToken(token, data.signature);
}

function readToken(token: Asn1Value, signature: Buffer): SignatureTimestamp {
	let parsed: SignedData | undefined;
	let time: Date | undefined;
	const verdict = verdictOf(() => {
		parsed = parseSignedData(encoding(token));
		const info = timestampInfo(parsed);
		({ time } = info);
		return verifyTimestamp(parsed, info, digestOf(info.digest, signature));
	});
	return {
		...verdict,
		time,
		authority: parsed?.signer,
		certificates: parsed?.certificates ?? [],
		validation: parsed ? validationValuesOf(parsed) : NO_VALUES,
	};
}
