import { sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import {
	context,
	generalizedTime,
	integer,
	octetString,
	oid,
	sequence,
	set,
	tagged,
	text,
	utcTime,
} from './der';

/** What a certificate says; names, key, and extensions in DER. */
export interface CertificateFields {
	readonly serial: Buffer;
	readonly issuer: Buffer;
	readonly from: Date;
	readonly to: Date;
	readonly subject: Buffer;
	readonly spki: Buffer;
	readonly extensions: readonly Buffer[];
}

/** ECDSA with SHA-256. */
export const ALGORITHM = sequence(oid('1.2.840.10045.4.3.2'));
const TRUE = Buffer.of(0x01, 1, 0xff);
const ATTRIBUTES: Readonly<Record<string, string>> = {
	CN: '2.5.4.3',
	O: '2.5.4.10',
	OU: '2.5.4.11',
	C: '2.5.4.6',
	emailAddress: '1.2.840.113549.1.9.1',
};

/** A certificate in DER, made without another program. */
export function certificate(fields: CertificateFields, signer: KeyObject): Buffer {
	const { serial, issuer, from, to, subject, spki, extensions } = fields;
	const toBeSigned = sequence(
		context(0, integer(2)),
		integer(serial),
		ALGORITHM,
		issuer,
		sequence(time(from), time(to)),
		subject,
		spki,
		...(extensions.length > 0 ? [context(3, sequence(...extensions))] : []),
	);
	return signed(toBeSigned, signer);
}

/** What is signed, with its signature, and what may follow that. */
export function signed(toBeSigned: Buffer, key: KeyObject, ...after: readonly Buffer[]): Buffer {
	const signature = sign('sha256', toBeSigned, key);
	const value = tagged(0x03, Buffer.concat([Buffer.of(0), signature]));
	return sequence(toBeSigned, ALGORITHM, value, ...after);
}

export function extension(identifier: string, value: Buffer, isCritical = false): Buffer {
	return sequence(oid(identifier), ...(isCritical ? [TRUE] : []), octetString(value));
}

/** A name of relative distinguished names like `CN=Alice`, their types those of `ATTRIBUTES`. */
export function distinguishedName(name: string): Buffer {
	return sequence(
		...name.split(',').map((rdn) => {
			const [type = '', value = ''] = rdn.split('=');
			return set(
				sequence(oid(ATTRIBUTES[type] ?? type), text(type === 'emailAddress' ? 0x16 : 0x0c, value)),
			);
		}),
	);
}

/** RFC 5280, 4.1.2.5. */
function time(at: Date): Buffer {
	return at.getUTCFullYear() < 2050 ? utcTime(at) : generalizedTime(at);
}
