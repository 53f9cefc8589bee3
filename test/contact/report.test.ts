import { z } from 'zod/v4';
import { variationOptions } from '../../nodes/WoSignDoc/order/fields/platformVariations';
import { assumptions } from '../../contact/report/assumptions';
import { factsInWords } from '../../contact/report/factsInWords';
import { page } from '../../contact/report/page';
import { verdicts } from '../../contact/report/verdicts';
import { firstContact, type FirstContact } from '../../sandbox';
import { firstContactSchema } from '../../sandbox/firstContact';
import { firstContactJsonSchema } from '../../setup/reference/firstContactJsonSchema';
import { partsOf, readDocument } from '../support/markdown';

const protocol = partsOf(readDocument('docs/PROTOCOL.md'));
const advisory = readDocument('docs/FIRST-CONTACT.md');

/** A result that matches the vendor's document. */
const DOCUMENTED: Partial<FirstContact> = {
	network: { tlsVersions: ['TLSv1.2', 'TLSv1.3'], renegotiation: false },
	requests: {
		encodings: ['json', 'percentEncoded'],
		codes: [
			{ situation: 'withoutFileFormat', encoding: 'json', code: -56 },
			{ situation: 'withoutPictures', encoding: 'json', code: -100 },
			{ situation: 'emptyPictures', encoding: 'json', code: -57 },
		],
		signerType: 'both',
		pageNumber: 'number',
		emptyFields: 'optional',
		sortedKeys: 'optional',
		orderNumberKey: 'orderNumber',
		plusSigns: 'kept',
	},
	responses: { statuses: [200], form: 'object' },
	placement: { origin: 'lowerLeft', firstPage: 1, page: 'seen' },
	push: {
		body: 'json',
		keys: [
			...['signid', 'extendData', 'extendData.signid', 'extendData.ordernumber'],
			'extendData.hash',
		],
		extendData: 'object',
		hash: { algorithm: 'SHA-256', spelling: 'lowerCaseHex' },
		headers: ['host'],
		retryIntervals: [60],
	},
};

/** An assumption's number, what refutes it, and the report's text. */
type Refutation = readonly [string, Partial<FirstContact>, string];

const SIGNATURE_KEYS = ['sign', 'Sign', 'extendData.sign', 'partnerToken'];

/** The opposite of each member that an assumption depends on. */
const REFUTED: readonly Refutation[] = [
	['A1', { requests: { encodings: [] } }, 'open an issue'],
	['A4', { requests: { plusSigns: 'lost' } }, 'Escaped Plus Signs'],
	['A5', { responses: { statuses: [411], form: 'object' } }, 'open an issue'],
	['A6', { network: { renegotiation: true } }, 'Nothing to set'],
	['A7', { responses: { statuses: [200, 302], form: 'object' } }, 'open an issue'],
	['B1', { requests: { signerType: 'number' } }, 'Signer Type as Number'],
	['B2', { requests: { pageNumber: 'string' } }, 'Page Numbers as Text'],
	['B2', { placement: { firstPage: 0 } }, 'Pages From Zero'],
	['B3', { requests: { sortedKeys: 'required' } }, 'Sorted Keys'],
	['B4', { requests: { emptyFields: 'required' } }, 'Empty Fields'],
	['B6', { placement: { origin: 'upperLeft' } }, 'Positions From Upper Left'],
	['B7', { placement: { page: 'mediaBox' } }, 'save rotated or cropped pages as upright'],
	['B10', { responses: { statuses: [200] } }, 'open an issue'],
	['B13', { requests: { orderNumberKey: 'ordernumber' } }, 'Lowercase Order Number Key'],
	['C2', { push: { keys: ['extendData.hash'] } }, 'open an issue'],
	['C5', { push: { retryIntervals: [] } }, 'open an issue'],
	['C6', { push: { headers: ['authorization'] } }, 'open an issue'],
	...SIGNATURE_KEYS.map((key): Refutation => [
		'C6',
		{ push: { keys: [key, 'extendData.signid', 'extendData.ordernumber'] } },
		'open an issue',
	]),
];

/** Outcomes by the assumptions' numbers. */
const outcomes = (seen: Partial<FirstContact>) =>
	new Map(verdicts(firstContact(seen)).map((verdict) => [verdict.id, verdict]));

describe('the report', () => {
	it('has every assumption of docs/PROTOCOL.md, in its order', () => {
		const numbered = protocol.firstCells.filter((cell) => /^[A-C]\d+$/.test(cell));
		expect(numbered.length).toBeGreaterThanOrEqual(26);
		expect(assumptions.map(({ id }) => id)).toEqual(numbered);
	});

	it('reports nothing that was not observed', () => {
		const all = [...outcomes({}).values()];
		expect(all.every(({ outcome }) => outcome === 'notSeen')).toBe(true);
		expect(page(firstContact({}))).toContain('Unknown: there was no response');
	});

	it('confirms what the vendor’s document says, and leaves open what can’t be observed', () => {
		const all = outcomes(DOCUMENTED);
		const open = [...all.values()].filter(({ outcome }) => outcome !== 'confirmed');
		expect(open.map(({ id, outcome }) => [id, outcome])).toEqual(
			['A2', 'A3', 'B8', 'B11', 'B12', 'C7'].map((id) => [id, 'notSeen']),
		);
	});

	it.each(REFUTED)('refutes %s by %j and says what to do', (id, seen, remedy) => {
		const refuted = [...outcomes(seen).values()].filter(({ outcome }) => outcome === 'refuted');
		expect(refuted.map((one) => one.id)).toEqual([id]);
		expect(page(firstContact(seen))).toContain(`(${id}).`);
		expect(refuted[0]?.remedies.join()).toContain(remedy);
	});

	it('partly confirms an assumption of two parts if one was observed', () => {
		expect(outcomes({ requests: { pageNumber: 'number' } }).get('B2')?.outcome).toBe(
			'confirmedInPart',
		);
	});

	it('recommends settings with the names in the node and docs/FIRST-CONTACT.md', () => {
		const advised = REFUTED.map(([, seen]) => page(firstContact(seen))).join('\n');
		const named = [...advised.matchAll(/Set Platform Variations to ([\w ]+?) \(/g)].map(
			([, name]) => name,
		);
		expect(new Set(named)).toEqual(new Set(variationOptions.map(({ name }) => name)));
		for (const { name } of variationOptions) expect(advisory).toContain(`*${name}*`);
	});

	it('has a sentence for every member of the schema', () => {
		const { network, requests, responses, placement, push, document } = firstContactSchema.shape;
		const sections = [network, requests, responses, placement, push, document];
		const members = sections.flatMap((section) => Object.keys(section.unwrap().shape));
		const full: Partial<FirstContact> = {
			network: {
				...{ tlsVersions: [], renegotiation: true, cipher: 'X', proxy: true, clockOffset: 1 },
				serverChain: [{ fingerprint: 'A'.repeat(64), validTo: '2030-01-02T00:00:00Z' }],
			},
			requests: DOCUMENTED.requests,
			responses: {
				...{ statuses: [200], mediaType: 'other', charset: 'gbk', byteOrderMark: true },
				...{ form: 'string', keys: 'lowerCase', numbers: 'string', otherFields: [], headers: [] },
			},
			placement: { ...DOCUMENTED.placement, foundBy: 'annotation' },
			push: { ...DOCUMENTED.push, mediaType: 'none', charset: 'none', numbers: 'number' },
			document: {
				...{ growth: 1, certification: null, subFilter: 'other', digest: 'other' },
				...{ certificateLife: 1, timestamp: true, timestampRoot: false, signingTimeOffset: 8 },
				...{ securityStore: true, laterInformation: true, visibleSeal: false, watermark: true },
			},
		};
		const facts = factsInWords(firstContactSchema.parse(firstContact(full)));
		expect(facts).toHaveLength(members.length);
		for (const fact of facts) expect(fact).toMatch(/^[A-Z][^\n]*\.$|^extendData/);
	});
});

describe('docs/first-contact.schema.json', () => {
	it('is up to date: the output of npm run docs', () => {
		expect(readDocument('docs/first-contact.schema.json')).toBe(firstContactJsonSchema());
	});

	it('allows no text that a server could choose', () => {
		const open = z.object({
			type: z.literal('string'),
			pattern: z.undefined(),
			enum: z.undefined(),
			const: z.undefined(),
		});
		const isOpen = (value: unknown): boolean =>
			open.safeParse(value).success ||
			(typeof value === 'object' && value !== null && Object.values(value).some(isOpen));
		expect(isOpen({ items: { type: 'string' } })).toBe(true);
		expect(isOpen(JSON.parse(firstContactJsonSchema()))).toBe(false);
	});
});
