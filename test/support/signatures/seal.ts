import { createHash } from 'node:crypto';
import { context, generalizedTime, integer, octetString, oid, sequence, tagged, text } from './der';
import { KEYS, makeIdentity, signSm2 } from './identities';
import type { Identity, IdentityOptions } from './identities';

/** What a signature with a seal says (GB/T 38540-2020, 6 and 7), so that it can be what no maker would write. */
export interface SealOptions {
	readonly signer: Identity;
	readonly maker: Identity;
	readonly version?: number;
	readonly time?: Date;
	readonly validFrom?: Date;
	readonly validTo?: Date;
	/** The certListType and what the list holds; the signer's certificate when there is none. */
	readonly holders?: readonly [kind: number, ...values: Buffer[]];
	/** Members after the seal's picture, and after the signature's propertyInfo. */
	readonly extensions?: readonly Buffer[];
	readonly signedExtensions?: readonly Buffer[];
	/** Makes of a signature's bytes others: the maker's, and the signer's. */
	readonly sealed?: (signature: Buffer) => Buffer;
	readonly signed?: (signature: Buffer) => Buffer;
	readonly algorithm?: string;
	/** Members after the signature's value. */
	readonly after?: readonly Buffer[];
}

const SM2_WITH_SM3 = '1.2.156.10197.1.501';
const IA5 = 0x16;
const UTF8 = 0x0c;
const DAY = 86_400_000;

export const sm2Identity = (options: IdentityOptions = {}) =>
	makeIdentity({ key: KEYS.sm2, sign: ['-sm3', ...(options.sign ?? [])], ...options });

/** Makes a signature with a seal (SES_Signature) over the bytes, as a function for `signedPdf`. */
export const sealOf =
	(options: SealOptions) =>
	(bytes: Buffer): Buffer => {
		const { signer, version = 4, time = new Date(), algorithm = SM2_WITH_SM3 } = options;
		const { signed = same, signedExtensions = [], after = [] } = options;
		const toSign = sequence(
			integer(version),
			eseal(options),
			generalizedTime(time),
			bitString(createHash('sm3').update(bytes).digest()),
			text(IA5, '/ByteRange'),
			...signedExtensions,
		);
		const value = bitString(signed(signSm2(signer, toSign)));
		return sequence(toSign, octetString(signer.der), oid(algorithm), value, ...after);
	};

function eseal(options: SealOptions): Buffer {
	const { maker, sealed = same, algorithm = SM2_WITH_SM3 } = options;
	const info = sealInfo(options);
	const value = bitString(sealed(signSm2(maker, info)));
	return sequence(info, octetString(maker.der), oid(algorithm), value);
}

/** SES_SealInfo, which the maker signs. */
export function sealInfo(options: SealOptions): Buffer {
	const { signer, version = 4, extensions = [] } = options;
	const { validFrom = new Date(Date.now() - DAY), validTo = new Date(Date.now() + DAY) } = options;
	const [kind, ...holders] = options.holders ?? [1, octetString(signer.der)];
	return sequence(
		sequence(text(IA5, 'ES'), integer(version), text(IA5, 'example')),
		text(IA5, '31000000000001'),
		sequence(
			integer(1),
			text(UTF8, '沃通电子合同专用章'),
			integer(kind),
			sequence(...holders),
			...[validFrom, validFrom, validTo].map(generalizedTime),
		),
		sequence(text(IA5, 'png'), octetString(Buffer.from('picture')), integer(40), integer(40)),
		...extensions,
	);
}

/** An entry of a CertDigestList. */
export function digestHolder(certificate: Buffer): Buffer {
	const digest = createHash('sm3').update(certificate).digest();
	return sequence(text(0x13, 'SM3'), octetString(digest));
}

/** An ExtData with an unknown identifier. */
export function extension(critical: boolean): Buffer {
	const flag = tagged(0x01, Buffer.of(critical ? 0xff : 0));
	return sequence(oid('1.2.3.4'), flag, octetString(Buffer.from('2.1')));
}

/** ExtensionDatas as a signature has them, under the tag [0]. */
export const signedExtensionsOf = (...all: readonly Buffer[]) => [context(0, sequence(...all))];

/** The numbers of a signature in DER side by side, as some programs write them. */
export function sideBySide(der: Buffer): Buffer {
	const firstLength = der[3] ?? 0;
	const numbers = [der.subarray(4, 4 + firstLength), der.subarray(6 + firstLength)];
	return Buffer.concat(
		numbers.map((one) => Buffer.from(one.toString('hex').padStart(66, '0').slice(-64), 'hex')),
	);
}

export function bitString(bytes: Buffer): Buffer {
	return tagged(0x03, Buffer.concat([Buffer.of(0), bytes]));
}

const same = (bytes: Buffer) => bytes;
