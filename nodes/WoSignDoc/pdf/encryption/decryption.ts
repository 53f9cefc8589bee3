import { PDFArray, PDFDict, PDFHexString, PDFName, PDFRawStream, PDFString } from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import { decryptAes } from './aes';
import { md5 } from './fileKey';
import { rc4 } from './rc4';

/** How strings or streams are encrypted (ISO 32000-2, table 25), by the name in /CFM. */
export type Cipher = 'None' | 'V2' | 'AESV2' | 'AESV3';

/** Part of each object's key in an AES file, with its numbers. */
const AES_SALT = Buffer.from('sAlT', 'latin1');

/** Decrypts the objects of a file whose key is known. */
export class Decryption {
	constructor(
		private readonly key: Buffer,
		private readonly ciphers: { readonly strings: Cipher; readonly streams: Cipher },
		private readonly encryptMetadata: boolean,
	) {}

	/** An object with these numbers, with its strings and its stream decrypted; contents of object streams already are. */
	decrypt(object: PDFObject, number: number, generation: number): PDFObject {
		const { strings, streams } = this.ciphers;
		const [ofStrings, ofStreams] = [strings, streams].map(
			(cipher) => (data: Uint8Array) => this.apply(cipher, data, number, generation),
		);
		if (!ofStrings || !ofStreams) return object;
		const clear = withStrings(object, ofStrings);
		return clear instanceof PDFRawStream && this.isEncrypted(clear)
			? PDFRawStream.of(clear.dict, ofStreams(clear.contents))
			: clear;
	}

	private apply(cipher: Cipher, data: Uint8Array, number: number, generation: number): Uint8Array {
		switch (cipher) {
			case 'None':
				return data;
			case 'V2':
				return rc4(this.objectKey(number, generation), data);
			case 'AESV2':
				return decryptAes(this.objectKey(number, generation, AES_SALT), data);
			case 'AESV3':
				return decryptAes(this.key, data);
		}
	}

	/** ISO 32000-1, algorithm 1. */
	private objectKey(number: number, generation: number, salt = Buffer.alloc(0)): Buffer {
		const numbers = Buffer.alloc(5);
		numbers.writeUIntLE(number % 0x1_00_00_00, 0, 3);
		numbers.writeUIntLE(generation % 0x1_00_00, 3, 2);
		return md5(this.key, numbers, salt).subarray(0, Math.min(this.key.length + 5, 16));
	}

	/** Metadata may be unencrypted, and so is, in practice, any stream that names its own filter. */
	private isEncrypted({ dict }: PDFRawStream): boolean {
		const filter = dict.get(PDFName.of('Filter'));
		const first = filter instanceof PDFArray && filter.size() > 0 ? filter.get(0) : filter;
		if (first === PDFName.of('Crypt')) return false;
		return this.encryptMetadata || dict.get(PDFName.of('Type')) !== PDFName.of('Metadata');
	}
}

/** The object, changed in place if it contains strings. */
function withStrings(object: PDFObject, decrypt: (data: Uint8Array) => Uint8Array): PDFObject {
	if (object instanceof PDFString || object instanceof PDFHexString) {
		return PDFHexString.of(Buffer.from(decrypt(object.asBytes())).toString('hex'));
	}
	if (object instanceof PDFRawStream) withStrings(object.dict, decrypt);
	else if (object instanceof PDFArray) {
		object.asArray().forEach((item, index) => object.set(index, withStrings(item, decrypt)));
	} else if (object instanceof PDFDict) {
		for (const [key, value] of object.entries()) object.set(key, withStrings(value, decrypt));
	}
	return object;
}
