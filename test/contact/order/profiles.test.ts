import { readProfile } from '../../../sandbox/readProfile';
import { orderRun } from '../support/orderRun';

describe('one order at a platform with a profile', () => {
	it.each(['as-documented', 'as-2018'])('finds again what the profile says: %s', async (name) => {
		const like = await readProfile(name);
		const { result, exitCode, said } = await orderRun({ like });
		expect(said).toContain('The signed document came.');
		expect(exitCode).toBe(0);
		expect(result?.placement).toEqual(like.placement);
		expect(result?.push).toMatchObject(like.push ?? {});
		const { growth, ...document } = like.document ?? {};
		expect(result?.document).toMatchObject(document);
		expect(result?.document?.growth).toBeGreaterThan((growth ?? 0) * 0.9);
	});
});
