import { digestOf } from './digests';

/**
 * SM2 signatures (GB/T 32918.2-2016). Node.js has no way to set the signer's identity, so it verifies only signatures
 * made with an empty one. Nothing here is secret, so nothing needs constant time.
 */

/** GB/T 32918.5-2017: the recommended curve, y² = x³ + ax + b over p, with the point G of order n. */
const P = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
const A = P - 3n;
const B = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n;
const N = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const G: Point = {
	x: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
	y: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
	z: 1n,
};
const FIELD_LENGTH = 32;

/** The signer's identity if none was agreed on (GM/T 0009-2012, 10). */
export const DEFAULT_SIGNER_ID = Buffer.from('1234567812345678', 'latin1');

/** A point in Jacobian coordinates, (x/z², y/z³); z = 0 is the point at infinity. */
interface Point {
	readonly x: bigint;
	readonly y: bigint;
	readonly z: bigint;
}

const INFINITY: Point = { x: 1n, y: 1n, z: 0n };

/**
 * Whether r and s are the key's signature over the message (GB/T 32918.2, 7.1).
 *
 * @param key the point in its uncompressed form, 04 and both coordinates
 */
export function verifySm2(
	key: Buffer,
	signature: { readonly r: bigint; readonly s: bigint },
	message: Buffer,
	signerId: Buffer = DEFAULT_SIGNER_ID,
): boolean {
	const { r, s } = signature;
	const point = pointOf(key);
	if (!point || r < 1n || r >= N || s < 1n || s >= N) return false;
	const t = (r + s) % N;
	if (t === 0n) return false;
	const e = toNumber(digestOf('sm3', identityDigest(key, signerId), message));
	const sum = add(multiply(G, s), multiply(point, t));
	return sum.z !== 0n && (e + affineX(sum)) % N === r;
}

/** Z, the digest of the signer's identity, the curve and the key (GB/T 32918.2, 5.5). */
function identityDigest(key: Buffer, signerId: Buffer): Buffer {
	const length = Buffer.alloc(2);
	length.writeUInt16BE(signerId.length * 8);
	const curve = [A, B, G.x, G.y].map(toBytes);
	return digestOf('sm3', length, signerId, ...curve, key.subarray(1));
}

/** The key's point, undefined if it isn't on the curve. */
function pointOf(key: Buffer): Point | undefined {
	if (key.length !== 1 + 2 * FIELD_LENGTH || key[0] !== 0x04) return undefined;
	const x = toNumber(key.subarray(1, 1 + FIELD_LENGTH));
	const y = toNumber(key.subarray(1 + FIELD_LENGTH));
	const onCurve = x < P && y < P && modulo(y * y - (x * x * x + A * x + B)) === 0n;
	return onCurve ? { x, y, z: 1n } : undefined;
}

function multiply(point: Point, factor: bigint): Point {
	let product = INFINITY;
	for (const bit of factor.toString(2)) {
		product = double(product);
		if (bit === '1') product = add(product, point);
	}
	return product;
}

/** The usual formulas for a = -3, in Jacobian coordinates. */
function double({ x, y, z }: Point): Point {
	if (z === 0n || y === 0n) return INFINITY;
	const delta = modulo(z * z);
	const gamma = modulo(y * y);
	const beta = modulo(x * gamma);
	const alpha = modulo(3n * (x - delta) * (x + delta));
	const doubledX = modulo(alpha * alpha - 8n * beta);
	return {
		x: doubledX,
		y: modulo(alpha * (4n * beta - doubledX) - 8n * gamma * gamma),
		z: modulo(2n * y * z),
	};
}

/**
 * The sum of two points, of which the second isn't at infinity. For opposite points the formulas result in z = 0, the
 * point at infinity. For equal ones they do, too, which is wrong but only leads to rejection: `multiply` never adds
 * equal points, and it is infeasible to find a signature with s·G = t·P, since r depends on a hash over the key.
 */
function add(one: Point, other: Point): Point {
	if (one.z === 0n) return other;
	const oneZ2 = modulo(one.z * one.z);
	const otherZ2 = modulo(other.z * other.z);
	const u1 = modulo(one.x * otherZ2);
	const s1 = modulo(one.y * otherZ2 * other.z);
	const h = modulo(other.x * oneZ2 - u1);
	const slope = modulo(other.y * oneZ2 * one.z - s1);
	const h2 = modulo(h * h);
	const h3 = modulo(h2 * h);
	const v = modulo(u1 * h2);
	const x = modulo(slope * slope - h3 - 2n * v);
	return { x, y: modulo(slope * (v - x) - s1 * h3), z: modulo(h * one.z * other.z) };
}

function affineX({ x, z }: Point): bigint {
	const inverse = power(z, P - 2n);
	return modulo(x * inverse * inverse);
}

function power(base: bigint, exponent: bigint): bigint {
	let result = 1n;
	for (const bit of exponent.toString(2)) {
		result = modulo(result * result);
		if (bit === '1') result = modulo(result * base);
	}
	return result;
}

function modulo(value: bigint): bigint {
	const rest = value % P;
	return rest < 0n ? rest + P : rest;
}

function toNumber(bytes: Buffer): bigint {
	return BigInt(`0x${bytes.toString('hex')}`);
}

function toBytes(value: bigint): Buffer {
	return Buffer.from(value.toString(16).padStart(2 * FIELD_LENGTH, '0'), 'hex');
}
