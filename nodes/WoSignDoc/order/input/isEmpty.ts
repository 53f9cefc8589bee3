/** Whether a cell of a table holds nothing: it is not there, null, or blank text. */
export function isEmpty(cell: unknown): boolean {
	return cell === undefined || cell === null || (typeof cell === 'string' && !cell.trim());
}
