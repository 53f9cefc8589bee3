import { readDocument } from '../../support/markdown';

const ROW = /^\| (.+?) \| (.+?) \| (.+) \|$/gm;
const STATES = ['met', 'not yet', "doesn't apply", 'on purpose not'];

const page = readDocument('docs/VERIFICATION.md');
const rows = [...page.matchAll(ROW)]
	.map(([, guideline = '', state = '', evidence = '']) => ({ guideline, state, evidence }))
	.filter(({ guideline }) => guideline !== 'n8n asks' && !guideline.startsWith('---'));

describe('docs/VERIFICATION.md', () => {
	it('has a state for each of many guidelines', () => {
		expect(rows.length).toBeGreaterThan(80);
		expect(rows.filter(({ state }) => !STATES.includes(state))).toEqual([]);
	});

	it('leaves no row without a reason or evidence', () => {
		const tables = page.split('| n8n asks |').length - 1;
		const lines = page.split('\n').filter((line) => line.startsWith('|'));
		expect(lines).toHaveLength(rows.length + 2 * tables);
		expect(rows.filter(({ evidence }) => evidence.trim().length < 4)).toEqual([]);
	});

	// Rules and tables that name no file of this repository are few; the rest can be looked up.
	it('names where to look for most of what is met', () => {
		const met = rows.filter(({ state }) => state === 'met');
		const linked = met.filter(({ evidence }) => /\]\(|`/.test(evidence));
		expect(linked.length / met.length).toBeGreaterThan(0.75);
	});
});
