import { isNamed } from '../../pdf/file/pdfValue';
import type { CurrentObject } from './revision';

const METADATA_KEYS = new Set(['Type', 'Subtype', 'Length', 'Filter', 'DecodeParms']);

/** Whether an object is a stream of XMP (ISO 32000-1, 14.3.2) and nothing else. */
export function isMetadata({ value, stream }: CurrentObject): boolean {
	if (!stream || value.kind !== 'dictionary') return false;
	const isXmp = isNamed(value, 'Type', 'Metadata') && isNamed(value, 'Subtype', 'XML');
	return isXmp && [...value.entries.keys()].every((key) => METADATA_KEYS.has(key));
}
