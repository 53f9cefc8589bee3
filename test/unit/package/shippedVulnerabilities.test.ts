import { shippedVulnerabilities } from '../../../setup/shippedVulnerabilities';

const LICENSES = '# asn1js 3.0.6\n\nBSD\n\n# @peculiar/x509 2.2.0\n\nMIT License\n\n# Notes\n';
const report = (...names: string[]) =>
	JSON.stringify({
		auditReportVersion: 2,
		vulnerabilities: Object.fromEntries(
			names.map((name) => [name, { name, severity: 'high', via: [], nodes: [] }]),
		),
	});

describe('a vulnerability that npm knows of', () => {
	it('counts where the library is bundled into a package', () => {
		expect(shippedVulnerabilities(report('@peculiar/x509', 'jest'), LICENSES)).toEqual({
			shipped: ['@peculiar/x509 (high)'],
			others: ['jest (high)'],
		});
	});

	it('does not count elsewhere', () => {
		expect(shippedVulnerabilities(report('jest', 'x509'), LICENSES).shipped).toEqual([]);
	});

	it('is not overlooked where npm could not ask, or nothing was built', () => {
		const failed = JSON.stringify({ message: '405 Method Not Allowed', error: { summary: '' } });
		expect(() => shippedVulnerabilities(failed, LICENSES)).toThrow('vulnerabilities');
		expect(() => shippedVulnerabilities('', LICENSES)).toThrow('JSON');
		expect(() => shippedVulnerabilities(report(), '# Notes\n')).toThrow('empty');
	});
});
