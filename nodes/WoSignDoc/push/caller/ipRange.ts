import ipaddr from 'ipaddr.js';

/** Separates addresses in text. */
export const BETWEEN_RANGES = /[\s,;]+/;

/** The positions, from 1, of the entries that are neither an address nor a range. */
export function invalidRanges(ranges: readonly string[]): number[] {
	return ranges.flatMap((range, index) => {
		const [address = ''] = range.split('/');
		const isValid = isAddress(address) && (range === address || ipaddr.isValidCIDR(range));
		return isValid ? [] : [index + 1];
	});
}

/** Whether an address is in one of the ranges, IPv4 or IPv6; an IPv4-mapped IPv6 address counts as IPv4. */
export function isInRanges(address: string, ranges: readonly string[]): boolean {
	if (!isAddress(address)) return false;
	const caller = ipaddr.process(address);
	return ranges.some((range) => {
		const [network, bits] = ipaddr.parseCIDR(range.includes('/') ? range : asRange(range));
		return caller.kind() === network.kind() && caller.match(network, bits);
	});
}

function asRange(address: string): string {
	const parsed = ipaddr.process(address);
	return `${parsed.toString()}/${parsed.toByteArray().length * 8}`;
}

/** An IPv4 address in four decimal parts, or an IPv6 address; older short forms are not accepted. */
function isAddress(text: string): boolean {
	return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
}
