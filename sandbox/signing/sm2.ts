import { createHash, randomBytes } from 'node:crypto';

type Point = readonly [x: bigint, y: bigint];

/** A private key on the SM2 curve and its public key. */
export interface Sm2Key {
	d: bigint;
	point: Point;
}

/** The signer id used if none was agreed on (GB/T 32918.2-2016; GM/T 0009-2012, 10). */
const usualId = Buffer.from('1234567812345678');

// The curve of GB/T 32918.5-2017.
const p = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
const a = p - 3n;
const b = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n;
const n = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const generator: Point = [
	0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
	0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
];

/** The head of a SubjectPublicKeyInfo: id-ecPublicKey on the curve 1.2.156.10197.1.301, up to the coordinates. */
const publicKeyHead = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d03420004', 'hex');

/** The key with this private number, or a new key. */
export function sm2Key(d = randomBelow(n - 1n)): Sm2Key {
	return { d, point: multiply(generator, d) };
}

/** SubjectPublicKeyInfo, DER. */
export function sm2PublicKey({ point }: Sm2Key): Buffer {
	return Buffer.concat([publicKeyHead, ...point.map(bytesOf)]);
}

/**
 * Signs a message (GB/T 32918.2-2016, 6.1): DER of SEQUENCE { r, s }.
 *
 * @param nextK generates the secret random number; only the standard's own example fixes it
 */
export function sm2Sign(key: Sm2Key, message: Uint8Array, nextK = () => randomBelow(n)): Buffer {
	const e = toNumber(sm3(identityHash(key), message));
	for (;;) {
		const k = nextK();
		const r = modulo(e + multiply(generator, k)[0], n);
		const s = modulo(inverse(1n + key.d, n) * (k - r * key.d), n);
		if (r !== 0n && r + k !== n && s !== 0n) return derOf(r, s);
	}
}

/** Z, which binds the signer's id and the curve to each signature (GB/T 32918.2-2016, 5.5). */
function identityHash({ point }: Sm2Key): Buffer {
	const bits = Buffer.alloc(2);
	bits.writeUInt16BE(usualId.length * 8);
	return sm3(bits, usualId, ...[a, b, ...generator, ...point].map(bytesOf));
}

function sm3(...parts: Uint8Array[]): Buffer {
	return createHash('sm3').update(Buffer.concat(parts)).digest();
}

function multiply(point: Point, factor: bigint): Point {
	let product: Point | undefined;
	for (const bit of factor.toString(2)) {
		if (product) product = add(product, product);
		if (bit === '1') product = product ? add(product, point) : point;
	}
	if (!product) throw new RangeError('the factor is 0');
	return product;
}

/** Never called for opposite points, because factors are below the order of the curve. */
function add(first: Point, second: Point): Point {
	const [[x1, y1], [x2, y2]] = [first, second];
	const slope =
		x1 === x2 ? (3n * x1 * x1 + a) * inverse(2n * y1, p) : (y2 - y1) * inverse(x2 - x1, p);
	const x = modulo(slope * slope - x1 - x2, p);
	return [x, modulo(slope * (x1 - x) - y1, p)];
}

/** By the extended Euclidean algorithm. */
function inverse(value: bigint, modulus: bigint): bigint {
	let [remainder, next] = [modulo(value, modulus), modulus];
	let [factor, nextFactor] = [1n, 0n];
	while (next !== 0n) {
		const quotient = remainder / next;
		[remainder, next] = [next, remainder - quotient * next];
		[factor, nextFactor] = [nextFactor, factor - quotient * nextFactor];
	}
	return modulo(factor, modulus);
}

function modulo(value: bigint, modulus: bigint): bigint {
	const rest = value % modulus;
	return rest < 0n ? rest + modulus : rest;
}

function randomBelow(limit: bigint): bigint {
	for (;;) {
		const candidate = toNumber(randomBytes(32));
		if (candidate > 0n && candidate < limit) return candidate;
	}
}

function toNumber(bytes: Buffer): bigint {
	return BigInt(`0x${bytes.toString('hex')}`);
}

function bytesOf(value: bigint): Buffer {
	return Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
}

function derOf(...values: bigint[]): Buffer {
	const integers = values.map((value) => {
		const hex = value.toString(16);
		const digits = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
		const sign = (digits[0] ?? 0) < 0x80 ? [] : [0];
		return Buffer.from([0x02, sign.length + digits.length, ...sign, ...digits]);
	});
	const content = Buffer.concat(integers);
	return Buffer.from([0x30, content.length, ...content]);
}
