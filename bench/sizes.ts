import { KILOBYTE, MEGABYTE } from './documents';

/** A size of a document in words. */
export function nameOfSize(size: number): string {
	return size < MEGABYTE ? `${size / KILOBYTE} KB` : `${size / MEGABYTE} MB`;
}
