import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Asn1Value } from '../../../nodes/WoSignDoc/protocol/certificate/asn1';
import {
	encoding,
	integer,
	isSequence,
	member,
	members,
	octets,
	parseAsn1,
} from '../../../nodes/WoSignDoc/protocol/certificate/asn1';
import {
	bmpString,
	pkcs12Key,
	PURPOSE,
} from '../../../nodes/WoSignDoc/protocol/certificate/pkcs12Key';

/**
 * The same PFX without its MAC, and with its safe of certificates and its key encrypted with no bytes for a passphrase, as some programs do,
 * where OpenSSL takes an empty text.
 *
 * @param pfx OpenSSL's, in 3DES, with an empty passphrase
 */
export function withoutPassphraseBytes(pfx: Buffer): Buffer {
	const changed = Buffer.from(pfx);
	const safes = members(parseAsn1(octets(member(parseAsn1(pfx), 1, 1, 0))));
	for (const content of safes.map((safe) => member(safe, 1, 0))) {
		const [algorithm, contents] = isSequence(content)
			? [member(content, 1, 1), octets(member(content, 1, 2))]
			: shroudedKey(content);
		reencrypted(algorithm, contents).copy(changed, pfx.indexOf(contents));
	}
	return withoutMac(changed);
}

function withoutMac(pfx: Buffer): Buffer {
	const body = members(parseAsn1(pfx)).slice(0, 2).map(encoding);
	const header = Buffer.of(0x30, 0x82, 0, 0);
	header.writeUInt16BE(Buffer.concat(body).length, 2);
	return Buffer.concat([header, ...body]);
}

function shroudedKey(content: Asn1Value): [Asn1Value, Buffer] {
	const key = member(parseAsn1(octets(content)), 0, 1, 0);
	return [member(key, 0), octets(member(key, 1))];
}

function reencrypted(algorithm: Asn1Value, contents: Buffer): Buffer {
	const [salt, iterations] = [octets(member(algorithm, 1, 0)), integer(member(algorithm, 1, 1))];
	const derived = (password: Buffer): [string, Buffer, Buffer] => [
		'des-ede3-cbc',
		pkcs12Key(password, salt, iterations, PURPOSE.key, 24),
		pkcs12Key(password, salt, iterations, PURPOSE.iv, 8),
	];
	const decipher = createDecipheriv(...derived(bmpString('')));
	const cipher = createCipheriv(...derived(Buffer.alloc(0)));
	const plain = [decipher.update(contents), decipher.final()];
	return Buffer.concat([...plain.map((part) => cipher.update(part)), cipher.final()]);
}
