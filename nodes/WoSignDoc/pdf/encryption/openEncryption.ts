import {
	PDFArray,
	PDFBool,
	PDFDict,
	PDFHexString,
	PDFName,
	PDFNumber,
	PDFString,
} from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import type { Resolver } from '../pageBox';
import { unchecked } from '../pdfFacts';
import type { Cipher } from './decryption';
import { Decryption } from './decryption';
import { md5FileKey, sha2FileKey } from './fileKey';

/** Bytes of /U and of /O from revision 5 on: a hash and two salts. */
const HASH_AND_SALTS = 48;

/**
 * Tries the empty user password (ISO 32000-2, 7.6.4), with which readers open files that only have an owner password;
 * undefined if nothing on the pages is encrypted. Throws a PdfProblem if the encryption isn't supported.
 *
 * @param dictionary the trailer's /Encrypt
 * @param id the trailer's /ID
 */
export function openEncryption(
	table: Resolver,
	dictionary: PDFDict,
	id: PDFObject | undefined,
): Decryption | 'passwordProtected' | undefined {
	const entry = (key: string) => table.resolve(dictionary.get(PDFName.of(key)));
	if (entry('Filter') !== PDFName.of('Standard')) return 'passwordProtected';
	const version = numberOf(entry('V')) ?? 0;
	const ciphers = {
		strings: cipherOf(table, dictionary, version, 'StrF'),
		streams: cipherOf(table, dictionary, version, 'StmF'),
	};
	// If only attachments are encrypted, everything visible is readable.
	if (ciphers.strings === 'None' && ciphers.streams === 'None') return undefined;
	const encryptMetadata = entry('EncryptMetadata') !== PDFBool.False;
	const key =
		version === 5
			? sha2FileKey(
					numberOf(entry('R')) === 5 ? 5 : 6,
					bytesOf(entry('U'), HASH_AND_SALTS),
					bytesOf(entry('UE'), 32),
				)
			: md5FileKey({
					revision: numberOf(entry('R')) ?? 2,
					keyLength: keyLengthOf(table, dictionary, version),
					owner: bytesOf(entry('O'), 32),
					user: bytesOf(entry('U'), 32),
					permissions: numberOf(entry('P')) ?? 0,
					encryptMetadata,
					id: firstId(table, id),
				});
	return key ? new Decryption(key, ciphers, encryptMetadata) : 'passwordProtected';
}

/** The cipher for strings or streams: up to version 2 RC4, then that of the crypt filter that the dictionary names. */
function cipherOf(
	table: Resolver,
	dictionary: PDFDict,
	version: number,
	key: 'StrF' | 'StmF',
): Cipher {
	if (version === 1 || version === 2) return 'V2';
	if (version !== 4 && version !== 5) throw unknownWay();
	const name = table.resolve(dictionary.get(PDFName.of(key)));
	if (!(name instanceof PDFName) || name === PDFName.of('Identity')) return 'None';
	const method = table.resolve(filterOf(table, dictionary, name)?.get(PDFName.of('CFM')));
	switch (method) {
		case undefined:
		case PDFName.of('None'):
			return 'None';
		case PDFName.of('V2'):
			return version === 4 ? 'V2' : unknown();
		case PDFName.of('AESV2'):
			return version === 4 ? 'AESV2' : unknown();
		case PDFName.of('AESV3'):
			return version === 5 ? 'AESV3' : unknown();
		default:
			throw unknownWay();
	}
}

function filterOf(table: Resolver, dictionary: PDFDict, name: PDFName): PDFDict | undefined {
	const filters = table.resolve(dictionary.get(PDFName.of('CF')));
	const filter = filters instanceof PDFDict ? table.resolve(filters.get(name)) : undefined;
	return filter instanceof PDFDict ? filter : undefined;
}

/** Bytes of the key, up to version 4: in bits in the dictionary; in bytes, or by mistake in bits, in a crypt filter. */
function keyLengthOf(table: Resolver, dictionary: PDFDict, version: number): number {
	if (version === 1) return 5;
	const name = table.resolve(dictionary.get(PDFName.of('StmF')));
	const filter = name instanceof PDFName ? filterOf(table, dictionary, name) : undefined;
	if (filter?.get(PDFName.of('CFM')) === PDFName.of('AESV2')) return 16;
	const bits = numberOf(table.resolve(dictionary.get(PDFName.of('Length'))));
	const given = numberOf(table.resolve(filter?.get(PDFName.of('Length'))));
	const usual = version === 4 ? 16 : 5;
	const bytes =
		bits !== undefined ? bits / 8 : given !== undefined && given >= 40 ? given / 8 : given;
	return Math.min(Math.max(Math.floor(bytes ?? usual), 5), 16);
}

function firstId(table: Resolver, id: PDFObject | undefined): Buffer {
	const first = id instanceof PDFArray && id.size() > 0 ? table.resolve(id.get(0)) : undefined;
	return first instanceof PDFString || first instanceof PDFHexString
		? Buffer.from(first.asBytes())
		: Buffer.alloc(0);
}

function numberOf(object: PDFObject | undefined): number | undefined {
	return object instanceof PDFNumber ? object.asNumber() : undefined;
}

function bytesOf(object: PDFObject | undefined, least: number): Buffer {
	const isString = object instanceof PDFString || object instanceof PDFHexString;
	const bytes = isString ? Buffer.from(object.asBytes()) : Buffer.alloc(0);
	if (bytes.length < least) throw unknownWay();
	return bytes;
}

function unknown(): never {
	throw unknownWay();
}

function unknownWay() {
	return unchecked('is encrypted in a way that cannot be read here');
}
