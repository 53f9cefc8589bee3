import {
	checkBox,
	docMdp,
	fieldMdp,
	filled,
	formPdf,
	look,
	signedByBob,
	signedInPlace,
	textField,
} from '../../support/signatures/formPdf';
import { updated } from '../../support/signatures/laterUpdate';
import { stream } from '../../support/signatures/signedPdf';
import { verify, verifyAllowing } from '../../support/signatures/verify';

const LOCKED = 'which the signature locks';
const sum = filled('100');
const agreed = { 21: checkBox('/V /Yes /AS /Yes') };
const party = { 25: '<< /FT /Tx /T (Party) /V (Bob) /Kids [28 0 R] >>', 31: look('Bob') };

/** What a filled-in form is called: intact, or why not. */
async function verdict(file: Buffer) {
	const { intact, signatures } = await verify(file);
	return intact ? 'intact' : (signatures[0]?.coverage.reason.split(', ').at(-1) ?? '');
}

describe('fields that a signature locks may not be filled in later:', () => {
	it.each<[string, string, string, string]>([
		['all', '/Action /All', LOCKED, LOCKED],
		['those named', '/Action /Include /Fields [(Sum)]', LOCKED, 'intact'],
		['those not named', '/Action /Exclude /Fields [(Sum)]', 'intact', LOCKED],
		['all, where the action is unknown', '/Action /Some /Fields [(Sum)]', LOCKED, LOCKED],
		['all, if no names are given', '/Action /Exclude', LOCKED, LOCKED],
		['all, where the names are no list', '/Action /Include /Fields (Party)', LOCKED, LOCKED],
		['all, where a name is none', '/Action /Include /Fields [(Sum) /Party]', LOCKED, LOCKED],
	])('%s', async (_, parameters, ofSum, ofParty) => {
		const byReference = formPdf([docMdp(2), fieldMdp(parameters)]);
		const byField = formPdf([docMdp(2)], {
			field: `/Lock << /Type /SigFieldLock ${parameters} >>`,
		});
		for (const file of [byReference, byField]) {
			expect(await verdict(updated(file, sum))).toBe(ofSum);
			expect(await verdict(updated(file, party))).toBe(ofParty);
		}
	});

	it('those below a field that is named', async () => {
		const file = formPdf([docMdp(2), fieldMdp('/Action /Include /Fields [(Terms) (Agree)]')]);
		expect(await verdict(updated(file, agreed))).toBe('intact');
		const kind =
			'<< /Type /Annot /Subtype /Widget /FT /Ch /Ff 131072 /T (Terms.Kind) /F 4 /Rect [72 400 272 440] /DA (/Helv 20 Tf 0 g) /Opt [[(a) (Annual)] [(m) (Monthly)]] /V (a) /AP << /N 60 0 R >> >>';
		expect(await verdict(updated(file, { 22: kind, 60: look('Annual') }))).toBe(LOCKED);
	});

	it.each<[string, string, string, string]>([
		['is an object of its own', '/T 40 0 R', '(Sum)', '(Sum)'],
		['is longer than is read', `/T (${'x'.repeat(600)})`, '', `(${'x'.repeat(600)})`],
		['has characters that encodings differ in', '/T (\\240)', '', '<FEFF20AC>'],
		['is empty', '/T ()', '', '(Other)'],
		['is locked by an empty name', '/T (Sum)', '', '()'],
		['depends on where it is looked for', '/T (Sum) /Parent 41 0 R', '', '(Terms.Sum)'],
	])('one whose name %s', async (_, name, text, locked) => {
		const objects = (entries: string) => ({ 20: textField(entries).replace('/T (Sum)', name) });
		const parts = { 40: text || '(Sum)', 41: '<< /T (Terms) >>' };
		const lock = fieldMdp(`/Action /Include /Fields [${locked}]`);
		const file = formPdf([docMdp(2), lock], { objects: { ...parts, ...objects('') } });
		const later = { ...sum, ...objects('/V (100) /AP << /N 60 0 R >>') };
		expect(await verify(updated(file, later))).toMatchObject({ intact: false });
	});

	it('all of them where there are more locks than are looked at', async () => {
		const lock = fieldMdp('/Action /Include /Fields [(Party)]');
		const locked = async (count: number) =>
			await verdict(updated(formPdf([docMdp(2), ...new Array<string>(count).fill(lock)]), sum));
		expect(await locked(8)).toBe('intact');
		expect(await locked(9)).toBe(LOCKED);
	});

	it('all of them where more fields of the signature have locks than are looked at', async () => {
		const lock = '/Lock << /Action /Include /Fields [(Party)] >>';
		const locked = async (count: number) => {
			const field = (_: unknown, index: number) => [
				40 + index,
				`<< /FT /Sig /T (Field${index}) /V 10 0 R ${lock} >>`,
			];
			const objects = Object.fromEntries(Array.from({ length: count }, field));
			return await verdict(updated(formPdf([docMdp(2)], { objects }), sum));
		};
		expect(await locked(8)).toBe('intact');
		expect(await locked(9)).toBe(LOCKED);
	});

	it('one whose name has more parts than are compared', async () => {
		const named = async (parts: number) => {
			const name = (field: string) => field.replace('(Sum)', `(${'x.'.repeat(parts - 1)}x)`);
			const lock = fieldMdp('/Action /Include /Fields [(Other)]');
			const file = formPdf([docMdp(2), lock], { objects: { 20: name(textField('')) } });
			return await verdict(updated(file, { ...sum, 20: name(String(sum[20])) }));
		};
		expect(await named(32)).toBe('intact');
		expect(await named(33)).toBe(LOCKED);
	});

	it('also by a further signer, if there is no certification', async () => {
		const file = formPdf([fieldMdp('/Action /Include /Fields [(Sum)]')]);
		expect(await verdict(signedByBob(updated(file, sum)))).toBe(LOCKED);
		expect(await verdict(signedByBob(updated(file, agreed)))).toBe('intact');
	});

	it('and a signature field among them may not be signed', async () => {
		const file = (parameters: string) => formPdf([docMdp(2), fieldMdp(parameters)]);
		expect(await verdict(signedInPlace(file('/Action /Include /Fields [(Place)]')))).toBe(LOCKED);
		expect(await verdict(signedByBob(file('/Action /All')))).toBe(LOCKED);
		expect(await verdict(signedInPlace(file('/Action /Exclude /Fields [(Place)]')))).toBe('intact');
	});
});

describe('what the lock of a signature field permits afterward', () => {
	const limited = (level: number | string) =>
		formPdf([], { field: `/Lock << /Action /Include /Fields [] /P ${level} >>` });

	it.each([1, 7, '/A'])('is nothing at level %s', async (level) => {
		expect(await verdict(signedByBob(limited(level)))).toBe('which level 1 does not allow');
	});

	it('is filled in by further signers at level 2', async () => {
		expect(await verdict(signedByBob(updated(limited(2), sum)))).toBe('intact');
		expect(await verdict(updated(limited(2), sum))).toBe('and no one has signed or allowed that');
	});

	it('stays what it was when its field is written again without it', async () => {
		const file = limited(1);
		const again = updated(file, {
			4: stream('BT (I owe you 900) Tj ET'),
			11: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (Alice) /V 10 0 R /F 132 /Rect [0 0 0 0] >>',
		});
		expect(await verifyAllowing(signedByBob(again))).toMatchObject({ intact: false });
	});

	it('is nothing where it cannot be read in one way', async () => {
		const file = formPdf([docMdp(2)], {
			objects: { 40: '<< /Action /Include /Fields [] >>' },
			field: '/Lock 40 0 R',
		});
		expect(await verdict(updated(file, sum))).toBe('intact');
		expect(
			await verdict(updated(updated(file, sum), { 40: '<< /Action /Include /Fields [] >>' })),
		).toBe(LOCKED);
	});
});
