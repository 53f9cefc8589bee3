import { shippedVulnerabilities } from '../../../setup/shippedVulnerabilities';

const bill = (...names: string[]) =>
	JSON.stringify({ components: names.map((name) => ({ name })) });
const BILLS = [bill('asn1js'), bill('asn1js', '@peculiar/x509')];
const report = (...names: string[]) =>
	JSON.stringify({
		auditReportVersion: 2,
		vulnerabilities: Object.fromEntries(
			names.map((name) => [name, { name, severity: 'high', via: [], nodes: [] }]),
		),
	});

describe('a vulnerability that npm knows of', () => {
	it('counts where the library is bundled into a package', () => {
		expect(shippedVulnerabilities(report('@peculiar/x509', 'jest'), BILLS)).toEqual({
			shipped: ['@peculiar/x509 (high)'],
			others: ['jest (high)'],
		});
	});

	it('does not count elsewhere', () => {
		expect(shippedVulnerabilities(report('jest', 'x509'), BILLS).shipped).toEqual([]);
	});

	it('is not overlooked where npm could not ask, or nothing was built', () => {
		const failed = JSON.stringify({ message: '405 Method Not Allowed', error: { summary: '' } });
		expect(() => shippedVulnerabilities(failed, BILLS)).toThrow('vulnerabilities');
		expect(() => shippedVulnerabilities('', BILLS)).toThrow('JSON');
		expect(() => shippedVulnerabilities(report(), [...BILLS, bill()])).toThrow('components');
	});
});
