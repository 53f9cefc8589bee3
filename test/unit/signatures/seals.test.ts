import { context, integer, octetString, sequence } from '../../support/signatures/der';
import { AUTHORITY } from '../../support/signatures/identities';
import { sm2 } from '../../support/signatures/manners';
import {
	bitString,
	digestHolder,
	extension,
	sealOf,
	sideBySide,
	signedExtensionsOf,
	sm2Identity,
} from '../../support/signatures/seal';
import type { SealOptions } from '../../support/signatures/seal';
import { plainPdf, signedPdf } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { verify } from '../../support/signatures/verify';

const root = sm2Identity({ name: 'Root', extensions: AUTHORITY });
const makerRoot = sm2Identity({ name: 'Root of seals', extensions: AUTHORITY });
const signer = sm2Identity({ name: '沃通公司', issuer: root });
const maker = sm2Identity({ name: '制章中心', issuer: makerRoot });
const stranger = sm2Identity({ name: 'Mallory' });
const BOTH = root.pem + makerRoot.pem;
const YEAR = 365 * 86_400_000;
const now = Date.now();

const sealed = (options: Partial<SealOptions> = {}, subFilter = 'GM.sm2seal') =>
	signedPdf(plainPdf(), sealOf({ signer, maker, ...options }), { subFilter });

async function verdict(file: Buffer) {
	const { intact, signatures } = await verify(file);
	const [signature] = signatures;
	return { intact, integrity: signature?.integrity, reason: signature?.reason };
}

describe('a document that was signed with a seal', () => {
	it.each(['GM.sm2seal', 'adbe.pkcs7.detached', 'ETSI.CAdES.detached', 'Example.seal'])(
		'is intact, and says who made the seal (%s)',
		async (subFilter) => {
			const report = await verify(sealed({}, subFilter), BOTH);
			expect(report).toMatchObject({ intact: true, trusted: true, signers: ['沃通公司'] });
			const [signature] = report.signatures;
			expect(signature).toMatchObject({ algorithm: 'SM2', digest: 'sm3', subFilter });
			expect(signature?.seal).toMatchObject({
				identifier: '31000000000001',
				name: '沃通电子合同专用章',
				maker: { commonName: '制章中心' },
				trusted: true,
				reason: '',
				chain: [{ commonName: '制章中心' }, { commonName: 'Root of seals' }],
			});
			expect(signature?.chain).toMatchObject([{ commonName: '沃通公司' }, { commonName: 'Root' }]);
			expect(signature?.claimedTime).not.toBeNull();
		},
	);

	it.each<[string, Partial<SealOptions>]>([
		['the seal names its holders by digest', { holders: [2, digestHolder(signer.der)] }],
		[
			'the seal has several holders',
			{ holders: [1, octetString(stranger.der), octetString(signer.der)] },
		],
		['its signature is two numbers side by side', { signed: sideBySide, sealed: sideBySide }],
		[
			'it has data of the maker’s own',
			{
				extensions: [sequence(extension(false))],
				signedExtensions: signedExtensionsOf(extension(false)),
			},
		],
	])('is intact where %s', async (_, options) => {
		expect(await verdict(sealed(options))).toEqual({ intact: true, integrity: 'ok', reason: '' });
	});

	it('is not intact once it was changed', async () => {
		const file = sealed();
		file.write('9', file.indexOf('100) Tj'), 'latin1');
		expect(await verdict(file)).toMatchObject({ intact: false, integrity: 'digestMismatch' });
	});

	it.each<[string, Partial<SealOptions>, RegExp]>([
		['by another key than the signer’s', { signer: { ...signer, keyPem: stranger.keyPem } }, /key/],
		['with a seal that anybody made in the maker’s name', forgedSeal(), /maker/],
		['with another’s seal', { holders: [1, octetString(stranger.der)] }, /another’s/],
		['with a seal that no one may use', { holders: [1] }, /another’s/],
		[
			'with someone else’s seal, identified by digest',
			{ holders: [2, digestHolder(root.der)] },
			/another’s/,
		],
		['before the seal was valid', { time: new Date(now - YEAR) }, /was not valid/],
		['after the seal had ended', { time: new Date(now + YEAR) }, /was not valid/],
	])('is not intact when it was signed %s', async (_, options, reason) => {
		const outcome = await verdict(sealed(options));
		expect(outcome).toMatchObject({ intact: false, integrity: 'signatureInvalid' });
		expect(outcome.reason).toMatch(reason);
	});

	it.each<[string, Partial<SealOptions>, RegExp]>([
		['a version before GB/T 38540', { version: 1 }, /version 1/],
		['a later version', { version: 5 }, /version 5/],
		[
			'something in the seal that must be known',
			{ extensions: [sequence(extension(true))] },
			/1\.2\.3\.4/,
		],
		[
			'the same in the signature',
			{ signedExtensions: signedExtensionsOf(extension(true)) },
			/1\.2\.3\.4/,
		],
		[
			'another algorithm',
			{ algorithm: '1.2.840.10045.4.3.2' },
			/other algorithm|another algorithm/,
		],
	])('is not intact when it has %s', async (_, options, reason) => {
		const outcome = await verdict(sealed(options));
		expect(outcome).toMatchObject({ intact: false, integrity: 'unsupported' });
		expect(outcome.reason).toMatch(reason);
	});

	it.each<[string, Partial<SealOptions>]>([
		['a list of holders of an unknown kind', { holders: [3, octetString(signer.der)] }],
		[
			'too many holders',
			{ holders: [1, ...Array.from({ length: 101 }, () => octetString(Buffer.of(1)))] },
		],
		['more in it than the standard says', { extensions: [sequence(), sequence()] }],
		['more after it than the standard says', { after: [integer(1), integer(2)] }],
		['extensions without their tag', { signedExtensions: [sequence(extension(false))] }],
		['a signature that is none', { signed: () => Buffer.from('none') }],
	])('is not intact when its seal has %s', async (_, options) => {
		expect(await verdict(sealed(options))).toMatchObject({ intact: false, integrity: 'malformed' });
	});

	it('is not intact when something follows the seal', async () => {
		const sign = sealOf({ signer, maker });
		const file = signedPdf(plainPdf(), (bytes) => Buffer.concat([sign(bytes), Buffer.of(1)]));
		expect(await verdict(file)).toMatchObject({ intact: false, integrity: 'malformed' });
	});

	it('is intact, with a remark, with a timestamp, which proves no time', async () => {
		for (const timestamp of [bitString(Buffer.of(1)), context(0, bitString(Buffer.of(1)))]) {
			const { intact, remarks, signatures } = await verify(sealed({ after: [timestamp] }), BOTH);
			expect([intact, signatures[0]?.trustedTime]).toEqual([true, null]);
			expect(remarks.join()).toMatch(/timestamp could not be verified/);
		}
	});

	it.each<[string, string, RegExp, boolean]>([
		['its signer’s root', root.pem, /made its seal is not proved/, false],
		[
			'the root of the seal’s maker',
			makerRoot.pem,
			/neither in the document nor among the trusted roots/,
			true,
		],
		['none', '', /no trusted roots/, false],
	])('is not trusted with %s alone', async (_, roots, reason, isSealTrusted) => {
		const { intact, trusted, signatures } = await verify(sealed(), roots);
		expect([intact, trusted]).toEqual([true, false]);
		expect(signatures[0]).toMatchObject({
			trustReason: expect.stringMatching(reason),
			seal: { trusted: isSealTrusted, chain: { 0: { commonName: '制章中心' } } },
		});
	});

	it('says nothing of who made the seal of a signature that does not hold', async () => {
		const { signatures } = await verify(sealed({ holders: [1, octetString(stranger.der)] }), BOTH);
		expect(signatures[0]).toMatchObject({
			trusted: false,
			seal: {
				name: '沃通电子合同专用章',
				trusted: false,
				reason: expect.stringMatching(/another’s/),
				chain: [],
			},
		});
	});

	it('is not trusted once the seal has ended, whatever time the signer claims', async () => {
		const [validFrom, validTo] = [new Date(now - 3_000_000), new Date(now - 1_000_000)];
		const ended = sealed({ validFrom, validTo, time: new Date(now - 2_000_000) });
		const { intact, trusted, signatures } = await verify(ended, BOTH);
		expect([intact, trusted]).toEqual([true, false]);
		expect(signatures[0]?.trustReason).toMatch(/its seal had ended/);
	});

	it('is not trusted while the seal is not valid yet, whatever time the signer claims', async () => {
		const [validFrom, validTo] = [new Date(now + 1_000_000), new Date(now + 3_000_000)];
		const early = sealed({ validFrom, validTo, time: new Date(now + 2_000_000) });
		const { intact, trusted, signatures } = await verify(early, BOTH);
		expect([intact, trusted]).toEqual([true, false]);
		expect(signatures[0]?.trustReason).toBe('its seal was not valid yet');
	});

	it('shows no seal where there is none', async () => {
		const file = signedPdf(plainPdf(), signerOf(signer, { manner: sm2() }));
		expect((await verify(file)).signatures[0]).toMatchObject({ integrity: 'ok', seal: null });
	});

	it('is not verified as another kind of signature', async () => {
		for (const subFilter of ['adbe.pkcs7.sha1', 'ETSI.RFC3161', 'adbe.x509.rsa_sha1']) {
			expect((await verdict(sealed({}, subFilter))).intact).toBe(false);
		}
	});
});

/** A seal by the maker's certificate, but with another key. */
function forgedSeal(): Partial<SealOptions> {
	return { maker: { ...maker, keyPem: stranger.keyPem } };
}
