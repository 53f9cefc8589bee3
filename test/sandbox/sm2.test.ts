import { sm2Key, sm2PublicKey, sm2Sign } from '../../sandbox/signing/sm2';
import { describeWithOpenssl, openssl } from './support/openssl';

/** The example of GB/T 32918.5-2017, annex A.2: id 1234567812345678. */
const example = {
	message: Buffer.from('message digest'),
	d: 0x3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8n,
	k: 0x59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21n,
	x: '09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020',
	y: 'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
	r: 'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3',
	s: 'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
};

it('signs the standard’s example as the standard does', () => {
	const key = sm2Key(example.d);
	expect(sm2PublicKey(key).toString('hex')).toMatch(new RegExp(`04${example.x}${example.y}$`));
	const signature = sm2Sign(key, example.message, () => example.k);
	expect(signature.toString('hex')).toBe(`3046022100${example.r}022100${example.s}`);
});

describeWithOpenssl('OpenSSL, with the usual id', () => {
	const verify = (publicKey: Buffer, message: Buffer, signature: Buffer) =>
		openssl(
			{ key: publicKey, message, signature },
			...['pkeyutl', '-verify', '-pubin', '-inkey', 'key', '-keyform', 'DER'],
			...['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678'],
			...['-in', 'message', '-sigfile', 'signature'],
		);

	it.each([0, 1, 31, 64, 1000])('verifies a signature of %i bytes by a new key', (length) => {
		const key = sm2Key();
		const message = Buffer.alloc(length, 'm');
		expect(verify(sm2PublicKey(key), message, sm2Sign(key, message))).toContain(
			'Signature Verified Successfully',
		);
	});

	it('refuses the signature of another message', () => {
		const key = sm2Key();
		const signature = sm2Sign(key, Buffer.from('one'));
		expect(() => verify(sm2PublicKey(key), Buffer.from('two'), signature)).toThrow();
	});

	it.each([1n, 2n, 3n])('verifies the signature of the key %i', (d) => {
		const message = Buffer.from('a small key');
		const key = sm2Key(d);
		expect(verify(sm2PublicKey(key), message, sm2Sign(key, message))).toContain('Successfully');
	});
});
