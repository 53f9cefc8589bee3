import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { certificate, distinguishedName, extension } from './certificate';
import { integer, sequence } from './der';

/** A name and a key, which may have any number of certificates. */
export interface Party {
	readonly name: string;
	readonly publicKey: KeyObject;
	readonly privateKey: KeyObject;
}

/** An extension: its identifier, its value in DER, and whether it is critical. */
export type MadeExtension = readonly [identifier: string, value: Buffer, critical?: boolean];

const DAY = 86_400_000;
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

let serial = 0;

/** A certificate in DER, valid for a year from yesterday, made without another program. */
export function certify(
	subject: Party,
	issuer: Party,
	extensions: readonly MadeExtension[] = [],
): Buffer {
	const now = Date.now();
	serial++;
	const fields = {
		serial: Buffer.of(1, serial >> 8, serial & 255),
		issuer: distinguishedName(issuer.name),
		from: new Date(now - DAY),
		to: new Date(now + 365 * DAY),
		subject: distinguishedName(subject.name),
		spki: subject.publicKey.export({ format: 'der', type: 'spki' }),
		extensions: extensions.map((one) => extension(...one)),
	};
	return certificate(fields, issuer.privateKey);
}
