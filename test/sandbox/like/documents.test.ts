import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { order, orderFor, person } from '../../../harness/sandbox/caller';
import { pdfWith } from '../../../harness/sandbox/documents';
import { readProfile, startSandbox, firstContact, type FirstContact } from '../../../sandbox';
import { describeWithPoppler, render, run, signatures } from '../../support/poppler';
import { describeWithOpenssl, openssl } from '../support/openssl';
import { signedRanges, signerOf } from '../support/signedRange';
import { sandboxes } from './sandboxLike';

const start = sandboxes();

/** A signed document of two pages, the second rotated by 90 degrees, and the trusted roots. */
async function signed(seen: Partial<FirstContact>, changes: object = {}) {
	const sandbox = await start(seen);
	const document = await pdfWith({}, { size: [400, 600], rotation: 90 });
	const fields = { signerlist: [person], ...changes };
	const { signid } = await order(sandbox, orderFor(sandbox, document, fields));
	await sandbox.sign(signid);
	const pdf = sandbox.orders[0]?.signedDocument ?? Buffer.alloc(0);
	const [{ range, covered, cms } = { range: [], covered: pdf, cms: pdf }] = signedRanges(pdf);
	const [, , second = 0, rest = 0] = range;
	return {
		...{ sent: document, pdf, covered, cms, signer: signerOf(cms) },
		dictionary: covered.toString('latin1'),
		later: pdf.subarray(second + rest).toString('latin1'),
		roots: readFileSync(sandbox.files.trustedRoots, 'latin1'),
	};
}

const minutes = (certificate: Buffer) => {
	const { validFromDate, validToDate } = new X509Certificate(certificate);
	return (validToDate.getTime() - validFromDate.getTime()) / 60_000;
};

describe('a document signed as in 2018', () => {
	let made: Awaited<ReturnType<typeof signed>>;
	beforeAll(async () => {
		const signlist = [{ pagenumber: 1, position: '0.3,0.3,0.6,0.6' }];
		made = await signed(await readProfile('as-2018'), { signerlist: [{ ...person, signlist }] });
	});

	it('is certified at level 2, by SHA-1 with a certificate of ten minutes', () => {
		expect(made.dictionary).toMatch(/\/SubFilter \/adbe\.pkcs7\.detached/);
		expect(made.dictionary).toMatch(/\/TransformMethod \/DocMDP .*\/P 2 /);
		expect(made.signer.digestAlgorithm).toBe('1.3.14.3.2.26');
		const [own = Buffer.alloc(0)] = made.signer.certificates;
		expect(minutes(own)).toBeCloseTo(10, 1);
		expect(new X509Certificate(own).validToDate.getTime()).toBeGreaterThan(Date.now());
	});

	it('has a timestamp whose authority’s root is nowhere in it', () => {
		const root = /CN=WoSignDoc Sandbox Time-Stamping CA/;
		const { timeStamp = Buffer.alloc(0) } = made.signer;
		const enclosed = signerOf(timeStamp).certificates.map((one) => new X509Certificate(one));
		expect(enclosed.map(({ issuer }) => issuer)).toEqual([expect.stringMatching(root)]);
		const roots = made.roots.match(/-----BEGIN[^]+?END CERTIFICATE-----/g) ?? [];
		// OpenSSL, and so Node, cannot read the one with SM2.
		const certificates = roots.flatMap((pem) => (pem === roots[1] ? [] : new X509Certificate(pem)));
		const found = certificates.filter(({ raw }) => made.pdf.includes(raw));
		expect(certificates.some(({ subject }) => root.test(subject))).toBe(true);
		expect(found.map(({ subject }) => subject).filter((one) => root.test(one))).toEqual([]);
	});

	it('claims a time eight hours ahead of that in its dictionary', () => {
		const [, written = ''] = /\/M <([0-9a-f]+)>/.exec(made.dictionary) ?? [];
		const [, time = ''] = /D:(\d+)Z/.exec(Buffer.from(written, 'hex').toString()) ?? [];
		const at = time.replace(/(....)(..)(..)(..)(..)(..)/, '$1-$2-$3T$4:$5:$6Z');
		// UTCTime (RFC 5652, 11.3)
		const claim = /\x17\x0d(\d{12})Z/.exec(made.signer.attributes.toString('latin1'))?.[1] ?? '';
		const claimed = `20${claim}`.replace(/(....)(..)(..)(..)(..)(..)/, '$1-$2-$3T$4:$5:$6Z');
		expect(Date.parse(claimed) - Date.parse(at)).toBe(8 * 3_600_000);
		expect(Math.abs(Date.parse(at) - Date.now())).toBeLessThan(120_000);
	});

	it('has a security store and an information dictionary after the signed range', () => {
		expect(made.later).toMatch(/\/Certs \[.*\/CRLs \[.*\/OCSPs \[/);
		expect(made.later).toContain('/ModDate');
	});

	it('is as much longer as was seen, within 2 KB', () => {
		const grown = made.pdf.length - made.sent.length;
		expect(Math.abs(grown - 60_000)).toBeLessThan(2_000);
	});
});

describeWithPoppler('poppler, of a document signed as in 2018,', () => {
	it('finds the signature valid, the watermark on every page, and no seal', async () => {
		const signlist = [{ pagenumber: 1, position: '0,0,0.2,0.2' }];
		const profile = await readProfile('as-2018');
		const { pdf } = await signed(profile, { signerlist: [{ ...person, signlist }] });
		expect(signatures(pdf)).toMatchObject([{ valid: true, digest: 'SHA1' }]);
		const pages = run('pdftotext', pdf).toString().split('\f').slice(0, 2);
		for (const text of pages) {
			// pdftotext prints rotated text in a different order.
			expect([...text.replaceAll(/\s/g, '')].sort().join('')).toBe('CDEEMNOSTTTU');
		}
		const place = (document: Buffer) => {
			const { color } = render(document, 1);
			return new Set(Array.from({ length: 118 }, (_, x) => color(x + 1, 800)));
		};
		expect([...place(pdf)]).toEqual(['ffffff']);
		const sealed = await signed({}, { signerlist: [{ ...person, signlist }] });
		expect(place(sealed.pdf).size).toBeGreaterThan(1);
	});
});

describeWithOpenssl('OpenSSL', () => {
	it.each([
		['SHA-384', 'adbe.pkcs7.detached'],
		['SHA-512', 'ETSI.CAdES.detached'],
		['SHA-1', 'ETSI.CAdES.detached'],
	] as const)('verifies a signature with %s, %s', async (digest, subFilter) => {
		const made = await signed({ document: { digest, subFilter } });
		expect(made.dictionary).toContain(`/SubFilter /${subFilter}\n`);
		const cades = subFilter.startsWith('ETSI') ? ['-cades'] : [];
		const verified = openssl(
			{ covered: made.covered, cms: made.cms, roots: made.roots },
			...['cms', '-verify', '-inform', 'DER', '-in', 'cms', '-content', 'covered', '-binary'],
			...['-CAfile', 'roots', '-purpose', 'smimesign', '-out', 'content', ...cades],
		);
		expect(verified).toBeDefined();
	});
});

describe('a signature field', () => {
	const signlist = [{ pagenumber: 2, position: '0.1,0.2,0.4,0.3' }];
	const rectangle = ({ dictionary }: { dictionary: string }) =>
		/\/Subtype \/Widget [^]*?\/Rect \[([\d. ]+)\]/.exec(dictionary)?.[1]?.split(' ').map(Number);

	it('that shows has the ordered rectangle, in the coordinates of its turned page', async () => {
		const placement = { foundBy: 'annotation' } as const;
		const made = await signed({ placement }, { signerlist: [{ ...person, signlist }] });
		// The page is displayed as 600 × 400: 60 to 240 across, 80 to 120 up; its own y axis is horizontal, its x axis down.
		expect(rectangle(made)?.map(Math.round)).toEqual([280, 60, 320, 240]);
	});

	it('that does not show has none', async () => {
		expect(rectangle(await signed({}, { signerlist: [{ ...person, signlist }] }))).toEqual([
			0, 0, 0, 0,
		]);
	});
});

describe('what a profile says of documents', () => {
	it.each([1, 3] as const)('may be a certification at level %i', async (certification) => {
		const { dictionary } = await signed({ document: { certification } });
		expect(dictionary).toContain(`/V /1.2 /P ${certification} `);
	});

	it('may be none, nor a timestamp, a store, or later information', async () => {
		const none = { certification: null, timestamp: false, securityStore: false } as const;
		const made = await signed({ document: { ...none, laterInformation: false } });
		expect(made.dictionary).not.toContain('/DocMDP');
		expect(made.signer.timeStamp).toBeUndefined();
		expect(made.later.trim()).toBe('');
	});

	it('holds for encrypted ones, too, which can still be read', async () => {
		const document = { growth: 60_000, laterInformation: true, securityStore: true };
		const { pdf } = await signed({ document }, { password: 'secret' });
		expect(run('pdfinfo', pdf, '-upw', 'secret').toString()).toMatch(
			/Producer: +WoSignDoc sandbox, afterward/,
		);
	});

	it('is refused where the sandbox cannot do it', async () => {
		const like = (document: FirstContact['document']) => firstContact({ document });
		await expect(startSandbox({ like: like({ digest: 'MD5' }) })).rejects.toThrow(
			'can\'t sign with the digest "MD5"',
		);
		await expect(startSandbox({ like: like({ subFilter: 'adbe.x509.rsa_sha1' }) })).rejects.toThrow(
			'can\'t sign with the subfilter "adbe.x509.rsa_sha1"',
		);
	});
});
