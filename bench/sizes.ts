import { KILOBYTE, MEGABYTE } from './documents';

/** A document size as text. */
export function nameOfSize(size: number): string {
	return size < MEGABYTE ? `${size / KILOBYTE} KB` : `${size / MEGABYTE} MB`;
}
