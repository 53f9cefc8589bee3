import { makeIdentity } from '../../support/signatures/identities';
import { objectStreamOf, updated } from '../../support/signatures/laterUpdate';
import { plainPdf, signedPdf } from '../../support/signatures/signedPdf';
import { signerOf } from '../../support/signatures/signer';
import { verify } from '../../support/signatures/verify';

const sign = signerOf(makeIdentity());
const METHOD = '/TransformMethod /DocMDP';

/** The level of a signature with the entry; `'none'` if it isn't a signature of the document. */
async function level(entries: string, objects = {}, later?: Record<number, string>) {
	const file = signedPdf(plainPdf(objects), sign, { entries: `/Reference ${entries}` });
	const { signatures } = await verify(later ? updated(file, later) : file);
	return signatures.length === 0 ? 'none' : signatures[0]?.certified;
}

describe('what a signature certifies', () => {
	it.each<[string, string, number | null]>([
		['no change', `[<< ${METHOD} /TransformParams << /P 1 >> >>]`, 1],
		['forms', `[<< ${METHOD} /TransformParams << /P 2 >> >>]`, 2],
		['forms and comments', `[<< ${METHOD} /TransformParams << /P 3 >> >>]`, 3],
		['forms if no level is given', `[<< ${METHOD} /TransformParams << >> >>]`, 2],
		['forms if no parameters are given', `[<< ${METHOD} >>]`, 2],
		['nothing for a lock of fields', '[<< /TransformMethod /FieldMDP >>]', null],
		['no change for an unknown level', `[<< ${METHOD} /TransformParams << /P 7 >> >>]`, 1],
		['no change for a level that is a name', `[<< ${METHOD} /TransformParams << /P /A >> >>]`, 1],
		['no change for an empty list', '[]', 1],
		['no change for what is no list', '<< >>', 1],
		['no change for a reference without a method', `[<< ${METHOD} >> << >>]`, 1],
		['no change for a reference with a key twice', `[<< ${METHOD} ${METHOD} >>]`, 1],
		[
			'no change for parameters with a key twice',
			`[<< ${METHOD} /TransformParams << /P 3 /P 3 >> >>]`,
			1,
		],
		['no change for too many references', `[${`<< ${METHOD} >> `.repeat(65)}]`, 1],
		['forms for as many as are looked at', `[${`<< ${METHOD} >> `.repeat(64)}]`, 2],
	])('is %s', async (_, entries, expected) => {
		expect(await level(entries)).toBe(expected);
	});

	it.each<[string, string, string, string]>([
		['its list', '20 0 R', `[<< ${METHOD} /TransformParams << /P 3 >> >>]`, '[]'],
		['its reference', '[20 0 R]', `<< ${METHOD} /TransformParams << /P 3 >> >>`, '<< >>'],
		['its parameters', `[<< ${METHOD} /TransformParams 20 0 R >>]`, '<< /P 3 >>', '<< /P 1 >>'],
		['its level', `[<< ${METHOD} /TransformParams << /P 20 0 R >> >>]`, '3', '1'],
	])('counts by reference, and is the strictest once %s is written again', async (...row) => {
		const [, entries, object, again] = row;
		expect(await level(entries, { 20: object })).toBe(3);
		expect(await level(entries, { 20: object }, { 20: again })).toBe(1);
		expect(await level(entries, { 20: again }, { 20: object })).toBe(1);
	});

	it('is the strictest once its level is written again in an object stream', async () => {
		const entries = `[<< ${METHOD} /TransformParams << /P 20 0 R >> >>]`;
		expect(await level(entries, { 20: '3' }, { 30: objectStreamOf([[20, '3']]) })).toBe(1);
	});
});

it('a signer is not left out because something later says that the signature opens functions', async () => {
	const usageRights = '<< /TransformMethod /UR3 >>';
	const certifying = `<< ${METHOD} /TransformParams << /P 3 >> >>`;
	expect(await level('[20 0 R]', { 20: usageRights })).toBe('none');
	expect(await level('[20 0 R]', { 20: certifying }, { 20: usageRights })).toBe(1);
});
