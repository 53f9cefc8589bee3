import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares a given secret with the expected one in constant time, whatever their lengths. */
export function isSameToken(given: string, expected: string): boolean {
	return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
