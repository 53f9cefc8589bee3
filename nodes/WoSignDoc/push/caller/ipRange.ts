import ipaddr from 'ipaddr.js';

type Network = readonly [network: ipaddr.IPv4 | ipaddr.IPv6, bits: number];

/** Separates addresses in text. */
export const BETWEEN_RANGES = /[\s,;]+/;

/** An IPv6 address that ends as an IPv4 one: what comes before, and its end. */
const MIXED = /^(.*:)([^:%]*\.[^:%]*)(?:%.*)?$/;
/** Bits of an IPv6 address before the IPv4 one that is mapped to it. */
const MAPPED_BITS = 96;

/**
 * The places, counted from 1, of the entries that are neither an address nor a range. A zone (`%eth0`) is neither: which
 * interface an address came in by is not compared.
 */
export function invalidRanges(ranges: readonly string[]): number[] {
	return ranges.flatMap((range, index) => {
		const [address = ''] = range.split('/');
		const isValid = isAddress(address) && (range === address || ipaddr.isValidCIDR(range));
		return isValid && !range.includes('%') && !isBeyondMapped(range) ? [] : [index + 1];
	});
}

/** Whether an address is in one of the ranges, IPv4 or IPv6; an IPv4-mapped IPv6 address counts as IPv4. */
export function isInRanges(address: string, ranges: readonly string[]): boolean {
	if (!isAddress(address)) return false;
	const caller = ipaddr.process(address);
	return ranges.some((range) => {
		const [network, bits] = networkOf(range);
		return caller.kind() === network.kind() && caller.match(network, bits);
	});
}

/**
 * An IPv4-mapped address with the bits of an IPv4 range, such as `::ffff:192.0.2.0/24`, is a range of IPv6 that contains
 * `::1`, but none of those IPv4 addresses.
 */
function isBeyondMapped(range: string): boolean {
	const [network] = networkOf(range);
	return network instanceof ipaddr.IPv6 && network.isIPv4MappedAddress();
}

function networkOf(range: string): Network {
	const [network, bits] = ipaddr.parseCIDR(range.includes('/') ? range : asRange(range));
	const isMapped = network instanceof ipaddr.IPv6 && network.isIPv4MappedAddress();
	if (!isMapped || bits < MAPPED_BITS) return [network, bits];
	return [network.toIPv4Address(), bits - MAPPED_BITS];
}

function asRange(address: string): string {
	const parsed = ipaddr.process(address);
	return `${parsed.toString()}/${parsed.toByteArray().length * 8}`;
}

/**
 * An IPv4 address in four decimal parts, or an IPv6 address; the old short forms are not accepted. Nor is what programs
 * read as different addresses: parts with leading zeros, octal to some, and `::1.2.3.4`, which the library takes for the
 * IPv4 address `1.2.3.4`.
 */
function isAddress(text: string): boolean {
	if (ipaddr.IPv4.isValidFourPartDecimal(text)) return true;
	const [, start, end] = MIXED.exec(text) ?? [];
	const isAmbiguous =
		end !== undefined && (start === '::' || !ipaddr.IPv4.isValidFourPartDecimal(end));
	return !isAmbiguous && ipaddr.IPv6.isValid(text);
}
