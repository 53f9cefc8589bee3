/** Whether a table cell is empty: absent, null, or blank text. */
export function isEmpty(cell: unknown): boolean {
	return cell === undefined || cell === null || (typeof cell === 'string' && !cell.trim());
}
