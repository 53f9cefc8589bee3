/** The test that backs a line of the reference: its file under `test/`, its name, and its row where that has a `%s`. */
export type BackingTest = readonly [file: string, name: string, row?: string];

/** The test as a link, by its name; `…` stands for the rows where all of them are meant. */
export function testLink([file, name, row = '…']: BackingTest): string {
	return `[${file.split('/').at(-1)}](../test/${file}): “${name.replace(/%[sj]/, row)}”`;
}
