import { fingerprint, parseCertificate } from '../../../nodes/WoSignDoc/signatures/cms/certificate';
import type { Purpose, Trust, TrustContext } from '../../../nodes/WoSignDoc/signatures/trust/trust';
import { trustOf } from '../../../nodes/WoSignDoc/signatures/trust/trust';
import type { MadeExtension } from '../../support/signatures/madeCertificates';
import { authority, certify, party } from '../../support/signatures/madeCertificates';
import {
	extendedKeyUsage,
	keyIdentifiers,
	nameConstraints,
} from '../../support/signatures/madeExtensions';

const alice = party('CN=Alice');
const lower = party('CN=Lower');
const upper = party('CN=Upper');
const root = party('CN=Root');
const other = party('CN=Other root');
const CA = [authority()];
const TIMESTAMPING = '1.3.6.1.5.5.7.3.8';
const SERVERS = '1.3.6.1.5.5.7.3.1';

function contextOf(roots: readonly Buffer[]): TrustContext {
	const pace = { step: async () => {} };
	return {
		roots: roots.map(parseCertificate),
		now: new Date(),
		checksLeft: 100,
		verified: new Map(),
		pace,
	};
}

async function trustIn(
	certificates: readonly Buffer[],
	roots: readonly Buffer[],
	purpose: Purpose = 'signing',
	context = contextOf(roots),
): Promise<Trust & { checked: number }> {
	const [signer = Buffer.alloc(0), ...others] = certificates;
	const brought = others.map(parseCertificate);
	const { now: at, checksLeft } = context;
	const trust = await trustOf(parseCertificate(signer), brought, context, { purpose, at });
	return { ...trust, checked: checksLeft - context.checksLeft };
}

const names = ({ path }: Trust) => path.map(({ subject }) => subject.commonName);
const sha256 = (der: Buffer) => fingerprint(parseCertificate(der));

const signer = certify(alice, lower);
const middle = certify(lower, upper, CA);
const top = certify(upper, root, CA);
const anchor = certify(root, root, CA);

describe('the path is reported', () => {
	it('from the signer to the root, in whatever order the certificates come', async () => {
		const trust = await trustIn([signer, top, anchor, middle], [anchor]);
		expect(trust).toMatchObject({ trusted: true, reason: '', missing: undefined });
		expect(names(trust)).toEqual(['Alice', 'Lower', 'Upper', 'Root']);
	});

	it('as far as it leads, with the root that is missing and its fingerprint', async () => {
		const trust = await trustIn([signer, middle, top, anchor], [certify(other, other, CA)]);
		const missing = { name: 'Root', fingerprint: sha256(anchor) };
		expect(trust).toMatchObject({ trusted: false, missing });
		expect(trust.reason).toBe(
			`its certificate leads to “Root” (SHA-256 ${sha256(anchor)}), which is not among the trusted roots`,
		);
		expect(names(trust)).toEqual(['Alice', 'Lower', 'Upper', 'Root']);
	});

	it('with the issuer’s name alone where the document does not hold its certificate', async () => {
		const trust = await trustIn([signer, middle, top], [certify(other, other, CA)]);
		expect(trust.missing).toEqual({ name: 'Root', fingerprint: undefined });
		expect(trust.reason).toBe(
			`its certificate leads to “Upper” (SHA-256 ${sha256(top)}), issued by “Root”, which is neither in the document nor among the trusted roots`,
		);
	});

	it('without any root that is given, too', async () => {
		const trust = await trustIn([signer, middle, top, anchor], []);
		expect(trust.reason).toMatch(/^no trusted roots are given: its certificate leads to “Root”/);
	});

	it('with a root of the same name and another key', async () => {
		const namesake = certify(party('CN=Root'), party('CN=Root'), CA);
		const trust = await trustIn([signer, middle, top], [namesake]);
		expect(trust.reason).toMatch(/“Root”, the certificate of that name has another key/);
	});
});

describe('a path is found', () => {
	it('past an authority’s certificate that leads to no trusted root', async () => {
		const cross = certify(upper, other, CA);
		const trust = await trustIn([signer, middle, cross, top], [anchor]);
		expect(trust.trusted).toBe(true);
		expect(names(trust).at(-1)).toBe('Root');
	});

	it('past one that is not valid', async () => {
		const constrained = certify(upper, root, [...CA, nameConstraints(['DN:CN=Bob'], [])]);
		expect((await trustIn([signer, middle, constrained, top], [anchor])).trusted).toBe(true);
		const { reason } = await trustIn([signer, middle, constrained], [anchor]);
		expect(reason).toBe(
			'the certificate of Lower is for a name that an authority above it may not certify',
		);
	});

	it('through authorities that certify each other', async () => {
		const back = certify(upper, lower, CA);
		const trust = await trustIn([signer, back, middle, top], [anchor]);
		expect(names(trust)).toEqual(['Alice', 'Lower', 'Upper', 'Root']);
		const lost = await trustIn([signer, back, middle], [anchor]);
		expect(lost).toMatchObject({ trusted: false });
		expect(lost.checked).toBeLessThan(10);
	});

	it('by the key identifier first, of many keys of one name', async () => {
		const keys = Array.from({ length: 9 }, () => party('CN=Lower'));
		const theirs = keys.map((key) => certify(key, root, [...CA, ...keyIdentifiers(key, root)]));
		const [last = lower] = keys.slice(-1);
		const signed = certify(alice, last, keyIdentifiers(alice, last));
		expect(await trustIn([signed, ...theirs], [anchor])).toMatchObject({
			trusted: true,
			checked: 2,
		});
		const unnamed = certify(alice, last);
		expect(await trustIn([unnamed, ...theirs], [anchor])).toMatchObject({ trusted: true });
	});
});

it('certificates that many signers share are checked once, so that the last signer is judged as the first', async () => {
	const context = contextOf([anchor]);
	const first = await trustIn([signer, middle, top], [], 'signing', context);
	expect(first).toMatchObject({ trusted: true, checked: 3 });
	const bob = certify(party('CN=Bob'), lower);
	const next = await trustIn([bob, middle, top], [], 'signing', context);
	expect(next).toMatchObject({ trusted: true, checked: 1 });
	context.checksLeft = 0;
	expect(await trustIn([bob, middle, top], [], 'signing', context)).toMatchObject({
		trusted: true,
	});
	const cut = await trustIn([certify(party('CN=Eve'), lower), middle], [], 'signing', context);
	expect(cut.reason).toMatch(/more certificates than are checked/);
});

describe('an authority that says what its certificates may be for', () => {
	it.each([
		['servers', [SERVERS], 'signing', /may not issue certificates for signing documents/],
		['timestamps', [TIMESTAMPING], 'signing', /may not issue certificates for signing documents/],
		['servers', [SERVERS], 'timestamping', /may not issue certificates for timestamps/],
		['anything', ['2.5.29.37.0'], 'timestamping', /^$/],
		['timestamps', [TIMESTAMPING], 'timestamping', /^$/],
		['mail', ['1.3.6.1.5.5.7.3.4'], 'signing', /^$/],
	] as const)('%s %j is taken at its word for %s', async (_, usages, purpose, reason) => {
		const limited = certify(lower, root, [...CA, extendedKeyUsage(usages)]);
		const stamper = certify(
			alice,
			lower,
			purpose === 'signing' ? [] : [extendedKeyUsage([TIMESTAMPING])],
		);
		expect((await trustIn([stamper, limited], [anchor], purpose)).reason).toMatch(reason);
	});
});

type Row = [name: string, extensions: MadeExtension[], reason: RegExp];
describe('a path is not valid through an extension', () => {
	it.each([
		['that appears twice', [...CA, ...CA], /critical extension 2\.5\.29\.19 /],
		...[
			['of names, a list of something else', '2.5.29.30', '30020500'],
			['of names, empty', '2.5.29.30', '3000'],
			['of names, with a subtree of no name', '2.5.29.30', '3006a00430020500'],
			['of names, with bytes after it', '2.5.29.30', '300aa00830068204612e6578ff'],
			['of policies, no list', '2.5.29.32', '0500'],
			['of policies, a constraint of another kind', '2.5.29.36', '3003820100'],
			['of policies, a number that is a text', '2.5.29.54', '0c0130'],
			['of mappings, half a pair', '2.5.29.33', '3006300406022a03'],
		].map(([name = '', identifier = '', hex = '']): Row => [
			name,
			[...CA, [identifier, Buffer.from(hex, 'hex'), true]],
			/of Lower has an extension that cannot be read/,
		]),
	] satisfies Row[])('%s', async (_, extensions, reason) => {
		const strange = certify(lower, root, extensions);
		expect((await trustIn([signer, strange], [anchor])).reason).toMatch(reason);
	});
});
