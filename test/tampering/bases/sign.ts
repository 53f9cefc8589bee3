import { cms, timestampToken } from '../../support/signatures/cms';
import { makeIdentity, type Identity } from '../../support/signatures/identities';
import { rsa } from '../../support/signatures/manners';
import type { Part } from '../pdf/parts';
import { writeParts } from '../pdf/writeParts';

const RANGE = '/ByteRange [0 0000000000 0000000000 0000000000]';
const ROOM = 2_600;
const CONTENTS = `<${'0'.repeat(2 * ROOM)}>`;

export type SignatureType = 'signature' | 'timestamp';

/** The signers, each with one key for all documents. */
export class Signers {
	private readonly signer: Identity = makeIdentity();
	private readonly authority: Identity = makeIdentity({
		name: 'TSA',
		extensions: ['extendedKeyUsage=critical,timeStamping'],
	});

	/** The file with the parts, which contain an empty signature dictionary. */
	sign(
		file: Buffer,
		parts: readonly Part[],
		type: SignatureType,
		constants?: ReadonlyMap<string, number>,
	): Buffer {
		const written = writeParts(file, parts, constants);
		const start = written.indexOf(CONTENTS, file.length, 'latin1');
		const end = start + CONTENTS.length;
		const range = [0, start, end, written.length - end].join(' ');
		const rangeAt = written.lastIndexOf(RANGE, start, 'latin1');
		// A mutation has damaged the dictionary.
		if (start < file.length || rangeAt < file.length) return written;
		written.write(`/ByteRange [${range}]`.padEnd(RANGE.length), rangeAt, 'latin1');
		const bytes = Buffer.concat([written.subarray(0, start), written.subarray(end)]);
		written.write(this.value(bytes, type).toString('hex'), start + 1, 'latin1');
		return written;
	}

	private value(bytes: Buffer, type: SignatureType): Buffer {
		const manner = rsa('sha256');
		if (type === 'timestamp') return timestampToken(bytes, this.authority, manner, new Date());
		return cms(bytes, { identity: this.signer, manner });
	}
}

/** A signature dictionary with placeholders for its range and value. */
export function emptySignature(type: SignatureType): string {
	const kind =
		type === 'timestamp'
			? '/Type /DocTimeStamp /Filter /Adobe.PPKLite /SubFilter /ETSI.RFC3161'
			: '/Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached';
	return `<< ${kind} ${RANGE} /Contents ${CONTENTS} >>`;
}

/** Whether the parts contain an empty signature. */
export function awaitsSignature(written: Buffer, from: number): boolean {
	return written.includes(CONTENTS, from, 'latin1');
}
