import { docMdp, FORM, signedByBob } from '../../support/signatures/formPdf';
import { makeIdentity } from '../../support/signatures/identities';
import { objectStreamOf, updated } from '../../support/signatures/laterUpdate';
import { catalog, plainPdf, signedPdf, stream } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { verdictAfter, verify, verifyAllowing } from '../../support/signatures/verify';

const sign = signerOf(makeIdentity());
const FIELDS = '20 0 R 21 0 R 22 0 R 24 0 R 25 0 R 11 0 R';
const LOCK = '/Lock << /Action /All /P 1 >>';
const fieldOf = (entries: string) =>
	`<< /Type /Annot /Subtype /Widget /FT /Sig /T (Alice) /F 132 /Rect [0 0 0 0] ${entries} >>`;

describe('a name that is written with escapes is the same name:', () => {
	it('a signature is found', async () => {
		const escaped = (file: Buffer) =>
			Buffer.from(
				file.toString('latin1').replace(/\/ByteRange( \[.*?\]) {2}/, '/Byte#52ange$1'),
				'latin1',
			);
		const signed = signedPdf(plainPdf(), (range) => sign(escaped(range)), {
			entries: `/Reference [${docMdp(1)}]`,
		});
		const { intact, signatures } = await verify(escaped(signed));
		expect(escaped(signed).equals(signed)).toBe(false);
		expect({ intact, certified: signatures[0]?.certified }).toEqual({ intact: true, certified: 1 });
	});

	it.each(['/V 10 0 R', '/#56 10 0 R'])('a field with %s locks', async (value) => {
		const verdict = async (lock: string) => {
			const options = { fields: FIELDS, objects: { 11: fieldOf(`${value} ${lock}`) } };
			return await verdictAfter(signedByBob(signedPdf(plainPdf(FORM), sign, options)));
		};
		expect(await verdict('')).toMatch(/^intact/);
		expect(await verdict(LOCK)).toMatch(/which the signature locks$/);
	});

	it('a file is encrypted', async () => {
		const fieldIn = async (trailer: string) =>
			(await verify(signedPdf(plainPdf(), sign, { trailer }))).signatures[0]?.field;
		expect(await fieldIn('')).toBe('Signature11');
		expect(await fieldIn('/#45ncrypt << >>')).toBe('');
	});
});

describe('where further signers may change pages, fields may be locked by what cannot be read:', () => {
	/** Whether a page that was changed after Alice, and signed by Bob, is accepted. */
	async function isAccepted(type: string, lock: string, others = {}): Promise<boolean> {
		const packed = objectStreamOf([[11, fieldOf(`/V 10 0 R ${lock}`)]], (entries) =>
			entries.replace('/ObjStm', type),
		);
		const base = updated(plainPdf(others), { 12: packed }, { stream: 13, within: { 11: [12, 0] } });
		const alice = signedPdf(base, sign, {
			stream: 14,
			objects: { 11: '<< >>' },
			numbers: [10, 15],
		});
		const changed = updated(alice, { 4: stream('BT (I owe you 900) Tj ET') }, { stream: 16 });
		const bob = signedPdf(changed, sign, {
			...{ numbers: [70, 71], stream: 72, objects: { 1: catalog('', '11 0 R 71 0 R') } },
		});
		return (await verifyAllowing(bob)).intact;
	}

	it('an object stream', async () => {
		expect(await isAccepted('/ObjStm', '')).toBe(true);
		expect(await isAccepted('/ObjStm', LOCK)).toBe(false);
		expect(await isAccepted('/Obj#53tm', LOCK)).toBe(false);
	});

	it('an object', async () => {
		const deep = `${'['.repeat(70)}${']'.repeat(70)}`;
		expect(await isAccepted('/ObjStm', '', { 30: deep })).toBe(true);
		expect(await isAccepted('/ObjStm', '', { 30: `<< /V 10 0 R ${LOCK} /X ${deep} >>` })).toBe(
			false,
		);
	});
});
