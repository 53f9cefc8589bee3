import { isValid, isValidCIDR, parseCIDR, process as parseAddress } from 'ipaddr.js';

/** The entries of a list of addresses and CIDR ranges, separated by commas or white space. */
export function rangesOf(list: string): string[] {
	return list.split(/[\s,;]+/).filter(Boolean);
}

/** The entries that are neither an address nor a range. */
export function invalidRanges(ranges: readonly string[]): string[] {
	return ranges.filter((range) => !isValid(range) && !isValidCIDR(range));
}

/** Whether an address lies in one of the ranges, IPv4 or IPv6; an IPv4 address written as IPv6 counts as IPv4. */
export function isInRanges(address: string, ranges: readonly string[]): boolean {
	if (!isValid(address)) return false;
	const caller = parseAddress(address);
	return ranges.some((range) => {
		const [network, bits] = isValidCIDR(range)
			? parseCIDR(range)
			: ([parseAddress(range), undefined] as const);
		if (caller.kind() !== network.kind()) return false;
		return caller.match(network, bits ?? network.toByteArray().length * 8);
	});
}
