/**
 * RC4, which OpenSSL 3 no longer has: symmetric, so the same call encrypts and decrypts. It isn't secure; it is here
 * only to read old files.
 */
export function rc4(key: Uint8Array, data: Uint8Array): Buffer {
	const state = Uint8Array.from({ length: 256 }, (_, index) => index);
	const at = (index: number) => state[index & 0xff] ?? 0;
	const swap = (one: number, other: number) => {
		const value = at(one);
		state[one] = at(other);
		state[other] = value;
	};
	for (let i = 0, j = 0; i < 256; i++) {
		j = (j + at(i) + (key[i % key.length] ?? 0)) & 0xff;
		swap(i, j);
	}
	const result = Buffer.alloc(data.length);
	for (let index = 0, i = 0, j = 0; index < data.length; index++) {
		i = (i + 1) & 0xff;
		j = (j + at(i)) & 0xff;
		swap(i, j);
		result[index] = (data[index] ?? 0) ^ at(at(i) + at(j));
	}
	return result;
}
