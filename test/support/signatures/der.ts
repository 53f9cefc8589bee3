/** DER written by hand, so that it can be what no library would write. */

export function sequence(...values: readonly Buffer[]): Buffer {
	return tagged(0x30, Buffer.concat(values));
}

export function set(...values: readonly Buffer[]): Buffer {
	return tagged(0x31, Buffer.concat(values));
}

/** A constructed value under a context-specific tag. */
export function context(tag: number, ...values: readonly Buffer[]): Buffer {
	return tagged(0xa0 + tag, Buffer.concat(values));
}

export function octetString(bytes: Buffer): Buffer {
	return tagged(0x04, bytes);
}

export function integer(value: number | Buffer): Buffer {
	return tagged(0x02, typeof value === 'number' ? Buffer.of(value) : value);
}

export function utcTime(time: Date): Buffer {
	return tagged(0x17, Buffer.from(`${digits(time).slice(2)}Z`));
}

export function generalizedTime(time: Date): Buffer {
	return tagged(0x18, Buffer.from(`${digits(time)}Z`));
}

export function text(tag: number, value: string): Buffer {
	return tagged(tag, Buffer.from(value, 'utf8'));
}

export const NULL = Buffer.of(0x05, 0);

export function oid(dotted: string): Buffer {
	const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
	const bytes = [first * 40 + second, ...rest].flatMap((part) => {
		const groups = [part % 128];
		for (let left = Math.floor(part / 128); left > 0; left = Math.floor(left / 128)) {
			groups.unshift((left % 128) + 128);
		}
		return groups;
	});
	return tagged(0x06, Buffer.from(bytes));
}

export function tagged(tag: number, content: Buffer): Buffer {
	const { length } = content;
	if (length < 128) return Buffer.concat([Buffer.of(tag, length), content]);
	const bytes = Buffer.from(
		length.toString(16).padStart(length < 256 ? 2 : length < 65_536 ? 4 : 6, '0'),
		'hex',
	);
	return Buffer.concat([Buffer.of(tag, 0x80 + bytes.length), bytes, content]);
}

function digits(time: Date): string {
	return time.toISOString().replace(/\D/g, '').slice(0, 14);
}
