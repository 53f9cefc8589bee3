/** The test that backs a line of the reference: its file under `test/`, its name, and its row if the name has a `%s`. */
export type BackingTest = readonly [file: string, name: string, row?: string];

/** A link to the test with its name. `…` in the name means all rows. */
export function testLink([file, name, row = '…']: BackingTest): string {
	return `[${file.split('/').at(-1)}](../test/${file}): “${name.replace(/%[sj]/, row)}”`;
}
