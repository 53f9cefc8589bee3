import { readProfile } from '../../../sandbox/readProfile';
import { firstContact, type FirstContact } from '../../../sandbox/firstContact';
import { orderRun } from '../support/orderRun';

describe('one order at a platform with a profile', () => {
	it.each(['as-documented', 'as-2018'])('reproduces the profile: %s', async (name) => {
		const like = await readProfile(name);
		const { result, exitCode, said } = await orderRun({ like });
		expect(said).toContain('The signed document arrived.');
		expect(exitCode).toBe(0);
		expect(result?.placement).toEqual(like.placement);
		expect(result?.push).toMatchObject(like.push ?? {});
		const { growth, ...document } = like.document ?? {};
		expect(result?.document).toMatchObject(document);
		expect(result?.document?.growth).toBeGreaterThan((growth ?? 0) * 0.9);
	});

	it.each<[string, Partial<FirstContact>]>([
		[
			'push as form',
			{ push: { body: 'formField', mediaType: 'application/x-www-form-urlencoded' } },
		],
		['GBK', { push: { charset: 'gbk' }, responses: { charset: 'gbk' } }],
		['numbers for strings', { push: { numbers: 'string' }, responses: { numbers: 'string' } }],
		['lost plus signs', { requests: { plusSigns: 'lost' } }],
		['TLS 1.2 alone', { network: { tlsVersions: ['TLSv1.2'], renegotiation: true } }],
		[
			'keys of its own',
			{
				push: {
					keys: [
						'status',
						'ActionType',
						'sign',
						'extendData',
						'extendData.hash',
						'extendData.content',
						'extendData.orderNumber',
					],
				},
			},
		],
	])('names what differs: %s', async (_, seen) => {
		const { result } = await orderRun({ like: firstContact(seen) });
		expect(result).toMatchObject(seen);
		expect(result?.document?.subFilter).toBe('adbe.pkcs7.detached');
	});
});
