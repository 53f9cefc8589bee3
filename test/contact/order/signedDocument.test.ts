import { readSigned } from '../../../contact/document/readSigned';
import { drawCalibration } from '../../../contact/order/drawCalibration';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox';
import { firstContact, type FirstContact } from '../../../sandbox/firstContact';
import { order, orderFor, person } from '../../../harness/sandbox/caller';
import { orderedPlaces, watermarked } from './signedCalibration';

let sandbox: Sandbox | undefined;
afterEach(async () => {
	await sandbox?.stop();
	sandbox = undefined;
});

const signlist = orderedPlaces.map(({ page, x1, y1, x2, y2 }) => ({
	pagenumber: page,
	position: [x1, y1, x2, y2].join(','),
}));

/** The calibration document, signed by a sandbox. */
async function signedBy(options: SandboxOptions, changes: object = {}): Promise<Buffer> {
	const platform = await startSandbox({ autoSign: false, ...options });
	sandbox = platform;
	const signerlist = [{ ...person, signlist }];
	const { signid } = await order(
		platform,
		orderFor(platform, await drawCalibration(), { signerlist, ...changes }),
	);
	if (typeof signid !== 'string') throw new Error('the order was refused');
	await platform.sign(signid);
	const { signedDocument } = platform.orders.at(-1) ?? {};
	if (!signedDocument) throw new Error('the order was not signed');
	return signedDocument;
}

/** The time of sending and receiving: about now. */
function around(now = Date.now()) {
	return { sentAt: new Date(now - 60_000), receivedAt: new Date(now + 60_000) };
}

type Document = NonNullable<FirstContact['document']>;

describe('a signed calibration document', () => {
	it.each<[string, Document]>([
		['certified', { certification: 2 }],
		['without a timestamp, eight hours off', { timestamp: false, signingTimeOffset: 8 }],
		['with a timestamp, eight hours behind', { timestamp: true, signingTimeOffset: -8 }],
		['with its timestamp’s root inside', { timestamp: true, timestampRoot: true }],
		['without that root', { timestamp: true, timestampRoot: false }],
		['with a security store behind', { securityStore: true, laterInformation: false }],
		['with an information dictionary behind', { securityStore: false, laterInformation: true }],
		['with a certificate of ten minutes', { certificateLife: 600, timestamp: true }],
		['with SHA-384', { digest: 'SHA-384' }],
		['in CAdES', { subFilter: 'ETSI.CAdES.detached' }],
		['without a seal, under a watermark', { visibleSeal: false, watermark: true }],
	])('is recognized as it was made: %s', async (_, made) => {
		const document = await signedBy({ like: firstContact({ document: made }) });
		expect((await readSigned(document, around())).document).toMatchObject(made);
	});

	it('has no time offset if another run sent the order and nothing proves the time', async () => {
		const { document } = await readSigned(await signedBy({}), { ...around(), sentAt: undefined });
		expect(document).toMatchObject({ timestamp: false });
		expect(document?.signingTimeOffset).toBeUndefined();
	});

	it('is recognized even if it was signed a day ago with ten-minute certificates', async () => {
		const document = await signedBy({ signature: 'shortLived' });
		const found = await readSigned(document, around());
		expect(found.document).toMatchObject({ certificateLife: 600, timestamp: true });
		expect(found.remarks).toEqual([]);
	});

	it('counts what signing added', async () => {
		const document = await signedBy({});
		const { document: facts } = await readSigned(document, around());
		expect(facts?.growth).toBe(document.length - (await drawCalibration()).length);
	});
});

describe('a document that is returned differently', () => {
	it('needs a password: its signature is found, but not its position', async () => {
		const found = await readSigned(await signedBy({}, { password: 'secret' }), around());
		expect(found).toMatchObject({
			placement: undefined,
			document: { subFilter: 'adbe.pkcs7.detached' },
			remarks: ['unreadable'],
		});
		expect(found.document).not.toHaveProperty('visibleSeal');
	});

	it('is not signed', async () => {
		const found = await readSigned(await watermarked(await drawCalibration()), around());
		expect(found.remarks).toEqual(['unsigned', 'placeUnknown']);
		expect(found.document).toEqual({
			growth: expect.any(Number),
			visibleSeal: false,
			watermark: true,
		});
	});

	it('was changed after it was signed', async () => {
		const document = await signedBy({});
		document[document.indexOf('/MediaBox') + 12] = 0x31;
		expect((await readSigned(document, around())).remarks).toContain('notIntact');
	});

	it.each(['', 'no PDF', '<html></html>', '{"status":1}'])('is not a PDF: %j', async (text) => {
		expect(await readSigned(Buffer.from(text), around())).toEqual({
			placement: undefined,
			document: undefined,
			remarks: ['notPdf'],
		});
	});

	it('is damaged anywhere, and is never an error', async () => {
		const document = await signedBy({});
		for (const at of [20, 2_000, document.length / 2, document.length - 900]) {
			const cut = document.subarray(0, Math.floor(at));
			expect((await readSigned(cut, around())).remarks.length).toBeGreaterThan(0);
			// Zeros in the gap of the signed range don't change signed bytes.
			const filled = Buffer.from(document).fill(0, Math.floor(at), Math.floor(at) + 300);
			expect((await readSigned(filled, around())).document).toBeDefined();
		}
	});
});
