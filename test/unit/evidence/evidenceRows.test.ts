import { fieldRows, shortLine } from '../../../nodes/WoSignDoc/evidence/evidenceRows';

describe('the rows of evidence', () => {
	it('are of seven levels at most, however deep the fields are', () => {
		const deep = Array.from({ length: 5_000 }).reduce<object>(
			(inner, _, depth) => ({ inner, depth }),
			{ depth: -1 },
		);
		const levels = fieldRows(deep).map(({ level }) => level);
		expect(new Set(levels)).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
	});

	it('leave out what is empty, an object of nothing but that as well', () => {
		const empty = { reason: '', since: null };
		expect(fieldRows({ ...empty, revocation: empty, chain: [], weak: false })).toEqual([
			{ label: 'Weak 算法强度不足', value: 'no 否', level: 0 },
		]);
	});

	it('number the values of a list of several alone', () => {
		const labels = (remarks: string[]) => fieldRows({ remarks }).map(({ label }) => label);
		expect(labels(['a'])).toEqual(['Remarks 备注']);
		expect(labels(['a', 'b'])).toEqual(['Remarks 备注 1', 'Remarks 备注 2']);
	});

	it('replace a code with words only where codes are expected', () => {
		const [name, status] = fieldRows({ commonName: 'good', status: 'good' });
		expect(name?.value).toBe('good');
		expect(status?.value).toBe('good 未吊销');
	});

	it('shorten a long value, and mark that', () => {
		expect(shortLine('x'.repeat(600))).toBe('x'.repeat(600));
		expect(shortLine('x'.repeat(601))).toBe(`${'x'.repeat(600)}…`);
	});
});
