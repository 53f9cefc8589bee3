import { createHash } from 'node:crypto';
import { parseCertificate } from '../../../nodes/WoSignDoc/signatures/cms/certificate';
import { verifySm2 } from '../../../nodes/WoSignDoc/signatures/cms/sm2';
import { KEYS, makeIdentity, signSm2 } from '../../support/signatures/identities';

/** GB/T 32918.5-2017, A.2: a signature on the recommended curve. */
const EXAMPLE = {
	key: Buffer.from(
		'0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020' +
			'CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13',
		'hex',
	),
	r: 0xf5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3n,
	s: 0xb1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aan,
	message: Buffer.from('message digest'),
};
/** The recommended curve's a, b and G, in hexadecimal. */
const A = 'FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC';
const B = '28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93';
const GENERATOR =
	'32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7' +
	'BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0';
const ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

describe('an SM2 signature', () => {
	const { key, r, s, message } = EXAMPLE;

	it('holds in the example of the standard, for the usual identity of the signer', () => {
		expect(verifySm2(key, { r, s }, message)).toBe(true);
		expect(verifySm2(key, { r, s }, message, Buffer.alloc(0))).toBe(false);
	});

	it.each<[string, { r: bigint; s: bigint }]>([
		['another r', { r: r + 1n, s }],
		['another s', { r, s: s - 1n }],
		['r of nothing', { r: 0n, s }],
		['s of nothing', { r, s: 0n }],
		['r out of range', { r: r + ORDER, s }],
		['s out of range', { r, s: s + ORDER }],
		['r and s that cancel out', { r, s: ORDER - r }],
	])('does not hold with %s', (_, signature) => {
		expect(verifySm2(key, signature, message)).toBe(false);
	});

	it('is invalid for another message, or with a key that isn’t a point on the curve', () => {
		expect(verifySm2(key, { r, s }, Buffer.from('message digesT'))).toBe(false);
		const beside = Buffer.from(key);
		beside.writeUInt8((beside[64] ?? 0) ^ 1, 64);
		expect(verifySm2(beside, { r, s }, message)).toBe(false);
		expect(verifySm2(key.subarray(0, 33), { r, s }, message)).toBe(false);
	});

	it('does not hold when its points cancel out, which anybody could make of any message', () => {
		// The key is the curve's own point G, so that s·G + (r + s)·G is infinite when 2s = -r.
		const generator = Buffer.from(`04${GENERATOR}`, 'hex');
		const z = digest(Buffer.of(0, 0), Buffer.from(A + B + GENERATOR + GENERATOR, 'hex'));
		const e = BigInt(`0x${digest(z, message).toString('hex')}`) % ORDER;
		const half = (ORDER + 1n) / 2n;
		const canceling = { r: e, s: ((ORDER - e) * half) % ORDER };
		expect(verifySm2(generator, canceling, message, Buffer.alloc(0))).toBe(false);
	});

	it('of OpenSSL holds for the identity that it was made with', () => {
		const identity = makeIdentity({ key: KEYS.sm2, sign: ['-sm3'] });
		const { publicKey } = parseCertificate(identity.der);
		for (const id of ['1234567812345678', 'another@example.com']) {
			const signature = signSm2(identity, message, id);
			const [first = 0n, second = 0n] = numbersIn(signature);
			expect(verifySm2(publicKey.key, { r: first, s: second }, message, Buffer.from(id))).toBe(
				true,
			);
			expect(verifySm2(publicKey.key, { r: first, s: second }, message, Buffer.from('x'))).toBe(
				false,
			);
		}
	});
});

function digest(...parts: readonly Buffer[]): Buffer {
	return createHash('sm3').update(Buffer.concat(parts)).digest();
}

/** The two numbers of a signature in DER: both short enough for lengths of one byte. */
function numbersIn(der: Buffer): bigint[] {
	const firstLength = der[3] ?? 0;
	const first = der.subarray(4, 4 + firstLength);
	const second = der.subarray(6 + firstLength);
	return [first, second].map((bytes) => BigInt(`0x${bytes.toString('hex')}`));
}
