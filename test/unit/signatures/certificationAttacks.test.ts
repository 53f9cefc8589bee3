import {
	certifiedPdf,
	COVERING_ANNOTATIONS,
	evilAnnotation,
	replacedContent,
	SNEAKY_VALUES,
	sneakySignature,
	sneakySigner,
} from '../../support/signatures/certificationAttacks';
import { makeIdentity } from '../../support/signatures/identities';
import { signerOf } from '../../support/signatures/signer';
import { verify } from '../../support/signatures/verify';

const sign = signerOf(makeIdentity());
const signOther = signerOf(makeIdentity({ name: 'Mallory' }));
const keysOf = <Key extends string>(object: Readonly<Record<Key, unknown>>) =>
	Object.keys(object).filter((key): key is Key => key in object);

describe('a certified document', () => {
	it.each([1, 2, 3] as const)('of level %i is intact as it was certified', async (level) => {
		const { intact, signatures } = await verify(certifiedPdf(level, sign));
		expect([intact, signatures[0]?.certified]).toEqual([true, level]);
	});

	it.each(keysOf(COVERING_ANNOTATIONS))(
		'that permits forms is not intact once an annotation (%s) covers its text',
		async (subtype) => {
			const report = await verify(evilAnnotation(certifiedPdf(2, sign), subtype));
			expect([report.intact, report.signatures[0]?.coverage.after]).toEqual([false, 'more']);
		},
	);

	it.each(keysOf(SNEAKY_VALUES))(
		'is not intact once an unsigned signature field (%s) covers its text',
		async (value) => {
			for (const level of [1, 2] as const) {
				const report = await verify(sneakySignature(certifiedPdf(level, sign), value));
				expect(report.intact).toBe(false);
			}
		},
	);

	it.each([
		['covers', sneakySigner],
		['replaces', replacedContent],
	])('that permits nothing is not intact once another signer %s its text', async (_, attack) => {
		const { intact, signatures } = await verify(attack(certifiedPdf(1, sign), signOther));
		expect(signatures.map(({ integrity }) => integrity)).toEqual(['ok', 'ok']);
		expect(intact).toBe(false);
	});

	it('is not intact once a signer whose signature does not hold covers its text', async () => {
		const broken = (signed: Buffer) => signOther(Buffer.concat([signed, Buffer.of(0)]));
		for (const level of [2, 3] as const) {
			expect((await verify(sneakySigner(certifiedPdf(level, sign), broken))).intact).toBe(false);
		}
	});
});
