import { COUNTRY_CODES, countryOptions } from '../../../nodes/WoSignDoc/protocol/countries';

describe('the countries', () => {
	it('are the 249 that ISO 3166-1 assigns, each once and known', () => {
		const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
		expect(COUNTRY_CODES).toHaveLength(249);
		expect(new Set(COUNTRY_CODES).size).toBe(249);
		expect(COUNTRY_CODES.filter((code) => names.of(code) === undefined)).toEqual([]);
	});

	it.each(['CN', 'HK', 'MO', 'TW', 'AX', 'BQ', 'CW', 'GB', 'GG', 'SS', 'SX', 'TL', 'US', 'ZW'])(
		'include %s',
		(code) => {
			expect(COUNTRY_CODES).toContain(code);
		},
	);

	it.each(['AN', 'EU', 'SU', 'UK', 'UN', 'XK', 'YU', 'ZZ'])('leave out %s', (code) => {
		expect(COUNTRY_CODES).not.toContain(code);
	});

	it('are offered with both names, China first and then by English name', () => {
		const options = countryOptions();
		expect(options).toHaveLength(249);
		expect(options[0]).toEqual({ name: 'China', value: 'CN' });
		expect(options).toContainEqual({ name: 'Germany', value: 'DE' });
		const others = options.slice(1).map(({ name }) => name);
		expect(others).toEqual([...others].sort((left, right) => left.localeCompare(right, 'en')));
		expect(others[0]).toContain('Afghanistan');
	});
});
