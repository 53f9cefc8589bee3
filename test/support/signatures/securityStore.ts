import { updated } from './laterUpdate';
import { catalog, stream } from './signedPdf';

/** What a security store holds, in DER. */
export interface StoreContents {
	readonly certificates?: readonly Buffer[];
	readonly lists?: readonly Buffer[];
	readonly responses?: readonly Buffer[];
}

/** The file, as `signedPdf` writes it, with a security store in an update of its own after what is there. */
export function withSecurityStore(
	file: Buffer,
	{ certificates = [], lists = [], responses = [] }: StoreContents,
	{ first = 30, fields = '11 0 R' } = {},
): Buffer {
	const objects: Record<number, string> = {};
	let number = first + 1;
	const references = (values: readonly Buffer[]) =>
		values.map((value) => {
			objects[number] = stream(value.toString('latin1'));
			return `${number++} 0 R`;
		});
	const store = [
		`/Certs [${references(certificates).join(' ')}]`,
		`/CRLs [${references(lists).join(' ')}]`,
		`/OCSPs [${references(responses).join(' ')}]`,
	];
	objects[first] = `<< ${store.join(' ')} >>`;
	return updated(file, { 1: catalog(`/DSS ${first} 0 R`, fields), ...objects });
}
