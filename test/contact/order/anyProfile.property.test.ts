import fc from 'fast-check';
import { firstContact, type FirstContact } from '../../../sandbox/firstContact';
import { orderRun } from '../support/orderRun';

const one = <T>(...values: T[]) => fc.constantFrom(...values);
/** Some members of a section: what is absent wasn't observed. */
const some = <T extends object>(members: { [Key in keyof T]: fc.Arbitrary<T[Key]> }) =>
	fc.record(members, { requiredKeys: [] });

/** What a platform may do differently, as far as one contact with an order can see it. */
const anyProfile = fc.record({
	requests: some({
		encodings: one(['json' as const], ['percentEncoded' as const]),
		signerType: one('string' as const, 'number' as const),
		pageNumber: one('string' as const, 'number' as const),
		emptyFields: one('required' as const, 'optional' as const),
		sortedKeys: one('required' as const, 'optional' as const),
		orderNumberKey: one('orderNumber' as const, 'ordernumber' as const),
	}),
	responses: some({
		charset: one('utf-8' as const, 'gbk' as const),
		form: one('object' as const, 'string' as const),
		keys: one('lowerCase' as const, 'camelCase' as const),
		numbers: one('number' as const, 'string' as const),
	}),
	placement: some({
		origin: one('lowerLeft' as const, 'upperLeft' as const),
		firstPage: one(0 as const, 1 as const),
		page: one('seen' as const, 'turnedMediaBox' as const, 'cropBox' as const, 'mediaBox' as const),
	}),
	push: some({
		body: one('json' as const, 'formField' as const),
		charset: one('utf-8' as const, 'gbk' as const),
		extendData: one('object' as const, 'string' as const),
		numbers: one('number' as const, 'string' as const),
		hash: fc.record({
			algorithm: one(
				'SHA-224' as const,
				'SHA-256' as const,
				'SHA-384' as const,
				'SHA-512' as const,
			),
			spelling: one('lowerCaseHex' as const, 'upperCaseHex' as const, 'base64' as const),
		}),
	}),
	document: some({
		certification: one(null, 1 as const, 2 as const, 3 as const),
		digest: one('SHA-1' as const, 'SHA-256' as const, 'SHA-512' as const),
		timestamp: one(true, false),
		securityStore: one(true, false),
		laterInformation: one(true, false),
		visibleSeal: one(true, false),
		watermark: one(true, false),
	}),
});

/** What was seen, without what differs from one run to the next. */
function lasting({ requests, responses, placement, push, document }: FirstContact) {
	const codes = requests?.codes?.map((seen) => ({ ...seen, milliseconds: undefined }));
	return {
		requests: { ...requests, codes },
		responses,
		placement,
		push: { ...push, retryIntervals: undefined },
		document: { ...document, growth: undefined, certificateLife: undefined },
	};
}

/** Each is two contacts, of some seconds. */
const RUNS = 3;

it('a sandbox that behaves as a platform was seen to is seen to behave so', async () => {
	await fc.assert(
		fc.asyncProperty(anyProfile, async (seen) => {
			const { result: first } = await orderRun({ like: firstContact(seen) });
			const { placement, ...others } = seen;
			expect(first).toMatchObject(others);
			// Where nothing is drawn, nothing shows where positions are measured from.
			expect(first?.placement).toEqual(
				seen.document.visibleSeal === false ? undefined : expect.objectContaining(placement),
			);
			if (first === undefined) return;
			const { result: second } = await orderRun({ like: first });
			expect(second && lasting(second)).toEqual(lasting(first));
		}),
		{ numRuns: RUNS, endOnFailure: true },
	);
});
