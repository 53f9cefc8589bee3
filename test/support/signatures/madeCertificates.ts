import { generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { context, integer, octetString, oid, sequence, set, tagged, text, utcTime } from './der';

/** A name and a key, which may have any number of certificates. */
export interface Party {
	readonly name: string;
	readonly publicKey: KeyObject;
	readonly privateKey: KeyObject;
}

/** An extension: its identifier, its value in DER, and whether it is critical. */
export type MadeExtension = readonly [identifier: string, value: Buffer, critical?: boolean];

const DAY = 86_400_000;
const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));
const TRUE = Buffer.of(0x01, 0x01, 0xff);

/** A party with a key of its own. */
export function party(name: string): Party {
	return { name, ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) };
}

/** CA: TRUE, with the number of authorities that may be below it, if any is given. */
export function authority(pathLength?: number): MadeExtension {
	return [
		'2.5.29.19',
		sequence(TRUE, ...(pathLength === undefined ? [] : [integer(pathLength)])),
		true,
	];
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

const ATTRIBUTES: Readonly<Record<string, string>> = {
	CN: '2.5.4.3',
	O: '2.5.4.10',
	OU: '2.5.4.11',
	C: '2.5.4.6',
	emailAddress: '1.2.840.113549.1.9.1',
};

let serial = 0;

/** A certificate in DER, valid for a year from yesterday, made without another program. */
export function certify(
	subject: Party,
	issuer: Party,
	extensions: readonly MadeExtension[] = [],
): Buffer {
	const now = Date.now();
	serial++;
	const toBeSigned = sequence(
		context(0, integer(2)),
		integer(Buffer.of(1, serial >> 8, serial & 255)),
		ECDSA_SHA256,
		distinguishedName(issuer.name),
		sequence(utcTime(new Date(now - DAY)), utcTime(new Date(now + 365 * DAY))),
		distinguishedName(subject.name),
		subject.publicKey.export({ format: 'der', type: 'spki' }),
		...(extensions.length === 0 ? [] : [context(3, sequence(...extensions.map(extensionOf)))]),
	);
	const signature = sign('sha256', toBeSigned, issuer.privateKey);
	return sequence(toBeSigned, ECDSA_SHA256, tagged(0x03, Buffer.concat([Buffer.of(0), signature])));
}

function extensionOf([identifier, value, critical = false]: MadeExtension): Buffer {
	return sequence(oid(identifier), ...(critical ? [TRUE] : []), octetString(value));
}
